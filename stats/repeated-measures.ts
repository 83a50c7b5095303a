/** Analysis of variance of repeated measures: one group, measured at several waves. */

import type { GroupDescriptives } from './groups/summary.ts';
import type { Moments } from './moments.ts';
import { changeTests } from './repeated-measures/change.ts';
import type { Contrasts } from './repeated-measures/contrasts.ts';
import type { MultivariateTests } from './repeated-measures/multivariate.ts';
import { type PairwiseTest, pairwiseTests } from './repeated-measures/pairwise.ts';
import {
  type CorrectedTests,
  type Epsilon,
  epsilons,
  type Mauchly,
  mauchly,
} from './repeated-measures/sphericity.ts';
import { type WaveWarning, waveWarnings } from './repeated-measures/warnings.ts';
import { type WaveSums, waveSums } from './repeated-measures/wave-sums.ts';
import {
  correlations,
  covariance,
  participantSquares,
  type WaveOptions,
  type WaveSettings,
  waveDescriptives,
  waveSettings,
} from './repeated-measures/waves.ts';
import { type EffectTest, effectTest } from './repeated-measures/within.ts';
import type { Result, Waves } from './sample.ts';

export type RmAnovaWarning = WaveWarning;

export type RmAnovaOptions = WaveOptions;

export interface RmAnova extends Result<'rmAnova', RmAnovaWarning> {
  /** The test of change, as it is where sphericity holds. */
  readonly within: EffectTest;
  readonly epsilon: Epsilon;
  readonly corrected: CorrectedTests;
  readonly mauchly: Mauchly;
  readonly multivariate: MultivariateTests;
  readonly contrasts: Contrasts;
  readonly pairwise: readonly PairwiseTest[];
  /** Is the mean of all waves zero? SPSS's intercept; `ssError` is that between participants. */
  readonly intercept: EffectTest;
  readonly descriptives: readonly GroupDescriptives[];
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly covariance: readonly (readonly (number | null)[])[];
  readonly spacing: readonly number[];
  readonly confidence: number;
}

/**
 * Analysis of variance of repeated measures (one within factor): have the means changed over two or
 * more waves of the same participants?
 *
 * Use it for interval data without missing waves. Its F asks that all differences between waves vary
 * alike (sphericity); report the Greenhouse–Geisser test where they do not, or the multivariate test.
 * `friedman` asks for less; with a group factor use `mixedAnova`.
 *
 * Input: `waves[j][i]` is participant i at wave j, all in one unit. `NaN` is missing; a participant who
 * missed a wave is left out (listwise) and counted in `n.excluded`. Differences are wave j minus wave k,
 * the earlier minus the later, as in SPSS's pairwise table.
 *
 * Formulas: SS = Σ over pairs of waves of squared differences, over m; F = (SS_effect/(m − 1)) /
 * (SS_error/((m − 1)(n − 1))): see Maxwell, Delaney & Kelley (2017), doi:10.4324/9781315642956, ch. 11.
 * ε and Mauchly's W: `epsilon`, `mauchly` in sphericity.ts. Partial η² = SS_effect/(SS_effect +
 * SS_error), its 90 % interval λ/(λ + df1 + df2 + 1): Steiger (2004), doi:10.1037/1082-989X.9.2.164.
 * Generalised η² adds the participants' SS below the line: Olejnik & Algina (2003),
 * doi:10.1037/1082-989X.8.4.434.
 *
 * Throws RangeError on fewer than two waves or two complete participants, waves of different lengths,
 * ±Infinity, and a spacing that does not give each wave a time of its own. What cannot be computed is
 * null, with a warning.
 *
 * @example rmAnova([[1, 2, 3, 4], [2, 4, 3, 5], [4, 4, 6, 8]]).within.F.toFixed(6) // => '16.800000'
 * @example rmAnova([[1, 2, 3, 4], [2, 4, 3, 5], [4, 4, 6, 8]]).within.ssEffect.toFixed(6) // => '18.666667'
 * @example rmAnova([[1, 2, 3, NaN], [2, 4, 3, 5]]).n // => { used: 3, excluded: 1 }
 */
export function rmAnova(waves: Waves, options: RmAnovaOptions = {}): RmAnova {
  const settings = waveSettings(waves.length, options, 'rmAnova');
  return analysis(waveSums(waves, 'rmAnova'), settings);
}

/**
 * `rmAnova` from the moments of the waves, one variable per wave.
 *
 * Use it for data that were read in parts: by several workers, from a file that does not fit in memory.
 * The digits are the same.
 *
 * Input: moments of the waves; rows with a missing wave are already left out. Formulas and refusals are
 * those of `rmAnova`.
 *
 * @example rmAnovaFromMoments(new Moments(2).addColumns([[1, 2, 4], [2, 4, 5]])).within.F.toFixed(6) // => '16.000000'
 */
export function rmAnovaFromMoments(moments: Moments, options: RmAnovaOptions = {}): RmAnova {
  const settings = waveSettings(moments.variables, options, 'rmAnova');
  return analysis(moments, settings);
}

function analysis(sums: WaveSums, { spacing, confidence, huynhFeldt }: WaveSettings): RmAnova {
  const { n, excluded, means, crossProducts } = sums;
  if (n < 2) throw new RangeError('rmAnova needs at least two complete participants');
  const hypothesis = { df: 1, terms: [{ weight: n, differences: sums.differences }] };
  const error = { df: n - 1, squares: sums.differenceSquares };
  const epsilon = epsilons(error, 1, huynhFeldt);
  const participants = participantSquares(sums);
  const { test: within, ...change } = changeTests(hypothesis, error, {
    ...{ epsilon, spacing },
    others: participants,
  });
  const sumOfMeans = means.reduce((sum, mean) => sum + mean, 0);
  const intercept = effectTest(
    { effect: (n * sumOfMeans ** 2) / means.length, error: participants, df1: 1, df2: n - 1 },
    within.ssError ?? Number.NaN,
  );
  return {
    procedure: 'rmAnova',
    within,
    epsilon,
    mauchly: mauchly(error),
    ...change,
    pairwise: pairwiseTests(sums.differences, error, n, confidence),
    intercept,
    descriptives: waveDescriptives(sums),
    correlations: correlations(crossProducts),
    covariance: covariance(crossProducts, n - 1),
    spacing,
    confidence,
    n: { used: n, excluded },
    method:
      'Analysis of variance of repeated measures, complete cases; Greenhouse–Geisser and Huynh–Feldt corrections',
    warnings: waveWarnings({
      ...{ error, crossProducts, participants, epsilon },
      effects: [within, intercept],
      regular: change.multivariate.wilks.value !== null,
    }),
  };
}
