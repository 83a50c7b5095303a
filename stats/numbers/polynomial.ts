/** The value of a polynomial. */

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
export function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}
