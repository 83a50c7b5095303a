/** Rank tests in APA style. */

import type { Friedman } from '../friedman.ts';
import type { KruskalWallis } from '../kruskal-wallis.ts';
import type { MannWhitney } from '../mann-whitney.ts';
import type { WilcoxonSignedRank } from '../wilcoxon-signed-rank.ts';
import {
  type ApaContext,
  countPart,
  type Draft,
  effectPart,
  list,
  pValue,
  statistic,
} from './writing.ts';

export function wilcoxonSignedRank(result: WilcoxonSignedRank, context: ApaContext): Draft {
  const { print, words } = context;
  const signs = [
    ['+', result.positive],
    ['−', result.negative],
  ] as const;
  return {
    sentence: twoSampleSentence('V', result.statistic, result, context),
    columns: ['', 'n', words.meanRank],
    rows: [
      ...signs.map(([sign, { n, meanRank }]) => [sign, String(n), print.number(meanRank)]),
      ['0', String(result.zeros), ''],
    ],
  };
}

export function mannWhitney(result: MannWhitney, context: ApaContext): Draft {
  const { print, words } = context;
  return {
    sentence: twoSampleSentence('U', result.u, result, context),
    columns: ['', 'n', words.meanRank],
    rows: result.groups.map(({ n, meanRank }, k) => [
      context.label('group', k),
      String(n),
      print.number(meanRank),
    ]),
  };
}

export function friedman(result: Friedman, context: ApaContext): Draft {
  const { print, words } = context;
  return {
    sentence: `${words.overWaves}: ${list(
      chiSquarePart(result, result.n.used, context),
      pValue(context, result.p),
      `W = ${print.bounded(result.kendallsW)}`,
    )}`,
    columns: ['', words.meanRank],
    rows: result.meanRanks.map((rank, j) => [context.label('wave', j), print.number(rank)]),
  };
}

export function kruskalWallis(result: KruskalWallis, context: ApaContext): Draft {
  const { print, words } = context;
  return {
    sentence: `${words.betweenGroups}: ${list(
      statistic(context, 'H', result.statistic, result.df),
      pValue(context, result.p),
      `ε² = ${print.bounded(result.epsilonSquared)}`,
    )}`,
    columns: ['', 'n', words.meanRank],
    rows: result.groups.map(({ n, meanRank }, k) => [
      context.label('group', k),
      String(n),
      print.number(meanRank),
    ]),
  };
}

/** `χ²(3, N = 20) = 8.00`: with the number of people, as APA asks of χ². */
export function chiSquarePart(
  { statistic: value, df }: { readonly statistic: number | null; readonly df: number },
  used: number,
  { print }: ApaContext,
): string {
  return `χ²(${df}, N = ${used}) = ${print.number(value)}`;
}

function twoSampleSentence(
  symbol: string,
  value: number,
  result: WilcoxonSignedRank | MannWhitney,
  context: ApaContext,
): string {
  const { print, words } = context;
  const kind = result.pExact === null ? words.asymptotic : words.exact;
  return `${words.ranks}: ${list(
    `${symbol} = ${print.exact(value)}`,
    statistic(context, 'z', result.z),
    `${pValue(context, result.p)} (${kind})`,
    effectPart(context, 'r', result.effects.rankBiserial, result.confidence, true),
    countPart(context, result.n),
  )}`;
}
