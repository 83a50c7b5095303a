/** From a tail probability back to the point, on the scale where far tails are nearly straight lines. */

export type Side = 'lower' | 'upper';

/** A tail at x > 0. */
export interface Tail {
  readonly logP: number;
  /** ln (x · density). */
  readonly logDensity: number;
  /** How logDensity changes with ln x. */
  readonly bend: number;
}

/**
 * The x at which ln tail is `target`, for a lower tail (rising with x) or an upper one: Halley's method
 * on ln tail as a function of ln x, which is nearly straight, or bent to one side only.
 */
export function solveTail(
  tail: (x: number) => Tail,
  target: number,
  start: number,
  side: Side,
): number {
  const sign = side === 'lower' ? 1 : -1;
  let x = clamp(start, Number.MIN_VALUE, Number.MAX_VALUE);
  for (let round = 0; round < 200; round += 1) {
    const { logP, logDensity, bend } = tail(x);
    const off = logP - target;
    const slope = sign * Math.exp(logDensity - logP);
    const newton = off / slope;
    const curve = 0.5 * newton * (bend - slope);
    const step = -newton / clamp(1 - curve, 0.5, 2);
    // On the flat side a step can be boundless, on the steep side far out all digits may cancel.
    x *= Math.exp(sign * clamp(sign * step, -4, 40));
    // The next step would be about the cube of this one.
    if (Math.abs(off) < 1e-5) break;
  }
  return x;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
