/** The chi-square distribution. */

import { define } from './define.ts';
import { gammaPoint } from './gamma-point.ts';
import { logLowerGamma, logUpperGamma } from './incomplete-gamma.ts';

/**
 * The chi-square distribution: for counts in tables, ranks (Friedman, Kruskal–Wallis), and Mauchly's W.
 *
 * Input: χ², and the degrees of freedom, any positive number. χ² below 0 has everything above it;
 * Infinity is legal, `NaN` is not.
 *
 * Formula: sf(χ²) = Q(df/2, χ²/2), the regularised incomplete gamma function: DLMF 8.2
 * (https://dlmf.nist.gov/8.2); Pearson (1900), doi:10.1080/14786440009463897.
 *
 * Throws RangeError on NaN, df that are not positive and finite, and a probability outside 0 to 1.
 *
 * @example distributions.chiSquare.sf(10, 3).toFixed(6) // => "0.018566"
 * @example distributions.chiSquare.isf(0.05, 3).toFixed(6) // => "7.814728"
 * @example distributions.chiSquare.logSf(2000, 3).toFixed(6) // => "-996.424840"
 */
export const chiSquare = define<[df: number]>({
  name: 'chiSquare',
  needs: 'positive degrees of freedom',
  accepts: (df) => df > 0 && df < Number.POSITIVE_INFINITY,
  support: [0, Number.POSITIVE_INFINITY],
  logCdf: (x, df) => logLowerGamma(x / 2, df / 2),
  logSf: (x, df) => logUpperGamma(x / 2, df / 2),
  lowerPoint: (p, df) => 2 * gammaPoint(p, df / 2, 'lower'),
  upperPoint: (p, df) => 2 * gammaPoint(p, df / 2, 'upper'),
});
