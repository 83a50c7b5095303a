/** Analyses of variance in APA style: of groups, of waves, and of groups by waves. */

import type { OneWayAnova } from '../anova.ts';
import type { Levene } from '../levene.ts';
import type { MixedAnova } from '../mixed-anova.ts';
import type { PostHoc } from '../post-hoc.ts';
import type { RmAnova } from '../repeated-measures.ts';
import type { WelchAnova } from '../welch-anova.ts';
import { descriptiveColumns, descriptiveRow } from './means.ts';
import {
  type ApaContext,
  type Draft,
  effectPart,
  list,
  pCell,
  pValue,
  statistic,
} from './writing.ts';

interface FTest {
  readonly F: number | null;
  readonly df1: number | null;
  readonly df2: number | null;
  readonly p: number | null;
}

/** `partialEtaSquaredCi` is always of 90 %. */
const partialEtaConfidence = 0.9;

const fColumns = ['F', 'df1', 'df2', 'p'];

export function groupAnova(result: OneWayAnova | WelchAnova, context: ApaContext): Draft {
  const eta = { value: result.etaSquared, ci: result.etaSquaredCi };
  const omega = { value: result.omegaSquared, ci: result.omegaSquaredCi };
  return {
    sentence: `${context.words.groupMeans}: ${list(
      fPart(context, result),
      effectPart(context, 'η²', eta, result.confidence, true),
      effectPart(context, 'ω²', omega, result.confidence, true),
    )}`,
    columns: ['', ...descriptiveColumns],
    rows: result.descriptives.map((line, k) =>
      descriptiveRow(context, context.label('group', k), line),
    ),
  };
}

export function levene(result: Levene, context: ApaContext): Draft {
  return {
    sentence: `${context.words.variances}: ${fPart(context, result)}`,
    columns: fColumns,
    rows: [fCells(context, result)],
  };
}

export function groupPairs(
  result: PostHoc<'tukeyHsd'> | PostHoc<'gamesHowell'>,
  context: ApaContext,
): Draft {
  const { print, words } = context;
  const name = ([j, k]: readonly [number, number]) =>
    `${context.label('group', k)} − ${context.label('group', j)}`;
  const interval = (ci: PostHoc<'tukeyHsd'>['pairs'][number]['ci']) =>
    print.interval(ci, result.confidence);
  return {
    sentence: result.pairs
      .map(({ pair, difference, ci, p }) =>
        list(`${name(pair)}: ${print.number(difference)}`, interval(ci), pValue(context, p)),
      )
      .join('; '),
    columns: [words.pairs, words.difference, 'SE', 'q', 'df', 'p', 'CI'],
    rows: result.pairs.map(({ pair, difference, se, q, df, p, ci }) => [
      name(pair),
      ...[difference, se, q].map(print.number),
      print.df(df),
      pCell(context, p),
      interval(ci),
    ]),
  };
}

export function rmAnova(result: RmAnova, context: ApaContext): Draft {
  const { words } = context;
  return {
    sentence: `${words.overWaves}: ${withinSentence(result.within, result, result.multivariate.wilks, context)}`,
    columns: [words.test, ...fColumns],
    rows: [
      [words.sphericityAssumed, ...fCells(context, result.within)],
      ...correctedRows(result.within.F, result.corrected, result.epsilon, context),
      ['Wilks’ Λ', ...fCells(context, result.multivariate.wilks)],
    ],
  };
}

export function mixedAnova(result: MixedAnova, context: ApaContext): Draft {
  const { words } = context;
  const { between, within, interaction, corrected, multivariate } = result;
  const part = (test: RmAnova['within'], name: 'within' | 'interaction') =>
    withinSentence(
      test,
      { ...result, corrected: corrected[name] },
      multivariate[name].wilks,
      context,
    );
  return {
    sentence: [
      `${words.betweenGroups}: ${fPart(context, between)}, ${partialEta(between, context)}`,
      `${words.overWaves}: ${part(within, 'within')}`,
      `${words.groupsByWaves}: ${part(interaction, 'interaction')}`,
    ].join('. '),
    columns: [words.source, ...fColumns],
    rows: [
      [words.group, ...fCells(context, between)],
      [words.wave, ...fCells(context, within)],
      ...correctedRows(within.F, corrected.within, result.epsilon, context),
      [`${words.group} × ${words.wave}`, ...fCells(context, interaction)],
      ...correctedRows(interaction.F, corrected.interaction, result.epsilon, context),
    ],
  };
}

/** With two waves sphericity is no question: one test says it all. */
function withinSentence(
  within: RmAnova['within'],
  { corrected, epsilon, mauchly }: Pick<RmAnova, 'corrected' | 'epsilon' | 'mauchly'>,
  wilks: FTest & { readonly value: number | null },
  context: ApaContext,
): string {
  const { print } = context;
  const { greenhouseGeisser: gg } = corrected;
  const lambda = `Wilks’ Λ = ${print.bounded(wilks.value)}`;
  const main = list(fPart(context, within), partialEta(within, context));
  if (mauchly.df === 0) return list(main, lambda);
  return [
    main,
    `Greenhouse–Geisser ε = ${print.bounded(epsilon.greenhouseGeisser)}: ${fPart(context, { ...gg, F: within.F })}`,
    list(lambda, fPart(context, wilks)),
  ].join('; ');
}

function partialEta(test: RmAnova['within'], context: ApaContext): string {
  const effect = { value: test.partialEtaSquared, ci: test.partialEtaSquaredCi };
  return effectPart(context, 'ηp²', effect, partialEtaConfidence, true);
}

/** None for two waves, where nothing is corrected. */
function correctedRows(
  F: number | null,
  { greenhouseGeisser, huynhFeldt }: RmAnova['corrected'],
  { lowerBound }: RmAnova['epsilon'],
  context: ApaContext,
): string[][] {
  if (lowerBound === 1) return [];
  return [
    ['Greenhouse–Geisser', ...fCells(context, { ...greenhouseGeisser, F })],
    ['Huynh–Feldt', ...fCells(context, { ...huynhFeldt, F })],
  ];
}

function fPart(context: ApaContext, { F, df1, df2, p }: FTest): string {
  return list(statistic(context, 'F', F, df1, df2), pValue(context, p));
}

function fCells(context: ApaContext, { F, df1, df2, p }: FTest): string[] {
  const { print } = context;
  return [print.number(F), print.df(df1), print.df(df2), pCell(context, p)];
}
