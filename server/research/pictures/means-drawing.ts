/** Draws means over the waves: a panel for each arm, all with the same axes. */

import type { Speaker } from '../speaker.ts';
import { type DrawingTools, panels, plotted } from './drawing.ts';
import { colours, isNarrow } from './picture.ts';
import { tickText } from './words.ts';

export interface MeanPoint {
  readonly arm: string;
  readonly months: number;
  readonly mean: number;
  readonly ends: readonly [number, number] | null;
}

/** What one participant has at one wave. */
export interface LinePoint {
  readonly arm: string;
  readonly who: string;
  readonly months: number;
  readonly value: number;
}

export interface MeansPanels {
  readonly points: readonly MeanPoint[];
  readonly domain: readonly [number, number];
  readonly speak: Speaker;
  readonly panels: readonly { readonly arm: string; readonly n: string }[];
  readonly lines: readonly LinePoint[];
  readonly axis: string;
  readonly months: readonly number[];
}

/** Arms side by side, or below each other where there is no room. */
export function drawMeans(tools: DrawingTools, width: number, drawn: MeansPanels): SVGElement {
  const { Plot } = tools;
  const { points, domain, panels: shown, lines, months, axis, speak } = drawn;
  const [low, high] = domain;
  const isColumn = isNarrow(width) || shown.length > 4;
  const facet = isColumn ? 'fy' : 'fx';
  const of = { [facet]: 'arm' };
  const cut = ([lower, upper]: readonly [number, number]) => ({
    ...{ y1: Math.max(lower, low), y2: Math.min(upper, high) },
  });
  const intervals = points.flatMap(({ ends, ...point }) =>
    ends ? [{ ...point, ...cut(ends) }] : [],
  );
  const names = shown.map(({ arm }) => arm);
  const margins = { marginTop: 52, marginLeft: 34, marginRight: 14, marginBottom: 40 };
  const stack = isColumn ? panels(names, 150, 68) : panels(names, 200, 28);
  const tall = isColumn ? stack.length : 208;
  return plotted(tools, {
    ...{ width, ...margins, height: tall + margins.marginTop + margins.marginBottom },
    [facet]: stack.facet,
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
      Plot.text(shown, { ...of, text: 'arm', ...corner, dy: -40, fontWeight: 600 }),
      Plot.text(shown, { ...of, text: 'n', ...corner, dy: -22, fill: colours.quiet }),
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
