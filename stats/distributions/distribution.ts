/** What every distribution offers; the upper tail is a computation of its own, never 1 − cdf. */

export interface Distribution<Parameters extends readonly number[]> {
  /** P(X ≤ x). */
  cdf(x: number, ...parameters: Parameters): number;
  /** P(X > x), accurate to far below 1e-16. */
  sf(x: number, ...parameters: Parameters): number;
  /** The x with P(X ≤ x) = p. */
  quantile(p: number, ...parameters: Parameters): number;
  /** The x with P(X > x) = p, accurate also for p = 1e-100. */
  isf(p: number, ...parameters: Parameters): number;
  /** ln P(X > x), also where the probability itself is too small to be a number. */
  logSf(x: number, ...parameters: Parameters): number;
}
