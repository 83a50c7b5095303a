/** Every procedure by the name under which analysis plans ask for it and results carry it. */

import { oneWayAnova } from './anova.ts';
import { attrition } from './attrition.ts';
import { chiSquareTest } from './chi-square-test.ts';
import { cochranQ } from './cochran-q.ts';
import { pearson, spearman } from './correlation.ts';
import { describe } from './descriptives.ts';
import { fisherExact } from './fisher-exact.ts';
import { frequencies } from './frequencies.ts';
import { friedman } from './friedman.ts';
import { icc } from './icc.ts';
import { independentT } from './independent-t.ts';
import { cohenKappa } from './kappa.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { levene } from './levene.ts';
import { ksLilliefors } from './lilliefors.ts';
import { mannWhitney } from './mann-whitney.ts';
import { mcnemar } from './mcnemar.ts';
import { mixedAnova } from './mixed-anova.ts';
import { mcdonaldOmega } from './omega.ts';
import { oneSampleT } from './one-sample-t.ts';
import { outliers } from './outliers.ts';
import { pairedT } from './paired-t.ts';
import { gamesHowell, tukeyHsd } from './post-hoc.ts';
import { power } from './power.ts';
import { proportion } from './proportion.ts';
import { cronbachAlpha } from './reliability.ts';
import { reliableChange } from './reliable-change.ts';
import { rmAnova } from './repeated-measures.ts';
import { shapiroWilk } from './shapiro-wilk.ts';
import { welchAnova } from './welch-anova.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

export const procedures = {
  describe,
  frequencies,
  proportion,
  outliers,
  shapiroWilk,
  ksLilliefors,
  pairedT,
  independentT,
  oneSampleT,
  oneWayAnova,
  welchAnova,
  levene,
  tukeyHsd,
  gamesHowell,
  rmAnova,
  mixedAnova,
  wilcoxonSignedRank,
  mannWhitney,
  friedman,
  kruskalWallis,
  chiSquareTest,
  fisherExact,
  mcnemar,
  cochranQ,
  pearson,
  spearman,
  icc,
  cohenKappa,
  cronbachAlpha,
  mcdonaldOmega,
  reliableChange,
  attrition,
  'power.rmWithin': power.rmWithin,
  'power.rmBetween': power.rmBetween,
  'power.rmInteraction': power.rmInteraction,
  'power.pairedT': power.pairedT,
  'power.independentT': power.independentT,
  'power.oneSampleT': power.oneSampleT,
  'power.oneWayAnova': power.oneWayAnova,
  'power.correlation': power.correlation,
  'power.chiSquare': power.chiSquare,
} as const;

export type ProcedureName = keyof typeof procedures;

/** What any of them gives; `procedure` tells which. */
export type AnyResult = ReturnType<(typeof procedures)[ProcedureName]>;

export type ResultOf<Name extends ProcedureName> = ReturnType<(typeof procedures)[Name]>;

export type AnyPowerResult = ResultOf<Extract<ProcedureName, `power.${string}`>>;
