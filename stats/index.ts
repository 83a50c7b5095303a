/** The public surface of the statistics: numbers in, plain results out. */

export {
  type OneWayAnova,
  type OneWayAnovaOptions,
  type OneWayAnovaWarning,
  type OneWayPairs,
  oneWayAnova,
} from './anova.ts';
export { type ApaLocale, type ApaPrinter, apaPrinter } from './apa/numbers.ts';
export type { Apa, ApaTable } from './apa/writing.ts';
export { type ApaOptions, toApa } from './apa.ts';
export {
  type Attrition,
  type AttritionGroup,
  type AttritionVariable,
  type AttritionWarning,
  attrition,
  type GroupMeasurements,
} from './attrition.ts';
export {
  type ChiSquare,
  type ChiSquareTest,
  type ChiSquareTestWarning,
  chiSquareTest,
} from './chi-square-test.ts';
export { type CochranQ, type CochranQWarning, cochranQ } from './cochran-q.ts';
export type { ConfidenceOptions } from './confidence.ts';
export {
  type Correlation,
  type CorrelationWarning,
  type Pearson,
  pearson,
  type Spearman,
  spearman,
} from './correlation.ts';
export { type Description, type DescriptionWarning, describe } from './descriptives.ts';
export { distributions } from './distributions.ts';
export { type FisherExact, type FisherExactWarning, fisherExact } from './fisher-exact.ts';
export {
  type Frequencies,
  type FrequenciesWarning,
  type Frequency,
  frequencies,
} from './frequencies.ts';
export { type Friedman, type FriedmanWarning, friedman } from './friedman.ts';
export type { EffectIntervalMethod, StandardisedEffect } from './groups/effect-size.ts';
export type { GroupDescriptives } from './groups/summary.ts';
export { type Icc, type IccForm, type IccOptions, type IccWarning, icc } from './icc.ts';
export {
  type IndependentT,
  type IndependentTOptions,
  type IndependentTWarning,
  independentT,
  type Variances,
} from './independent-t.ts';
export {
  type CohenKappa,
  type CohenKappaOptions,
  type CohenKappaWarning,
  cohenKappa,
  type KappaWeights,
} from './kappa.ts';
export { type KruskalWallis, type KruskalWallisWarning, kruskalWallis } from './kruskal-wallis.ts';
export { type Center, type Levene, type LeveneTest, type LeveneWarning, levene } from './levene.ts';
export { type KsLilliefors, type KsLillieforsWarning, ksLilliefors } from './lilliefors.ts';
export { type MannWhitney, type MannWhitneyWarning, mannWhitney } from './mann-whitney.ts';
export { type McNemar, type McNemarWarning, mcnemar } from './mcnemar.ts';
export {
  type ForChange,
  type MixedAnova,
  type MixedAnovaOptions,
  type MixedAnovaWarning,
  mixedAnova,
} from './mixed-anova.ts';
export { Moments, type MomentsState } from './moments.ts';
export { type AdjustmentMethod, adjustP } from './multiplicity.ts';
export { formatFixed } from './numbers/rounding.ts';
export { type McdonaldOmega, type McdonaldOmegaWarning, mcdonaldOmega } from './omega.ts';
export {
  type OneSampleT,
  type OneSampleTOptions,
  type OneSampleTWarning,
  oneSampleT,
} from './one-sample-t.ts';
export { type Outliers, type OutliersWarning, outliers } from './outliers.ts';
export { type PairedT, type PairedTWarning, pairedT } from './paired-t.ts';
export {
  type GroupPair,
  gamesHowell,
  type PostHoc,
  type PostHocOptions,
  type PostHocWarning,
  tukeyHsd,
} from './post-hoc.ts';
export * from './power.ts';
export { type AnyResult, type ProcedureName, procedures, type ResultOf } from './procedures.ts';
export { type Proportion, type ProportionWarning, proportion } from './proportion.ts';
export { type QuantileType, quantile } from './quantile.ts';
export { type CronbachAlpha, type CronbachAlphaWarning, cronbachAlpha } from './reliability.ts';
export {
  type ChangeCategory,
  type PersonChange,
  type ReliableChange,
  type ReliableChangeOptions,
  type ReliableChangeWarning,
  reliableChange,
} from './reliable-change.ts';
export {
  type RmAnova,
  type RmAnovaOptions,
  type RmAnovaWarning,
  rmAnova,
  rmAnovaFromMoments,
} from './repeated-measures.ts';
export type { Alternative, CaseCount, Effect, Interval, Result, Sample, Waves } from './sample.ts';
export { type ShapiroWilk, type ShapiroWilkWarning, shapiroWilk } from './shapiro-wilk.ts';
export { independentTFromMoments, pairedTFromMoments } from './t-test-from-moments.ts';
export type { Counts } from './tables/contingency-table.ts';
export { type WelchAnova, type WelchAnovaWarning, welchAnova } from './welch-anova.ts';
export {
  type WilcoxonSignedRank,
  type WilcoxonSignedRankWarning,
  wilcoxonSignedRank,
} from './wilcoxon-signed-rank.ts';
