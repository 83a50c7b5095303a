/** The distribution of a variable at each wave, on one axis, so that a shift is seen. */

import { type MissingReason, missingReasons } from '../../../surveys/missing.ts';
import type { Study } from '../../../surveys/study.ts';
import type { Bin, Distributions } from '../../analysis/pictures/distributions.ts';
import type { Speaker } from '../speaker.ts';
import { type DrawingTools, panels, plotted } from './drawing.ts';
import { colours, type Picture, type PictureTable } from './picture.ts';
import { tickText } from './words.ts';

/** Wider bars say no more. */
const widest = 520;

export function distributionPicture(
  study: Study,
  distributions: Distributions,
  {
    title,
    valueTexts,
  }: { readonly title: string; readonly valueTexts: ReadonlyMap<number, string> },
  speak: Speaker,
): Picture {
  const { say, number } = speak;
  const { waves, bins, isByValue } = distributions;
  const few = waves.some(({ counts }) =>
    counts.some((count) => count > 0 && count < study.small_cell_limit),
  );
  const binTexts = bins.map((bin) => binText(bin, distributions, speak));
  return {
    ...{ name: 'distribution', title },
    text: waves
      .map(({ wave, n, counts }) =>
        say('pictures.distribution.inWords', {
          ...{ wave: speak.wave(wave), n: number.whole(n) },
          counts: counts.map((count, at) => `${binTexts[at]}: ${number.whole(count)}`).join(', '),
        }),
      )
      .join(' '),
    notes: [
      say(`pictures.distribution.${isByValue ? 'byValue' : 'bySteps'}`),
      ...(few ? [say('pictures.few', { limit: study.small_cell_limit })] : []),
    ],
    table: {
      columns: [say('pictures.distribution.value'), ...waves.map(({ wave }) => speak.wave(wave))],
      rows: [
        ...bins.map((bin, at) => ({
          label: [binTexts[at], isByValue ? valueTexts.get(bin.from) : '']
            .filter(Boolean)
            .join(' '),
          cells: waves.map(({ counts, n }) => {
            const count = counts[at] ?? 0;
            return `${number.whole(count)} (${number.percent(n > 0 ? count / n : null)})`;
          }),
        })),
        { label: say('research.scales.n'), cells: waves.map(({ n }) => number.whole(n)) },
        ...missingReasons.flatMap(({ reason }) => missingRow(waves, reason, speak)),
      ],
    },
    draw: (tools, width) => drawDistributions(tools, Math.min(width, widest), distributions, speak),
  };
}

/** Nobody had most of the reasons: then there is no row. */
function missingRow(
  waves: Distributions['waves'],
  reason: MissingReason,
  { say, number }: Speaker,
): PictureTable['rows'] {
  const counts = waves.map(
    ({ missing }) => missing.find(({ what }) => what === reason)?.count ?? 0,
  );
  if (counts.every((count) => count === 0)) return [];
  return [{ label: say(`research.reason.${reason}`), cells: counts.map(number.whole) }];
}

function binText({ from, to }: Bin, { bins, isByValue }: Distributions, speak: Speaker): string {
  const text = tickText(edgesOf(bins), speak);
  return isByValue ? text(from) : `${text(from)}–${text(to)}`;
}

function edgesOf(bins: readonly Bin[]): number[] {
  return [...bins.map(({ from }) => from), ...bins.slice(-1).map(({ to }) => to)];
}

function drawDistributions(
  tools: DrawingTools,
  width: number,
  { bins, waves: all, isByValue }: Distributions,
  speak: Speaker,
): SVGElement {
  // Some things are asked once only: an empty panel says no more than the table does.
  const waves = all.some(({ n }) => n > 0) ? all.filter(({ n }) => n > 0) : all;
  const { Plot } = tools;
  const middle = isByValue ? 0.5 : 0;
  const bars = waves.flatMap(({ wave, counts }) =>
    bins.map(({ from, to }, at) => ({
      ...{ wave: speak.wave(wave), from: from - middle, to: to - middle },
      count: counts[at] ?? 0,
    })),
  );
  const labels = waves.map(({ wave, n }) => ({
    wave: speak.wave(wave),
    n: `n = ${speak.number.whole(n)}`,
  }));
  const edges = edgesOf(bins);
  const ticks = isByValue ? bins.map(({ from }) => from) : edges;
  const stack = panels(
    labels.map(({ wave }) => wave),
    74,
    48,
  );
  const margins = { marginTop: 40, marginLeft: 4, marginRight: 4, marginBottom: 26 };
  const named = { fy: 'wave', frameAnchor: 'top-left', textAnchor: 'start', dy: -36 } as const;
  return plotted(tools, {
    ...{ width, ...margins, height: stack.length + margins.marginTop + margins.marginBottom },
    fy: stack.facet,
    x: {
      domain: [(edges[0] ?? 0) - middle, (edges.at(-1) ?? 1) - middle],
      insetLeft: 8,
      insetRight: 8,
    },
    y: { domain: [0, Math.max(1, ...bars.map(({ count }) => count))], axis: null },
    marks: [
      Plot.axisX({ ticks, tickSize: 0, label: null, tickFormat: tickText(ticks, speak) }),
      Plot.text(labels, { ...named, text: 'wave', fontWeight: 600 }),
      Plot.text(labels, {
        ...{ ...named, frameAnchor: 'top-right', textAnchor: 'end' },
        ...{ text: 'n', fill: colours.quiet },
      }),
      Plot.rectY(bars, {
        ...{ x1: 'from', x2: 'to', y: 'count', fy: 'wave', fill: colours.accent },
        ...{ insetLeft: 1, insetRight: 1 },
      }),
      Plot.ruleY([0], { stroke: colours.quiet }),
      Plot.text(bars, {
        ...{ x: ({ from, to }) => (from + to) / 2, y: 'count', fy: 'wave', dy: -8 },
        text: ({ count }) => (count > 0 ? speak.number.whole(count) : ''),
      }),
    ],
  });
}
