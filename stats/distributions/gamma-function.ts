/** The gamma function as its logarithm, and the parts of it that large arguments do not drown. */

const logSqrt2Pi = 0.9189385332046728;
const oneMinusEuler = 0.42278433509846713;

/** ln Γ(x) for x > 0, accurate also beside its zeros at 1 and 2. */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + logSqrt2Pi + stirlingSeries(x);
  if (x < 0.5) return logGamma1p(x) - Math.log(x);
  if (x < 1.5) return logGamma1p(x - 1);
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return logGammaNear2(rest - 2) + Math.log(product);
}

/** ln Γ(1 + a) for a ≥ −½, to the last digits also where a is small. */
export function logGamma1p(a: number): number {
  if (a > 1) return logGamma(1 + a);
  return a <= 0.5 ? logGammaNear2(a) - Math.log1p(a) : logGammaNear2(a - 1);
}

/** What Stirling's formula leaves out: ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), about 1/(12x). */
export function stirlingRemainder(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + logSqrt2Pi);
}

/** ln (Γ(x + a) / Γ(x)), which keeps the digits of a small a beside any x > 0. */
export function logGammaRatio(x: number, a: number): number {
  let base = x;
  let logFactors = 0;
  while (base < 10) {
    logFactors += Math.log1p(a / base);
    base += 1;
  }
  const powers = (base - 0.5) * Math.log1p(a / base) + a * (Math.log(base + a) - 1);
  return powers + stirlingGrowth(base, a) - logFactors;
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  const n = a + b;
  const remainders = stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(n);
  const powers = a * Math.log1p(b / a) + b * Math.log1p(a / b);
  return remainders - powers + logSqrt2Pi - 0.5 * Math.log(a * (b / n));
}

/** Abramowitz & Stegun (1964), formula 6.1.41; the first term left out is below 3e-17. */
function stirlingSeries(x: number): number {
  const w = 1 / (x * x);
  let sum = 0;
  for (let k = bernoulliTerms.length - 1; k >= 0; k -= 1) {
    sum = sum * w + (bernoulliTerms[k] as number);
  }
  return sum / x;
}

/** What the series has more at x + a than at x, term by term. */
function stirlingGrowth(x: number, a: number): number {
  const less = -a / (x + a);
  const ratio = 1 + less;
  // The growth of x^−n is x^−n (ratio^n − 1); the second factor is carried from n to n + 2.
  let factor = less;
  let power = 1 / x;
  let sum = 0;
  for (const coefficient of bernoulliTerms) {
    sum += coefficient * power * factor;
    factor = factor * ratio * ratio + less * (1 + ratio);
    power /= x * x;
  }
  return sum;
}

/** B₂ₖ / (2k(2k − 1)). */
const bernoulliTerms = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Γ(2 + b) for |b| ≤ ½: Abramowitz & Stegun (1964), formula 6.1.33. */
function logGammaNear2(b: number): number {
  let sum = 0;
  for (let k = zetaTerms.length - 1; k >= 0; k -= 1) sum = sum * b + (zetaTerms[k] as number);
  return b * (oneMinusEuler + b * sum);
}

/** (−1)ᵏ (ζ(k) − 1) / k from k = 2 (mpmath: `(-1)**k * (zeta(k) - 1) / k`). */
const zetaTerms = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986,
  0.0028905103307415234, -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939,
  9.945751278180853e-5, -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6,
  4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7,
  2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9,
  5.731367241678862e-10, -2.7595228851242334e-10, 1.330476437424449e-10,
];
