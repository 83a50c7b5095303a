/** Tails of distributions with large shapes, where series and continued fractions grow long. */

/**
 * ln ∫₀^∞ e^(−h), for a convex h with h(0) = 0 that rises as a line or a parabola; h is asked only
 * from 0 to `end`. `slope` and `curvature` are those of h at 0.
 *
 * Gauss–Legendre (DLMF 3.5(v)) over the range where the integrand counts. All terms are positive, so
 * small tails keep their digits.
 */
export function logTailIntegral(
  h: (v: number) => number,
  slope: number,
  curvature: number,
  end: number,
): number {
  // The positive root of slope v + ½ curvature v² = depth.
  const root = Math.hypot(slope, Math.sqrt(2 * depth * curvature));
  let range = Math.min((2 * depth) / (slope + root), end);
  while (range < end && h(range) < depth) range = Math.min(1.25 * range, end);
  let sum = 0;
  for (const { at, weight } of rule) sum += weight * Math.exp(-h(range * at));
  return Math.log(range * sum);
}

/** e^−39 is 1e-17: what lies beyond does not count. */
const depth = 39;

const rule = gaussLegendre(32);

/** Nodes and weights on [0, 1], by Newton's method on the Legendre polynomial. */
function gaussLegendre(n: number): { at: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 5; round += 1) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k += 1) {
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      }
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return { at: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}
