/** Friedman's test: three or more measurements of the same participants, by the ranks within each. */

import { distributions } from './distributions.ts';
import { completeWaves, type Result, type Waves } from './sample.ts';

/** `constant`: every participant has one value throughout. `ties`: equal values share their mean rank. */
export type FriedmanWarning = 'constant' | 'ties';

export interface Friedman extends Result<'friedman', FriedmanWarning> {
  /** Friedman's χ², corrected for ties. */
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
  /** Kendall's coefficient of concordance, from 0 to 1. */
  readonly kendallsW: number | null;
  readonly meanRanks: readonly number[];
}

/**
 * Friedman's test for the same participants measured at two or more waves.
 *
 * Use it in place of the repeated-measures analysis of variance where the values are far from normal or
 * the scale only orders. It asks whether some waves tend to rank higher than others.
 *
 * Input: `waves[j][i]` is participant i at wave j, in one unit. A participant with a `NaN` at any wave is
 * left out and counted in `n.excluded`.
 *
 * χ² = 12 Σ(R_j − n(m + 1)/2)²/(nm(m + 1) − Σ(t³ − t)/(m − 1)), where R_j is the rank sum of wave j among
 * m; df = m − 1; p by χ², so rough for a handful of participants. Friedman (1937),
 * doi:10.1080/01621459.1937.10503522. Kendall's W = χ²/(n(m − 1)): Kendall & Babington Smith (1939),
 * doi:10.1214/aoms/1177732186.
 *
 * Throws RangeError with fewer than two waves, without a complete participant, on waves of different
 * lengths and on ±Infinity. Where every participant is constant, the results are null with a warning.
 *
 * @example friedman([[1, 2, 1, 3], [2, 3, 3, 4], [3, 5, 4, 6]]).statistic // => 8
 * @example friedman([[1, 2, 1, 3], [2, 3, 3, 4], [3, 5, 4, 6]]).kendallsW // => 1
 */
export function friedman(waves: Waves): Friedman {
  const procedure = 'friedman';
  const m = waves.length;
  const { waves: kept, n } = completeWaves(waves, procedure, 1);
  const { rankSums, tied } = ranksWithin(kept, n.used);

  const squares = rankSums.reduce((sum, rank) => sum + (rank - (n.used * (m + 1)) / 2) ** 2, 0);
  const constant = tied === n.used * m * (m * m - 1);
  const statistic = constant ? null : (12 * squares) / (n.used * m * (m + 1) - tied / (m - 1));
  const warnings: FriedmanWarning[] = [];
  if (constant) warnings.push('constant');
  else if (tied > 0) warnings.push('ties');
  return {
    procedure,
    n,
    statistic,
    df: m - 1,
    p: statistic === null ? null : distributions.chiSquare.sf(statistic, m - 1),
    kendallsW: statistic === null ? null : statistic / (n.used * (m - 1)),
    meanRanks: Array.from(rankSums, (sum) => sum / n.used),
    method: 'Friedman test, corrected for ties, χ² approximation',
    warnings,
  };
}

/** The rank sum of each wave and Σ(t³ − t) over all participants. */
function ranksWithin(waves: readonly Float64Array[], n: number) {
  const m = waves.length;
  const rankSums = new Float64Array(m);
  const row = new Float64Array(m);
  let tied = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) row[j] = (waves[j] as Float64Array)[i] as number;
    for (let j = 0; j < m; j += 1) {
      // A row is short: to count what is smaller is quicker than to sort.
      const { smaller, equal } = standing(row, row[j] as number);
      rankSums[j] = (rankSums[j] as number) + smaller + (equal + 1) / 2;
      tied += equal * equal - 1;
    }
  }
  return { rankSums, tied };
}

function standing(row: Float64Array, value: number): { smaller: number; equal: number } {
  let [smaller, equal] = [0, 0];
  for (const other of row) {
    if (other < value) smaller += 1;
    else if (other === value) equal += 1;
  }
  return { smaller, equal };
}
