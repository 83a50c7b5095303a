/** What is looked at before a test, in APA style: outliers and normality. */

import type { KsLilliefors } from '../lilliefors.ts';
import type { Outliers } from '../outliers.ts';
import type { ShapiroWilk } from '../shapiro-wilk.ts';
import { type ApaContext, countPart, type Draft, list, pCell, pValue } from './writing.ts';

export function outliers({ indices }: Outliers, { print, words }: ApaContext): Draft {
  const { mild, extreme, zScore, mad } = indices;
  const rules = [
    [`${print.exact(1.5)}–3 IQR`, mild],
    ['> 3 IQR', extreme],
    ['|z| > 3', zScore],
    ['> 3 MAD', mad],
  ] as const;
  return {
    sentence: words.outliers(mild.length, extreme.length, zScore.length, mad.length),
    columns: [words.rule, words.count, words.indices],
    // People count positions from one.
    rows: rules.map(([rule, found]) => [
      rule,
      String(found.length),
      found.map((index) => index + 1).join(', '),
    ]),
  };
}

export function shapiroWilk(result: ShapiroWilk, context: ApaContext): Draft {
  return normality('W', result.W, result, context);
}

export function ksLilliefors(result: KsLilliefors, context: ApaContext): Draft {
  return normality('D', result.D, result, context);
}

function normality(
  symbol: 'W' | 'D',
  value: number | null,
  { p, n }: ShapiroWilk | KsLilliefors,
  context: ApaContext,
): Draft {
  const { print, words } = context;
  return {
    sentence: `${words.normality}: ${list(
      `${symbol} = ${print.bounded(value)}`,
      pValue(context, p),
      countPart(context, n),
    )}`,
    columns: ['n', symbol, 'p'],
    rows: [[print.count(n), print.bounded(value), pCell(context, p)]],
  };
}
