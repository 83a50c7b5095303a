/** Means over the waves with their intervals, an arm beside the other, and behind them the participants' own lines. */

import type { Study } from '../../../surveys/study.ts';
import type { ArmMeans } from '../../analysis/pictures/means.ts';
import { mostLines } from '../../analysis/pictures/means.ts';
import type { PictureData } from '../../analysis/pictures/picture-data.ts';
import type { Speaker } from '../speaker.ts';
import { type DrawingTools, plotted } from './drawing.ts';
import { armText } from './flow.ts';
import { colours, isNarrow, type Picture, tickText } from './picture.ts';

export interface MeansDrawing {
  readonly title: string;
  readonly withLines: boolean;
}

interface MeanPoint {
  readonly arm: string;
  readonly months: number;
  readonly mean: number;
  readonly ends: readonly [number, number] | null;
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

function linesOf(study: Study, { arm, waves, lines }: ArmMeans, speak: Speaker) {
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

interface Panels {
  readonly points: readonly MeanPoint[];
  readonly domain: readonly [number, number];
  readonly speak: Speaker;
  readonly panels: readonly { readonly arm: string; readonly n: string }[];
  readonly lines: ReturnType<typeof linesOf>;
  readonly axis: string;
  readonly months: readonly number[];
}

/** Arms side by side, or below each other where there is no room. */
function drawMeans(tools: DrawingTools, width: number, drawn: Panels): SVGElement {
  const { Plot } = tools;
  const { points, domain, panels, lines, months, axis, speak } = drawn;
  const [low, high] = domain;
  const isColumn = isNarrow(width) || panels.length > 4;
  const facet = isColumn ? 'fy' : 'fx';
  const of = { [facet]: 'arm' };
  const cut = ([lower, upper]: readonly [number, number]) => ({
    ...{ y1: Math.max(lower, low), y2: Math.min(upper, high) },
  });
  const intervals = points.flatMap(({ ends, ...point }) =>
    ends ? [{ ...point, ...cut(ends) }] : [],
  );
  const tall = 150;
  return plotted(tools, {
    ...{ width, marginTop: 52, marginLeft: 34, marginRight: 14, marginBottom: 40 },
    height: isColumn ? panels.length * (tall + 62) + 44 : 300,
    [facet]: { domain: panels.map(({ arm }) => arm), axis: null, padding: isColumn ? 0.3 : 0.12 },
    x: {
      domain: [Math.min(...months), Math.max(...months)],
      ticks: [...months],
      insetLeft: 8,
      insetRight: 8,
    },
    y: { domain: [low, high] },
    marks: [
      Plot.gridY({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: yText(domain, speak) }),
      Plot.axisX({
        ticks: [...months],
        tickSize: 4,
        label: axis,
        labelArrow: 'none',
        labelAnchor: 'left',
      }),
      Plot.text(panels, { ...of, text: 'arm', ...corner, dy: -40, fontWeight: 600 }),
      Plot.text(panels, { ...of, text: 'n', ...corner, dy: -22, fill: colours.quiet }),
      Plot.line(lines, {
        ...of,
        ...{ x: 'months', y: 'value', z: 'who', stroke: colours.quiet },
        ...{ strokeWidth: 0.8, strokeOpacity: 0.35 },
      }),
      Plot.line(points, { ...of, x: 'months', y: 'mean', stroke: colours.accent, strokeWidth: 2 }),
      Plot.ruleX(intervals, {
        ...of,
        x: 'months',
        y1: 'y1',
        y2: 'y2',
        strokeWidth: 2,
        stroke: colours.accent,
      }),
      Plot.dot(points, {
        ...{ ...of, x: 'months', y: 'mean', r: 4.5 },
        ...{ fill: colours.accent, stroke: colours.paper, strokeWidth: 1.5 },
      }),
    ],
  });
}

const corner = { frameAnchor: 'top-left', textAnchor: 'start' } as const;

function yText([low, high]: readonly [number, number], speak: Speaker) {
  const step = (high - low) / 5;
  return tickText([step >= 1 ? 1 : step >= 0.1 ? 0.1 : 0.01], speak);
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
