/** The Kruskal–Wallis test: two or more independent groups by their ranks. */

import { sum } from 'simple-statistics';
import { distributions } from './distributions.ts';
import { presentGroups } from './groups/one-way.ts';
import { asArray } from './numbers/spread.ts';
import { pooledRanks, tieTerm } from './ranks/ranks.ts';
import type { Result, Sample } from './sample.ts';

/** `constant`: all values are the same. `ties`: equal values share their mean rank. */
export type KruskalWallisWarning = 'constant' | 'ties';

export interface KruskalWallis extends Result<'kruskalWallis', KruskalWallisWarning> {
  /** H, corrected for ties. */
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
  /** Rank ε²: the share of the ranks' variance that lies between the groups. */
  readonly epsilonSquared: number | null;
  /** η² based on H: as ε², but less what chance gives; may be negative. */
  readonly etaSquared: number | null;
  readonly groups: readonly { readonly n: number; readonly meanRank: number }[];
}

/**
 * The Kruskal–Wallis test for two or more independent groups.
 *
 * Use it in place of the one-way analysis of variance where the values are far from normal or the scale
 * only orders. It asks whether values of some groups tend to be larger than those of others.
 *
 * Input: `groups[k]` holds the values of group k, in one unit; `NaN` is left out and counted in
 * `n.excluded`.
 *
 * H = 12/(N(N + 1)) Σ n_k(R̄_k − (N + 1)/2)² / (1 − Σ(t³ − t)/(N³ − N)); df = groups − 1; p by χ². Kruskal
 * & Wallis (1952), doi:10.1080/01621459.1952.10483441. ε² = H/(N − 1), η² = (H − df)/(N − df − 1):
 * Tomczak & Tomczak (2014), Trends in Sport Sciences 21, 19–25.
 *
 * Throws RangeError with fewer than two groups, on an empty group and on ±Infinity. Where all values are
 * the same the results are null with a warning.
 *
 * @example kruskalWallis([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).statistic.toFixed(6) // => "7.200000"
 * @example kruskalWallis([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).epsilonSquared.toFixed(6) // => "0.900000"
 */
export function kruskalWallis(groups: readonly Sample[]): KruskalWallis {
  const procedure = 'kruskalWallis';
  const { values, n } = presentGroups(groups, procedure);
  const { each, ties } = pooledRanks(values);
  const ranked = each.map((own) => ({ n: own.length, meanRank: sum(asArray(own)) / own.length }));

  const total = n.used;
  const df = groups.length - 1;
  const statistic = ties[0] === total ? null : statisticOf(ranked, total, tieTerm(ties));
  return {
    procedure,
    n,
    statistic,
    df,
    p: statistic === null ? null : distributions.chiSquare.sf(statistic, df),
    epsilonSquared: statistic === null ? null : statistic / (total - 1),
    etaSquared: statistic === null || total === df + 1 ? null : (statistic - df) / (total - df - 1),
    groups: ranked,
    method: 'Kruskal–Wallis test, corrected for ties, χ² approximation',
    warnings: statistic === null ? ['constant'] : ties.length > 0 ? ['ties'] : [],
  };
}

function statisticOf(groups: KruskalWallis['groups'], total: number, tied: number): number {
  const between = sum(groups.map(({ n, meanRank }) => n * (meanRank - (total + 1) / 2) ** 2));
  return between / ((total * (total + 1)) / 12 - tied / (12 * (total - 1)));
}
