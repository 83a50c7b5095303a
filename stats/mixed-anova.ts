/** Analysis of variance of repeated measures in groups: one between and one within factor. */

import type { GroupDescriptives } from './groups/summary.ts';
import { type BoxM, boxM } from './repeated-measures/box-m.ts';
import { changeTests } from './repeated-measures/change.ts';
import type { Contrasts } from './repeated-measures/contrasts.ts';
import {
  balancedSize,
  changeByGroup,
  changeOfAll,
  errorWithin,
  type GroupLabel,
  type Groups,
  groupsOf,
  overall,
  pooled,
} from './repeated-measures/groups.ts';
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
import {
  correlations,
  covariance,
  type WaveOptions,
  type WaveSettings,
  waveDescriptives,
  waveSettings,
} from './repeated-measures/waves.ts';
import { type EffectTest, effectTest, withinSquares } from './repeated-measures/within.ts';
import type { Result, Waves } from './sample.ts';

/**
 * Besides those of `rmAnova`: `empty-group` where nobody of a group was measured at every wave, and
 * `no-box-m` where a group's covariance is singular, as with no more participants than waves.
 */
export type MixedAnovaWarning = WaveWarning | 'empty-group' | 'no-box-m';

export interface MixedAnovaOptions extends WaveOptions {
  /**
   * Whether the groups were found, not made by assignment (men and women; schools): then they are part
   * of the variation that generalised η² is a share of. Default false.
   */
  readonly observed?: boolean;
}

/** The same for the test of change and for that of change that differs between groups. */
export interface ForChange<Tests> {
  readonly within: Tests;
  readonly interaction: Tests;
}

export interface MixedAnova extends Result<'mixedAnova', MixedAnovaWarning> {
  /** Do the groups differ in their mean over all waves? */
  readonly between: EffectTest;
  /** Does the mean of the groups change over the waves? */
  readonly within: EffectTest;
  /** Do the groups change differently? */
  readonly interaction: EffectTest;
  /** Is the mean of the groups over all waves zero? */
  readonly intercept: EffectTest;
  readonly epsilon: Epsilon;
  readonly mauchly: Mauchly;
  readonly corrected: ForChange<CorrectedTests>;
  readonly multivariate: ForChange<MultivariateTests>;
  readonly contrasts: ForChange<Contrasts>;
  /** Waves compared in the mean of the groups, as SPSS's estimated marginal means. */
  readonly pairwise: readonly PairwiseTest[];
  readonly boxM: BoxM;
  readonly groups: readonly {
    readonly label: GroupLabel;
    readonly n: number;
    readonly descriptives: readonly GroupDescriptives[];
  }[];
  /** Within groups, pooled. */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly covariance: readonly (readonly (number | null)[])[];
  readonly spacing: readonly number[];
  readonly confidence: number;
  readonly observed: boolean;
}

/**
 * Mixed analysis of variance (split-plot): do groups of participants change differently over two or
 * more waves (interaction), do they differ (between), do all change (within)?
 *
 * Use it for a trial with arms measured before and after, or for any groups followed over time, without
 * missing waves. It asks for what `rmAnova` asks, and that the groups' covariances are alike (`boxM`).
 *
 * Input: `waves[j][i]` is participant i at wave j, all in one unit; `group[i]` is the participant's group,
 * a string or number. `NaN` and null are missing; a participant who missed a wave or has no group is
 * left out and counted in `n.excluded`. Differences are the earlier wave minus the later.
 *
 * Formulas: type III sums of squares: within compares the unweighted mean of the groups, as car's
 * Anova(type = 3) and SPSS do; with equal groups all types agree. Errors, Mauchly's W with N − g and ε
 * are of the covariance pooled within groups. See Maxwell, Delaney & Kelley (2017),
 * doi:10.4324/9781315642956, ch. 12 and 14. Generalised η²: Olejnik & Algina (2003),
 * doi:10.1037/1082-989X.8.4.434. The rest is as in `rmAnova`.
 *
 * Throws RangeError on fewer than two waves or two groups with complete participants, no group with two
 * of them, labels that are not as many as participants, ±Infinity, and options that make no sense.
 * What cannot be computed is null, with a warning.
 *
 * @example mixedAnova([[1, 2, 3, 4], [2, 4, 8, 7]], ['a', 'a', 'b', 'b']).interaction.F.toFixed(6) // => '5.000000'
 * @example mixedAnova([[1, 2, 3, 4], [2, 4, 8, 7]], ['a', 'a', 'b', 'b']).between.ssEffect // => 21.125
 * @example mixedAnova([[1, 2, 3, 4, 5], [2, 4, 8, 7, 6]], [1, 1, 2, 2, null]).n // => { used: 4, excluded: 1 }
 */
export function mixedAnova(
  waves: Waves,
  group: readonly (GroupLabel | null)[],
  options: MixedAnovaOptions = {},
): MixedAnova {
  const settings = waveSettings(waves.length, options, 'mixedAnova');
  const found = groupsOf(waves, group, 'mixedAnova');
  if (found.groups.length < 2) throw new RangeError('mixedAnova needs at least two groups');
  if (found.groups.every(({ sums }) => sums.n === 1))
    throw new RangeError('mixedAnova needs a group with at least two complete participants');
  return analysis(found, { ...settings, observed: options.observed ?? false });
}

function analysis(
  { groups, excluded, empty }: Groups,
  { spacing, confidence, huynhFeldt, observed }: WaveSettings & { observed: boolean },
): MixedAnova {
  const sums = groups.map((group) => group.sums);
  const error = errorWithin(sums);
  const crossProducts = pooled(sums, (group) => group.crossProducts);
  const epsilon = epsilons(error, sums.length, huynhFeldt);
  const { between, intercept } = overall(sums);
  const byGroup = changeByGroup(sums);
  const all = changeOfAll(sums);
  const { effect: interaction, error: residual } = withinSquares(byGroup, error);
  // What the generalised η² counts as variation that nobody has made.
  const found = observed
    ? { between: between.effect, interaction }
    : { between: 0, interaction: 0 };
  const participants = between.error;
  const change = changeTests(all, error, {
    ...{ epsilon, spacing },
    others: participants + found.between + found.interaction,
  });
  const changes = changeTests(byGroup, error, {
    ...{ epsilon, spacing },
    others: participants + found.between,
  });
  const effects = {
    between: effectTest(between, residual + found.interaction),
    within: change.test,
    interaction: changes.test,
    intercept: effectTest(intercept, residual + found.between + found.interaction),
  };
  const box = boxM(sums, crossProducts);
  const warnings: MixedAnovaWarning[] = waveWarnings({
    ...{ error, crossProducts, participants, epsilon },
    effects: Object.values(effects),
    regular: change.multivariate.wilks.value !== null,
  });
  if (empty) warnings.push('empty-group');
  if (box.M === null) warnings.push('no-box-m');
  return {
    procedure: 'mixedAnova',
    ...effects,
    epsilon,
    mauchly: mauchly(error),
    corrected: { within: change.corrected, interaction: changes.corrected },
    multivariate: { within: change.multivariate, interaction: changes.multivariate },
    contrasts: { within: change.contrasts, interaction: changes.contrasts },
    pairwise: pairwiseTests(all.terms[0]?.differences ?? [], error, balancedSize(sums), confidence),
    boxM: box,
    groups: groups.map(({ label, sums }) => ({
      ...{ label, n: sums.n },
      descriptives: waveDescriptives(sums),
    })),
    correlations: correlations(crossProducts),
    covariance: covariance(crossProducts, error.df),
    ...{ spacing, confidence, observed },
    n: { used: error.df + sums.length, excluded },
    method: `Mixed analysis of variance, type III, complete cases; Greenhouse–Geisser and Huynh–Feldt (${huynhFeldt}) corrections`,
    warnings,
  };
}
