/** One-way analysis of variance of independent groups. */

import { confidenceOptions } from './confidence.ts';
import { shareOfVarianceCi } from './groups/effect-size.ts';
import { presentSummaries, type VarianceTable, varianceTable } from './groups/one-way.ts';
import { descriptivesOf, type GroupDescriptives, type Summary } from './groups/summary.ts';
import { type GroupPair, pairsOf } from './post-hoc.ts';
import { finite, type Interval, type Result, type Sample } from './sample.ts';

/**
 * `single-value-group`: a group of one has no standard deviation and no pairs by Games and Howell.
 * `no-within-variance`: nothing varies within the groups, so there is no F. `overflow`: a result is
 * larger than a number can be, and is null.
 */
export type OneWayAnovaWarning = 'single-value-group' | 'no-within-variance' | 'overflow';

export interface OneWayAnovaOptions {
  /** Of the intervals of η² and ω²; default 0.90, whose lower end is above zero where p < .05. */
  readonly confidence?: number;
  /** Of the pairs' intervals together; default 0.95. */
  readonly pairConfidence?: number;
  /** `false` leaves the pairs out: the studentized range takes longer than all the rest. */
  readonly pairs?: boolean;
}

/** All pairs of groups. */
export interface OneWayPairs {
  readonly tukey: readonly GroupPair[];
  readonly gamesHowell: readonly GroupPair[];
  /** Of the intervals of one kind together. */
  readonly confidence: number;
}

export interface OneWayAnova extends Result<'oneWayAnova', OneWayAnovaWarning> {
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  readonly ssBetween: number | null;
  readonly ssWithin: number | null;
  readonly msBetween: number | null;
  readonly msWithin: number | null;
  /** Share of the variance that lies between the groups; in a sample it is too large. */
  readonly etaSquared: number | null;
  readonly etaSquaredCi: Interval;
  /** The same, nearly unbiased; below zero where the groups differ less than by chance. */
  readonly omegaSquared: number | null;
  readonly omegaSquaredCi: Interval;
  readonly confidence: number;
  readonly descriptives: readonly GroupDescriptives[];
  readonly pairs: OneWayPairs | null;
}

/**
 * One-way analysis of variance: do the means of two or more groups of different people differ?
 *
 * Use it where the groups have roughly one variance; `welchAnova` does without that. The result carries
 * all pairs of groups, by Tukey and by Games and Howell.
 *
 * Input: groups of any lengths in one unit; `NaN` is missing and is left out of its group, counted in
 * `n.excluded`.
 *
 * Formulas: F = MS_between/MS_within with k − 1 and N − k degrees of freedom: Fisher (1925). η² =
 * SS_between/SS_total; ω² = (SS_between − df₁·MS_within)/(SS_total + MS_within), Hays (1963). Both
 * estimate one share of the population, so one interval serves both: λ/(λ + N) at the ends of the
 * interval of the noncentrality λ of F: Steiger (2004), doi:10.1037/1082-989X.9.2.164.
 *
 * Throws RangeError on fewer than two groups, a group without values, ±Infinity, and a confidence
 * outside 0 to 1. Where nothing varies within the groups, F and p are null.
 *
 * @example oneWayAnova([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).F.toFixed(6) // => '21.000000'
 * @example oneWayAnova([[1, 2, 3], [2, 3, 4], [6, 7, 8]]).etaSquared // => 0.875
 * @example oneWayAnova([[1, 2, 3], [2, 3, 4], [6, 7, NaN]]).n // => { used: 8, excluded: 1 }
 */
export function oneWayAnova(
  groups: readonly Sample[],
  { confidence = 0.9, pairConfidence = 0.95, pairs = true }: OneWayAnovaOptions = {},
): OneWayAnova {
  for (const level of [confidence, pairConfidence]) {
    confidenceOptions({ confidence: level }, 'oneWayAnova');
  }
  const { summaries, n } = presentSummaries(groups, 'oneWayAnova');
  const table = varianceTable(summaries);
  const { F, df1, df2, p, ssBetween, ssWithin } = table;
  const shareCi = shareOfVarianceCi(table, n.used, confidence);
  const msWithin = ssWithin / df2;
  const result = {
    ...{ F, df1, df2, p },
    ssBetween: finite(ssBetween),
    ssWithin: finite(ssWithin),
    msBetween: finite(ssBetween / df1),
    msWithin: finite(msWithin),
    etaSquared: finite(ssBetween / (ssBetween + ssWithin)),
    etaSquaredCi: shareCi,
    omegaSquared: finite((ssBetween - df1 * msWithin) / (ssBetween + ssWithin + msWithin)),
    omegaSquaredCi: shareCi,
  };
  return {
    procedure: 'oneWayAnova',
    ...result,
    confidence,
    n,
    descriptives: summaries.map(descriptivesOf),
    pairs: pairs ? bothPairs(summaries, pairConfidence) : null,
    method: 'One-way analysis of variance, equal variances',
    warnings: warningsOf(summaries, table),
  };
}

function bothPairs(groups: readonly Summary[], confidence: number): OneWayPairs {
  return {
    tukey: pairsOf(groups, 'tukeyHsd', confidence),
    gamesHowell: pairsOf(groups, 'gamesHowell', confidence),
    confidence,
  };
}

function warningsOf(groups: readonly Summary[], table: VarianceTable): OneWayAnovaWarning[] {
  const warnings: OneWayAnovaWarning[] = [];
  if (groups.some(({ n }) => n === 1)) warnings.push('single-value-group');
  if (table.F === null) warnings.push(table.ssWithin === 0 ? 'no-within-variance' : 'overflow');
  return warnings;
}
