/** Means over the waves with their intervals, an arm beside the other, and behind them the participants' own lines. */

import type { Study } from '../../../surveys/study.ts';
import type { ArmMeans } from '../../analysis/pictures/means.ts';
import { mostLines } from '../../analysis/pictures/means.ts';
import type { PictureData } from '../../analysis/pictures/picture-data.ts';
import type { Speaker } from '../speaker.ts';
import { drawMeans, type LinePoint, type MeanPoint } from './means-drawing.ts';
import type { Picture } from './picture.ts';
import { armText } from './words.ts';

export interface MeansDrawing {
  readonly title: string;
  readonly withLines: boolean;
}

export function meansPicture(
  study: Study,
  { means, range, confidence, role }: PictureData,
  { title, withLines }: MeansDrawing,
  speak: Speaker,
): Picture {
  const { say, number } = speak;
  const points = means.flatMap((group) => pointsOf(study, group, speak));
  const domain = domainOf(points, withLines ? means : [], range);
  const isCut = points.some(({ ends }) => ends && (ends[0] < domain[0] || ends[1] > domain[1]));
  const shares = { confidence: number.percent(confidence) };
  const few = means.some(({ waves }) =>
    waves.some(({ description: { n } }) => n.used > 0 && n.used < study.small_cell_limit),
  );
  return {
    ...{ name: 'means', title },
    text: means.map((group) => meansInWords(group, speak)).join(' '),
    notes: [
      say('pictures.means.note', shares),
      ...(withLines ? [say('pictures.means.lines', { most: mostLines })] : []),
      ...(isCut ? [say('pictures.means.cut')] : []),
      ...(few ? [say('pictures.few', { limit: study.small_cell_limit })] : []),
    ],
    table: {
      columns: [
        ...[say('research.column.arm'), say('research.column.wave')],
        ...[say('research.scales.n'), say('research.scales.mean'), say('research.scales.sd')],
        say('pictures.means.interval', shares),
      ],
      rows: means.flatMap(({ arm, waves }) =>
        waves.map(({ wave, description: { n, mean, sd, ci } }) => ({
          label: armText(arm, speak),
          cells: [
            ...[speak.wave(wave), number.whole(n.used)],
            ...[number.decimal(mean), number.decimal(sd), number.interval(ci)],
          ],
        })),
      ),
    },
    draw: (tools, width) =>
      drawMeans(tools, width, {
        ...{ points, domain, speak },
        panels: means.map((group) => panelOf(group, speak)),
        lines: withLines ? means.flatMap((group) => linesOf(study, group, speak)) : [],
        axis: say(`pictures.months.${role.anchor === 'inclusion' ? 'inclusion' : 'date'}`),
        months: means[0]?.waves.map(({ wave }) => monthsOf(study, wave)) ?? [],
      }),
  };
}

function monthsOf(study: Study, wave: number): number {
  return study.waves[wave - 1]?.months ?? 0;
}

function pointsOf(study: Study, { arm, waves }: ArmMeans, speak: Speaker): MeanPoint[] {
  return waves.flatMap(({ wave, description: { mean, ci } }) => {
    const [lower, upper] = ci;
    if (mean === null) return [];
    const ends = lower === null || upper === null ? null : ([lower, upper] as const);
    return [{ ...{ arm: armText(arm, speak), mean, ends }, months: monthsOf(study, wave) }];
  });
}

function linesOf(study: Study, { arm, waves, lines }: ArmMeans, speak: Speaker): LinePoint[] {
  return lines.flatMap((line, who) =>
    line.flatMap((value, at) =>
      Number.isNaN(value)
        ? []
        : [
            {
              ...{ arm: armText(arm, speak), who: `${arm} ${who}`, value },
              months: monthsOf(study, waves[at]?.wave ?? 0),
            },
          ],
    ),
  );
}

function panelOf({ arm, waves }: ArmMeans, speak: Speaker) {
  const numbers = waves.map(({ description }) => speak.number.whole(description.n.used));
  return { arm: armText(arm, speak), n: `n = ${numbers.join(', ')}` };
}

/** The whole of a scale; otherwise what the means, the intervals and the lines need. */
function domainOf(
  points: readonly MeanPoint[],
  means: readonly ArmMeans[],
  range: readonly [number, number] | null,
): readonly [number, number] {
  if (range) return range;
  const values = [
    ...points.flatMap(({ mean, ends }) => ends ?? [mean]),
    ...means.flatMap(({ lines }) => lines.flat()).filter((value) => !Number.isNaN(value)),
  ];
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0] ?? 0, values[0] ?? 1],
  );
}

function meansInWords({ arm, waves }: ArmMeans, speak: Speaker): string {
  const { say, number } = speak;
  const of = waves.map(({ wave, description: { n, mean, ci } }) =>
    say('pictures.means.inWords', {
      ...{ wave: speak.wave(wave), mean: number.decimal(mean), interval: number.interval(ci) },
      n: number.whole(n.used),
    }),
  );
  return `${armText(arm, speak)}: ${of.join('; ')}.`;
}
