/** Logarithms that keep their digits where the plain formula cancels. */

/** ln(1 + u) − u, which is about −u²/2 near zero. */
export function log1pMinus(u: number): number {
  if (u < -0.7 || u > 1) return Math.log1p(u) - u;
  // With r = u / (2 + u): ln(1 + u) = 2 artanh r and u − 2r = ru, so that nothing is left to cancel.
  const r = u / (2 + u);
  const square = r * r;
  let power = square;
  let sum = 1 / 3;
  for (let k = 5; ; k += 2) {
    const term = power / k;
    sum += term;
    if (term < 1e-17) break;
    power *= square;
  }
  return r * (2 * square * sum - u);
}

/** ln(1 − e^logP), the logarithm of the other tail. */
export function logComplement(logP: number): number {
  return logP > -Math.LN2 ? Math.log(-Math.expm1(logP)) : Math.log1p(-Math.exp(logP));
}

/** ab − cd, rounded once: Dekker (1971), doi:10.1007/BF01397083. */
export function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const left = a * b;
  const right = c * d;
  return left - right + (roundingOf(a, b, left) - roundingOf(c, d, right));
}

/** What ab lost when it was rounded to `product`. */
function roundingOf(a: number, b: number, product: number): number {
  const aHigh = highHalf(a);
  const bHigh = highHalf(b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The first 26 of the 53 bits: products of halves are exact. */
function highHalf(a: number): number {
  const shifted = 134217729 * a;
  return shifted - (shifted - a);
}
