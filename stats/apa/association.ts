/** Correlation, agreement and reliability in APA style. */

import type { Pearson, Spearman } from '../correlation.ts';
import type { Icc } from '../icc.ts';
import type { CohenKappa } from '../kappa.ts';
import type { McdonaldOmega } from '../omega.ts';
import type { CronbachAlpha } from '../reliability.ts';
import {
  type ApaContext,
  countPart,
  type Draft,
  effectPart,
  list,
  pCell,
  pValue,
  statistic,
} from './writing.ts';

export function pearson(result: Pearson, context: ApaContext): Draft {
  return correlation(result, `r(${context.print.df(result.df)})`, context);
}

export function spearman(result: Spearman, context: ApaContext): Draft {
  return correlation(result, 'rs', context);
}

export function icc(result: Icc, context: ApaContext): Draft {
  const { words, print } = context;
  const { form, confidence, F, df1, df2, p } = result;
  return {
    sentence: `${words.agreement}: ${list(
      effectPart(context, form, result, confidence, true),
      statistic(context, 'F', F, df1, df2),
      pValue(context, p),
      countPart(context, result.n),
    )}`,
    columns: ['', words.value, 'CI', 'p'],
    rows: [
      [
        form,
        print.bounded(result.value),
        print.interval(result.ci, confidence, true),
        pCell(context, p),
      ],
    ],
  };
}

export function cohenKappa(result: CohenKappa, context: ApaContext): Draft {
  const { words, print } = context;
  return {
    sentence: `${words.agreement}: ${list(
      effectPart(context, 'κ', result, result.confidence, true),
      statistic(context, 'z', result.z),
      pValue(context, result.p),
      countPart(context, result.n),
    )}`,
    columns: ['', ...result.categories.map(print.exact)],
    rows: result.table.map((row, j) => [
      print.exact(result.categories[j] ?? Number.NaN),
      ...row.map(String),
    ]),
  };
}

export function reliability(result: CronbachAlpha | McdonaldOmega, context: ApaContext): Draft {
  const { words, print } = context;
  const symbol = result.procedure === 'cronbachAlpha' ? 'α' : 'ω';
  return {
    sentence: `${words.reliability}: ${list(
      effectPart(context, symbol, result, result.confidence, true),
      countPart(context, result.n),
    )}`,
    columns: [words.item, words.itemRest, `${symbol}: ${words.ifDropped}`],
    rows: result.itemRest.map((rest, j) => [
      context.label('item', j),
      print.bounded(rest),
      print.bounded(result.itemDropped[j]?.value ?? null),
    ]),
  };
}

function correlation(result: Pearson | Spearman, symbol: string, context: ApaContext): Draft {
  const { words, print } = context;
  return {
    sentence: `${words.correlation}: ${list(
      effectPart(context, symbol, result, result.confidence, true),
      pValue(context, result.p),
      countPart(context, result.n),
    )}`,
    columns: ['n', words.value, 'CI', 'p'],
    rows: [
      [
        print.count(result.n),
        print.bounded(result.value),
        print.interval(result.ci, result.confidence, true),
        pCell(context, result.p),
      ],
    ],
  };
}
