/** Power, attrition and reliable change in APA style. */

import type { Attrition } from '../attrition.ts';
import type { AnyPowerResult } from '../procedures.ts';
import type { ReliableChange } from '../reliable-change.ts';
import { type ApaContext, type Draft, effectPart, pCell } from './writing.ts';

export function power(result: AnyPowerResult, context: ApaContext): Draft {
  const { print, words } = context;
  const effect = effectOf(result.effect, context);
  const given = Number(result.alpha.toPrecision(6));
  const alpha = print.exactBounded(given);
  const rows: (readonly [string, string])[] = [
    ['N', print.df(result.n)],
    [`${words.n} / ${words.group.toLowerCase()}`, [result.nPerGroup].flat().join(' + ')],
    ['1 − β', print.bounded(result.power)],
    ['α', alpha],
    ['', effect],
    ['λ', print.number(result.lambda)],
    [
      'df',
      [result.df1, result.df2]
        .filter((df) => df !== null)
        .map(print.df)
        .join(', '),
    ],
    [words.critical, print.number(result.critical)],
  ];
  return {
    sentence: words.power(print.df(result.n), print.bounded(result.power), effect, alpha),
    columns: [words.quantity, words.value],
    rows,
  };
}

export function reliableChange(result: ReliableChange, { print, words }: ApaContext): Draft {
  const { increased, unchanged, decreased } = result.counts;
  return {
    sentence: words.changed(increased, unchanged, decreased),
    columns: ['', words.count, words.percent],
    rows: (
      [
        [words.increased, increased],
        [words.unchanged, unchanged],
        [words.decreased, decreased],
      ] as const
    ).map(([name, count]) => [
      name,
      String(count),
      print.percent(result.n.used === 0 ? null : (100 * count) / result.n.used),
    ]),
  };
}

export function attrition(result: Attrition, context: ApaContext): Draft {
  const { print, words } = context;
  const spread = ({ mean, sd }: { readonly mean: number | null; readonly sd: number | null }) =>
    `${print.number(mean)} (${print.number(sd)})`;
  return {
    sentence: words.attrition(result.variables.length),
    columns: [
      words.variable,
      `${words.completers} (n = ${result.completers}), M (SD)`,
      `${words.dropouts} (n = ${result.dropouts}), M (SD)`,
      'd',
      'p',
    ],
    rows: result.variables.map((line) => [
      line.variable,
      spread(line.completers),
      spread(line.dropouts),
      effectPart(context, 'd', line.d, result.confidence).replace(/^d = /, ''),
      pCell(context, line.p),
    ]),
  };
}

/** `f = 0.25`: the effect by the symbol it was asked in. */
function effectOf(effect: AnyPowerResult['effect'], { print }: ApaContext): string {
  const [name = '', size] =
    Object.entries(effect).find(([, part]) => typeof part === 'number') ?? [];
  const symbol = name === 'partialEtaSquared' ? 'ηp²' : name;
  return `${symbol} = ${print.number(size ?? null)}`;
}
