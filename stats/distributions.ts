/** The only place where a statistic becomes a probability, and a probability a critical value. */

import { beta } from './distributions/beta.ts';
import { chiSquare } from './distributions/chi-square.ts';
import { F } from './distributions/f.ts';
import { noncentralChiSquare } from './distributions/noncentral-chi-square.ts';
import { noncentralF } from './distributions/noncentral-f.ts';
import { noncentralT } from './distributions/noncentral-t.ts';
import { normal } from './distributions/normal.ts';
import { studentizedRange } from './distributions/studentized-range.ts';
import { t } from './distributions/t.ts';

/**
 * The distributions by name, each with `cdf` (lower tail), `sf` (upper tail), `quantile` and `isf`
 * (the points with this lower or upper tail), and `logSf` (ln of the upper tail, also where that is too
 * small to be a number). Parameters follow in the order of their names here:
 * normal(x), t(x, df), F(x, df1, df2), chiSquare(x, df), beta(x, a, b), noncentralT(x, df, ncp),
 * noncentralF(x, df1, df2, ncp), noncentralChiSquare(x, df, ncp), studentizedRange(q, means, df).
 *
 * Use `sf` for a p value, never 1 − `cdf`, which is 0 or noise below 1e-16.
 */
export const distributions = {
  normal,
  t,
  F,
  chiSquare,
  beta,
  noncentralT,
  noncentralF,
  noncentralChiSquare,
  studentizedRange,
} as const;
