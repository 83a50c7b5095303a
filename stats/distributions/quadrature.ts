/** Integrals of one-peaked functions so small or so large that only their logarithm is a number. */

/**
 * ln ∫ e^f over the real line, for a smooth f with one peak from which it falls at least linearly on
 * both sides. `near` is a guess of where the peak is and `scale` of how wide.
 *
 * The substitution u = peak + width · sinh v puts steps where the peak is and lets them grow outward;
 * with it the trapezoid rule converges exponentially: Takahasi & Mori (1974),
 * doi:10.2977/prims/1195192451. All terms are positive, so small integrals keep their digits. With
 * the step of 1/14 the skewest peaks here come out to 1e-13, with 1/10 normal-like ones to 1e-12.
 */
export function logIntegral(
  f: (u: number) => number,
  near: number,
  scale: number,
  step = 1 / 14,
): number {
  const { at, top, width } = peakOf(f, near, scale);
  if (!Number.isFinite(top)) return top;
  let sum = 1;
  for (const direction of [-1, 1]) {
    for (let v = step; ; v += step) {
      const term = Math.exp(f(at + direction * width * Math.sinh(v)) - top) * Math.cosh(v);
      sum += term;
      if (!(term > negligible * sum)) break;
    }
  }
  return top + Math.log(step * width * sum);
}

const negligible = 1e-17;

interface Peak {
  readonly at: number;
  readonly top: number;
  /** How far the nearer point lies where e^f is down to about 60 %. */
  readonly width: number;
}

/** Climbs in growing steps until the peak lies between two points, then closes in on it. */
function peakOf(f: (u: number) => number, near: number, scale: number): Peak {
  let at = near;
  let top = f(at);
  let stride = scale;
  let left = f(at - stride);
  let right = f(at + stride);
  while (left > top || right > top) {
    const direction = left > right ? -1 : 1;
    at += direction * stride;
    stride *= 1.5;
    top = Math.max(left, right);
    left = f(at - stride);
    right = f(at + stride);
  }
  // A flat neighbourhood says that the stride was guessed too short.
  while (Math.min(left, right) > top - 0.1) {
    stride *= 2;
    left = f(at - stride);
    right = f(at + stride);
  }
  // Halving the stride around the best point, until the fall within it is small enough to be a parabola.
  while (Math.min(left, right) < top - 0.5) {
    stride /= 2;
    left = f(at - stride);
    right = f(at + stride);
    if (left > top || right > top) {
      at += left > right ? -stride : stride;
      top = Math.max(left, right);
      left = f(at - stride);
      right = f(at + stride);
    }
  }
  return { at, top, width: stride };
}
