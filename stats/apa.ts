/** Results as sentences and tables in the style of the APA's manual, in English and Norwegian. */

import * as association from './apa/association.ts';
import * as counts from './apa/counts.ts';
import * as means from './apa/means.ts';
import { type ApaLocale, apaPrinter } from './apa/numbers.ts';
import * as planning from './apa/planning.ts';
import * as ranks from './apa/ranks.ts';
import * as screening from './apa/screening.ts';
import * as variance from './apa/variance.ts';
import { apaWords } from './apa/words.ts';
import type { Apa, ApaContext, Writer } from './apa/writing.ts';
import type { AnyResult, ProcedureName, ResultOf } from './procedures.ts';

export interface ApaOptions {
  /** Default `en`. */
  readonly locale?: ApaLocale;
  /** Decimals of statistics; default 2. p has three. */
  readonly digits?: number;
  /** Names of the waves, the groups or the items, where numbers will not do. */
  readonly labels?: readonly string[];
}

const writers: { readonly [Name in ProcedureName]: Writer<ResultOf<Name>> } = {
  describe: means.describe,
  frequencies: counts.frequencies,
  proportion: counts.proportion,
  outliers: screening.outliers,
  shapiroWilk: screening.shapiroWilk,
  ksLilliefors: screening.ksLilliefors,
  pairedT: means.pairedT,
  independentT: means.independentT,
  oneSampleT: means.oneSampleT,
  oneWayAnova: variance.groupAnova,
  welchAnova: variance.groupAnova,
  levene: variance.levene,
  tukeyHsd: variance.groupPairs,
  gamesHowell: variance.groupPairs,
  rmAnova: variance.rmAnova,
  mixedAnova: variance.mixedAnova,
  wilcoxonSignedRank: ranks.wilcoxonSignedRank,
  mannWhitney: ranks.mannWhitney,
  friedman: ranks.friedman,
  kruskalWallis: ranks.kruskalWallis,
  chiSquareTest: counts.chiSquareTest,
  fisherExact: counts.fisherExact,
  mcnemar: counts.mcnemar,
  cochranQ: counts.cochranQ,
  pearson: association.pearson,
  spearman: association.spearman,
  icc: association.icc,
  cohenKappa: association.cohenKappa,
  cronbachAlpha: association.reliability,
  mcdonaldOmega: association.reliability,
  reliableChange: planning.reliableChange,
  attrition: planning.attrition,
  'power.rmWithin': planning.power,
  'power.rmBetween': planning.power,
  'power.rmInteraction': planning.power,
  'power.pairedT': planning.power,
  'power.independentT': planning.power,
  'power.oneSampleT': planning.power,
  'power.oneWayAnova': planning.power,
  'power.correlation': planning.power,
  'power.chiSquare': planning.power,
};

/**
 * A result as a sentence and a table to put into a report, in the style of the seventh edition of the
 * APA's Publication Manual (2020), doi:10.1037/0000165-000.
 *
 * Use it where a result is printed; the numbers in the result itself are never rounded.
 *
 * Input: any result of this module. p has three decimals and goes no lower than `< .001`; in English what
 * cannot exceed one (r, η², W) has no zero before the decimal sign; Norwegian keeps it, and has a decimal
 * comma and semicolons in intervals. The minus is the typographic one (U+2212): this is text, not data.
 *
 * Rounding is half away from zero (`formatFixed`). What could not be computed is a dash.
 *
 * Throws RangeError on other than 0 to 100 digits, and on what is not a result.
 *
 * @example toApa(pairedT([4, 6, 8, 10], [3, 4, 5, 6])).sentence // => 'The mean difference was 2.50, 95% CI [0.45, 4.55], t(3) = 3.87, p = .030, dz = 1.94, 95% CI [0.15, 3.67]'
 */
export function toApa(
  result: AnyResult,
  { locale = 'en', digits = 2, labels = [] }: ApaOptions = {},
): Apa {
  if (!Object.hasOwn(writers, result?.procedure) || !Object.hasOwn(apaWords, locale)) {
    throw new RangeError('toApa needs a result and a locale: en or nb');
  }
  const writer = writers[result.procedure] as Writer<AnyResult>;
  const words = apaWords[locale];
  const context: ApaContext = {
    print: apaPrinter(locale, digits),
    words,
    label: (kind, index) => labels[index] ?? `${words[kind]} ${index + 1}`,
  };
  const { sentence, columns, rows } = writer(result, context);
  const note = [result.method, ...result.warnings].join('; ');
  return { sentence: sentence.replaceAll('  ', ' '), table: { columns, rows, note } };
}
