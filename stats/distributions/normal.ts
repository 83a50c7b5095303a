/** The standard normal distribution. */

import { define } from './define.ts';

const sqrt2Pi = 2.5066282746310002;

/**
 * The standard normal distribution: for z statistics and large samples.
 *
 * Input: z, in standard deviations; no parameters. ±Infinity is legal, `NaN` is not.
 *
 * Formula: sf(z) = e^(−z²/2) · g(z), where g falls slowly (it is Mills' ratio / √2π) and is a Chebyshev
 * series here; near 1e-15 relative from −38 to 38. Points by Halley's method on ln sf. Background:
 * Marsaglia (2004), doi:10.18637/jss.v011.i04.
 *
 * Throws RangeError on NaN and on a probability outside 0 to 1.
 *
 * @example distributions.normal.sf(1.96).toFixed(6) // => "0.024998"
 * @example distributions.normal.isf(1e-100).toFixed(6) // => "21.273454"
 * @example distributions.normal.logSf(1e5).toFixed(1) // => "-5000000012.4"
 */
export const normal = define<[]>({
  name: 'normal',
  needs: 'no parameters',
  accepts: () => true,
  support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  cdf: (x) => sf(-x),
  sf,
  logCdf: (x) => logSf(-x),
  logSf,
  // Not −point, which is −0 in the middle.
  lowerPoint: (p) => 0 - upperPoint(p),
  upperPoint,
});

function sf(x: number): number {
  return x < 0 ? 1 - upper(-x) : upper(x);
}

function logSf(x: number): number {
  if (x < 0) return Math.log1p(-upper(-x));
  return Math.log(scaledTail(x)) - 0.5 * x * x;
}

/** For x ≥ 0, which is split so that its larger part has an exact square: e^(−x²/2) to the last digits. */
function upper(x: number): number {
  if (x > 40) return 0;
  const coarse = Math.round(16 * x) / 16;
  const rest = (x - coarse) * (x + coarse);
  const density = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest);
  return density * scaledTail(x);
}

/** e^(x²/2) · upper tail for x ≥ 0, by Clenshaw's rule. */
function scaledTail(x: number): number {
  const u = 1 - 10 / (x + 5);
  let value = 0;
  let before = 0;
  for (let k = chebyshev.length - 1; k > 0; k -= 1) {
    const next = 2 * u * value - before + (chebyshev[k] as number);
    before = value;
    value = next;
  }
  return (u * value - before + (chebyshev[0] as number)) / (1 + x);
}

/**
 * Chebyshev coefficients in u = (x − 5)/(x + 5) of (1 + x) times that, computed with 60 digits from
 * mpmath's `exp(x**2 / 2) * erfc(x / sqrt(2)) / 2`; the next one is 3e-18.
 */
const chebyshev = [
  0.4619742120721857, -0.06516520239491264, -0.005458781501136567, 0.01229619904556344,
  -0.006470872915703688, 0.0022407355224168305, -0.0005638623774651974, 9.984031082925812e-5,
  -9.849514843168493e-6, -4.032494233045217e-7, 2.99023962013034e-7, -3.032070748442814e-8,
  -4.617665713929027e-9, 1.3298288008382692e-9, 3.007242719019045e-11, -4.4299537255328156e-11,
  1.3999857147018152e-12, 1.4718957028912571e-12, -9.325953119165372e-14, -5.294681169067695e-14,
  3.958188414414517e-15, 2.1048214642963194e-15, -1.345671286136144e-16, -9.097614914495833e-17,
];

/** Halley's method on ln sf, from formula 26.2.23 (Hastings) in Abramowitz & Stegun (1964). */
function upperPoint(p: number): number {
  if (p === 0.5) return 0;
  const target = Math.log(p);
  const t = Math.sqrt(-2 * target);
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  let x = t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let round = 0; round < 2; round += 1) {
    const hazard = 1 / (sqrt2Pi * scaledTail(x));
    const newton = (logSf(x) - target) / hazard;
    x += newton / (1 + 0.5 * newton * (hazard - x));
  }
  return x;
}
