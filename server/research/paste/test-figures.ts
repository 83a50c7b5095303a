/** What a table prints of each procedure's test: the statistic before its p, and the size after it. */

import type { AnyResult, ApaPrinter, Interval, ResultOf } from '../../../stats/index.ts';
import { plain, type Rich, symbol } from './rich.ts';

/** The procedures that a plan's comparisons can name. */
export type ComparedBy =
  | 'rmAnova'
  | 'friedman'
  | 'pairedT'
  | 'wilcoxonSignedRank'
  | 'independentT'
  | 'mannWhitney'
  | 'oneWayAnova'
  | 'welchAnova'
  | 'kruskalWallis';

export interface TestFigure<R> {
  /** The symbol, and the percent of its interval where it has one. */
  readonly head: Rich;
  readonly confidence: number | null;
  text(result: R, print: ApaPrinter): string;
}

interface TestFigures<R> {
  readonly statistic: readonly TestFigure<R>[];
  readonly effect: readonly TestFigure<R>[];
}

type WithF = {
  readonly F: number | null;
  readonly df1: number | null;
  readonly df2: number | null;
};
type WithT = { readonly t: number | null; readonly df: number | null };
type WithRanks = {
  readonly effects: { readonly rankBiserial: Sized };
  readonly confidence: number;
};
interface Sized {
  readonly value: number | null;
  readonly ci: Interval;
}

/** Intervals of shares of variance are of 90 %, which leave out zero where F at 5 % does. */
const ofVariance = 0.9;

/** `confidence` is the plan's. */
export function testFigures(confidence: number): {
  readonly [Name in ComparedBy]: TestFigures<ResultOf<Name>>;
} {
  return {
    rmAnova: {
      statistic: fAndDf(({ within, corrected, descriptives }) => ({
        F: within.F,
        ...(descriptives.length > 2 ? corrected.greenhouseGeisser : within),
      })),
      effect: [
        figure('Λ', ({ multivariate }, print) => print.bounded(multivariate.wilks.value)),
        sized('ηp²', ofVariance, true, ({ within }) => ({
          value: within.partialEtaSquared,
          ci: within.partialEtaSquaredCi,
        })),
      ],
    },
    friedman: {
      statistic: chiAndDf('χ²'),
      effect: [figure('W', ({ kendallsW }, print) => print.bounded(kendallsW))],
    },
    pairedT: {
      statistic: tAndDf(),
      effect: [sized('dz', confidence, false, ({ effects }) => effects.dz)],
    },
    wilcoxonSignedRank: {
      statistic: [figure('V', ({ statistic }, print) => print.exact(statistic))],
      effect: [rank(confidence)],
    },
    independentT: {
      statistic: tAndDf(),
      effect: [sized('d', confidence, false, ({ effects }) => effects.d)],
    },
    mannWhitney: {
      statistic: [figure('U', ({ u }, print) => print.exact(u))],
      effect: [rank(confidence)],
    },
    oneWayAnova: { statistic: fAndDf((result) => result), effect: [eta()] },
    welchAnova: { statistic: fAndDf((result) => result), effect: [eta()] },
    kruskalWallis: {
      statistic: chiAndDf('H'),
      effect: [figure('ε²', ({ epsilonSquared }, print) => print.bounded(epsilonSquared))],
    },
  };
}

/** Those of one procedure, whatever it is; a result of another is a fault of ours. */
export function figuresOf(procedure: string, confidence: number): TestFigures<AnyResult> {
  const all = testFigures(confidence) as Readonly<Record<string, TestFigures<AnyResult>>>;
  const found = all[procedure];
  if (!found) throw new Error(`no table has columns for ${procedure}`);
  return found;
}

function figure<R>(name: string, text: TestFigure<R>['text']): TestFigure<R> {
  return { head: symbol(name), confidence: null, text };
}

function fAndDf<R>(test: (result: R) => WithF): TestFigure<R>[] {
  return [
    figure('F', (result, print) => print.number(test(result).F)),
    figure('df', (result, print) => {
      const { df1, df2 } = test(result);
      return print.series([df1, df2].map(print.df));
    }),
  ];
}

function tAndDf<R extends WithT>(): TestFigure<R>[] {
  return [
    figure('t', ({ t }, print) => print.number(t)),
    figure('df', ({ df }, print) => print.df(df)),
  ];
}

function chiAndDf<R extends { readonly statistic: number | null; readonly df: number }>(
  name: string,
): TestFigure<R>[] {
  return [
    figure(name, ({ statistic }, print) => print.number(statistic)),
    figure('df', ({ df }, print) => print.df(df)),
  ];
}

function rank<R extends WithRanks>(confidence: number): TestFigure<R> {
  return sized('r', confidence, true, ({ effects }) => effects.rankBiserial);
}

function eta<
  R extends { readonly etaSquared: number | null; readonly etaSquaredCi: Interval },
>(): TestFigure<R> {
  return sized('η²', ofVariance, true, ({ etaSquared: value, etaSquaredCi: ci }) => ({
    value,
    ci,
  }));
}

function sized<R>(
  name: string,
  confidence: number,
  isBounded: boolean,
  size: (result: R) => Sized,
): TestFigure<R> {
  return {
    ...{ head: symbol(name), confidence },
    text: (result, print) => withInterval(size(result), print, isBounded),
  };
}

/** `0.55 [0.07, 1.01]`; an interval that cannot be told is left out. */
export function withInterval({ value, ci }: Sized, print: ApaPrinter, isBounded = false): string {
  const told = isBounded ? print.bounded(value) : print.number(value);
  return ci.every((end) => end === null) ? told : `${told} ${print.ends(ci, isBounded)}`;
}

/** `ηp² [90% CI]` as a column's head. */
export function headOf<R>({ head, confidence }: TestFigure<R>, print: ApaPrinter): Rich {
  return confidence === null ? head : [...head, ...plain(` [${print.level(confidence)}]`)];
}
