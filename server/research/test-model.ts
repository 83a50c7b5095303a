/** One test as the page shows it: the statistic, its p, and what it is in its family. */

import type { AnyResult } from '../../stats/index.ts';
import type { PlannedTest } from '../analysis/plan/comparison.ts';
import type { Adjusted } from '../analysis/plan/families.ts';
import type { NumberTexts } from '../number-texts.ts';
import type { Speaker } from './speaker.ts';

export function testModel(test: PlannedTest, adjusted: Adjusted | null, { say, number }: Speaker) {
  if (!test.result) return { problem: say('results.tooFew'), lines: [] };
  return {
    problem: '',
    lines: [
      ...linesOf(test.result, number),
      `p ${number.probability(test.p)}`,
      ...(adjusted && adjusted.of > 1
        ? [say('results.adjusted', { p: number.probability(adjusted.p), of: adjusted.of })]
        : []),
    ],
  };
}

/** What stands in a table; the sentence has the rest. */
function linesOf(result: AnyResult, number: NumberTexts): string[] {
  switch (result.procedure) {
    case 'rmAnova': {
      const { within, multivariate, corrected, descriptives } = result;
      const gg = corrected.greenhouseGeisser;
      return [
        `F(${within.df1}, ${within.df2}) = ${number.decimal(within.F)}`,
        ...(descriptives.length > 2 && gg.df1 !== null
          ? [`Greenhouse–Geisser df ${number.decimal(gg.df1)}, ${number.decimal(gg.df2)}`]
          : []),
        `Λ = ${number.decimal(multivariate.wilks.value)}`,
        `ηp² = ${number.decimal(within.partialEtaSquared)} ${number.interval(within.partialEtaSquaredCi)}`,
      ];
    }
    case 'pairedT':
    case 'independentT': {
      const effect = result.procedure === 'pairedT' ? result.effects.dz : result.effects.d;
      const name = result.procedure === 'pairedT' ? 'dz' : 'd';
      return [
        `t(${degrees(result.df, number)}) = ${number.decimal(result.t)}`,
        `${name} = ${number.decimal(effect.value)} ${number.interval(effect.ci)}`,
      ];
    }
    default:
      return [];
  }
}

/** Whole ones as they are; Welch's with two decimals. */
function degrees(df: number | null, number: NumberTexts): string {
  return df !== null && Number.isInteger(df) ? String(df) : number.decimal(df);
}
