/** Means and their differences in APA style: descriptives and t tests. */

import type { Description } from '../descriptives.ts';
import type { GroupDescriptives } from '../groups/summary.ts';
import type { IndependentT } from '../independent-t.ts';
import type { OneSampleT } from '../one-sample-t.ts';
import type { PairedT } from '../paired-t.ts';
import {
  type ApaContext,
  countPart,
  type Draft,
  effectPart,
  intervalPart,
  list,
  pValue,
  statistic,
} from './writing.ts';

export const descriptiveColumns = ['n', 'M', 'SD'];

export function descriptiveRow(
  { print }: ApaContext,
  label: string,
  { n, mean, sd }: GroupDescriptives,
): string[] {
  return [label, String(n), print.number(mean), print.number(sd)];
}

export function describe(result: Description, context: ApaContext): Draft {
  const { print } = context;
  const { mean, sd, median, min, max, ci, confidence, n } = result;
  return {
    sentence: list(
      `M = ${print.number(mean)}`,
      `SD = ${print.number(sd)}`,
      intervalPart(context, ci, confidence),
      countPart(context, n),
    ),
    columns: ['n', 'M', 'SD', 'Mdn', 'min', 'max', 'CI'],
    rows: [
      [
        print.count(n),
        ...[mean, sd, median, min, max].map(print.number),
        intervalPart(context, ci, confidence),
      ],
    ],
  };
}

export function pairedT(result: PairedT, context: ApaContext): Draft {
  const dz = effectPart(context, 'dz', result.effects.dz, result.confidence);
  return tTest(result, context, 'wave', context.words.meanDifference, dz);
}

export function independentT(result: IndependentT, context: ApaContext): Draft {
  const d = effectPart(context, 'd', result.effects.d, result.confidence);
  return tTest(result, context, 'group', context.words.meanDifference, d);
}

export function oneSampleT(result: OneSampleT, context: ApaContext): Draft {
  const d = effectPart(context, 'd', result.effects.d, result.confidence);
  const opening = (difference: string) =>
    context.words.fromNumber(context.print.exact(result.mu), difference);
  return tTest(result, context, 'group', opening, d);
}

function tTest(
  result: PairedT | IndependentT | OneSampleT,
  context: ApaContext,
  kind: 'group' | 'wave',
  opening: (difference: string) => string,
  effect: string,
): Draft {
  const { print, words } = context;
  const { t, df, p, meanDifference, se, ci, confidence, descriptives } = result;
  const estimate = opening(print.number(meanDifference));
  return {
    sentence:
      t === null
        ? list(estimate, `t ${words.notComputable}`)
        : list(
            estimate,
            intervalPart(context, ci, confidence),
            statistic(context, 't', t, df),
            pValue(context, p),
            effect,
          ),
    columns: ['', ...descriptiveColumns, 'SE'],
    rows: [
      ...descriptives.map((line, j) => [
        ...descriptiveRow(context, context.label(kind, j), line),
        print.number(line.se),
      ]),
      [words.difference, '', print.number(meanDifference), '', print.number(se)],
    ],
  };
}
