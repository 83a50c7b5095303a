/** Counts in APA style: frequencies, tables of two variables, and changes of yes and no. */

import type { ChiSquareTest } from '../chi-square-test.ts';
import type { CochranQ } from '../cochran-q.ts';
import type { FisherExact } from '../fisher-exact.ts';
import type { Frequencies } from '../frequencies.ts';
import type { McNemar } from '../mcnemar.ts';
import type { Proportion } from '../proportion.ts';
import type { Effect } from '../sample.ts';
import { chiSquarePart } from './ranks.ts';
import {
  type ApaContext,
  type Draft,
  effectPart,
  list,
  pCell,
  pValue,
  statistic,
} from './writing.ts';

export function frequencies(result: Frequencies, context: ApaContext): Draft {
  const { print, words } = context;
  const total = result.n.used + result.missing;
  return {
    sentence: list(
      words.valuesCounted(result.values.length, String(result.n.used)),
      result.missing > 0 ? `${result.missing} ${words.missing}` : null,
    ),
    columns: [words.value, words.count, words.percent, words.validPercent, words.cumulativePercent],
    rows: [
      ...result.values.map(({ value, count, percent, validPercent, cumulativePercent }) => [
        print.exact(value),
        String(count),
        ...[percent, validPercent, cumulativePercent].map(print.percent),
      ]),
      [words.missing, String(result.missing), print.percent(result.missingPercent), '', ''],
      [words.total, String(total), total === 0 ? '' : print.percent(100), '', ''],
    ],
  };
}

export function proportion(result: Proportion, context: ApaContext): Draft {
  const { print, words } = context;
  const { count, n, confidence } = result;
  const percent = (share: number | null) => (share === null ? null : 100 * share);
  const [lower, upper] = result.ci;
  const effect: Effect = { value: percent(result.value), ci: [percent(lower), percent(upper)] };
  return {
    sentence: `${words.share(count, n.used)}: ${effectPart(context, '%', effect, confidence)}`,
    columns: [words.count, words.total, words.percent, 'CI'],
    rows: [
      [
        String(count),
        String(n.used),
        print.number(effect.value),
        effect.value === null ? '' : print.interval(effect.ci, confidence),
      ],
    ],
  };
}

export function chiSquareTest(result: ChiSquareTest, context: ApaContext): Draft {
  const { print, words } = context;
  const { yates, effects, confidence, n } = result;
  const tests = [{ name: 'Pearson', ...result }, ...(yates ? [{ name: 'Yates', ...yates }] : [])];
  return {
    sentence: list(
      chiSquarePart(result, n.used, context),
      pValue(context, result.p),
      effectPart(context, 'V', effects.cramersV, confidence, true),
    ),
    columns: [words.test, 'χ²', 'df', 'p'],
    rows: tests.map(({ name, statistic: value, df, p }) => [
      name,
      print.number(value),
      String(df),
      pCell(context, p),
    ]),
  };
}

export function fisherExact(result: FisherExact, context: ApaContext): Draft {
  const { print, words } = context;
  const { oddsRatio } = result.effects;
  return {
    sentence: `${words.fisher}: ${list(
      pValue(context, result.p),
      oddsRatio.value === null ? null : effectPart(context, 'OR', oddsRatio, result.confidence),
    )}`,
    columns: ['OR', 'CI', 'p'],
    rows: [
      [
        print.number(oddsRatio.value),
        print.interval(oddsRatio.ci, result.confidence),
        pCell(context, result.p),
      ],
    ],
  };
}

export function mcnemar(result: McNemar, context: ApaContext): Draft {
  const { words } = context;
  const [b, c] = result.discordant;
  return {
    sentence: `McNemar: ${list(
      chiSquarePart(result, result.n.used, context),
      pValue(context, result.p),
      `${words.exact} ${pValue(context, result.pExact)}`,
      effectPart(context, 'OR', result.effects.oddsRatio, result.confidence),
    )}`,
    columns: ['b', 'c', `p (${words.exact})`, 'mid-p'],
    rows: [[String(b), String(c), pCell(context, result.pExact), pCell(context, result.pMid)]],
  };
}

export function cochranQ(result: CochranQ, context: ApaContext): Draft {
  const { print, words } = context;
  return {
    sentence: `${words.overWaves}: ${list(
      statistic(context, 'Q', result.statistic, result.df),
      pValue(context, result.p),
    )}`,
    columns: [words.wave, words.percent],
    rows: result.proportions.map((proportion, j) => [
      context.label('wave', j),
      print.percent(100 * proportion),
    ]),
  };
}
