/** Response over the calendar: for each wave how many had come to it, and how many had answered. */

import { byMonth, type ResponseCurve } from '../../analysis/pictures/response-curves.ts';
import type { Speaker } from '../speaker.ts';
import { type DrawingTools, panels, plotted } from './drawing.ts';
import { colours, isNarrow, type Picture } from './picture.ts';

export function responsePicture(
  curves: readonly ResponseCurve[],
  today: string,
  speak: Speaker,
): Picture {
  const { say, number } = speak;
  const waves = curves.map(({ wave, points }) => ({
    ...{ wave: speak.wave(wave), last: points.at(-1) ?? { due: 0, answered: 0 } },
  }));
  return {
    name: 'response',
    title: say('pictures.response.title'),
    text: waves
      .map(({ wave, last: { due, answered } }) =>
        say('pictures.response.inWords', {
          ...{ wave, due: number.whole(due), answered: number.whole(answered) },
        }),
      )
      .join(' '),
    notes: [say('pictures.response.note')],
    table: {
      columns: [
        say('pictures.response.month'),
        ...waves.flatMap(({ wave }) => [
          `${wave}: ${say('pictures.response.due')}`,
          `${wave}: ${say('pictures.response.answered')}`,
        ]),
      ],
      rows: byMonth(curves).map(({ month, waves: counts }) => ({
        label: monthText(month, speak),
        cells: counts.flatMap(({ due, answered }) => [number.whole(due), number.whole(answered)]),
      })),
    },
    draw: (tools, width) => drawResponse(tools, width, curves, today, speak),
  };
}

function drawResponse(
  tools: DrawingTools,
  width: number,
  curves: readonly ResponseCurve[],
  today: string,
  speak: Speaker,
): SVGElement {
  const { Plot } = tools;
  const lines = curves.flatMap(({ wave, points }) =>
    points.map((point) => ({ ...point, wave: speak.wave(wave), day: new Date(point.day) })),
  );
  // A line goes on till today, level: nothing has happened since.
  const ends = curves.flatMap(({ wave, points }) => {
    const last = points.at(-1);
    const day = last && last.day > today ? last.day : today;
    return last ? [{ ...last, wave: speak.wave(wave), day: new Date(day) }] : [];
  });
  const most = Math.max(1, ...ends.map(({ due }) => due));
  const tall = 76;
  const stack = panels(
    curves.map(({ wave }) => speak.wave(wave)),
    tall,
    42,
  );
  const margins = { marginTop: 30, marginLeft: 34, marginBottom: 36 };
  const days = [...lines, ...ends];
  const step = { x: 'day', fy: 'wave', z: 'wave', curve: 'step-after' } as const;
  return plotted(tools, {
    ...{ width, ...margins, height: stack.length + margins.marginTop + margins.marginBottom },
    fy: stack.facet,
    marginRight: isNarrow(width) ? 70 : 84,
    x: { type: 'utc' },
    y: { domain: [0, most] },
    marks: [
      Plot.gridY({ ticks: 2, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 2, tickSize: 0, label: null, tickFormat: speak.number.whole }),
      Plot.axisX({
        ...{ ticks: isNarrow(width) ? 3 : 6, tickSize: 4, label: null },
        tickFormat: (day: Date) => tickDay(day, speak),
      }),
      Plot.text(ends, {
        ...{ fy: 'wave', text: 'wave', frameAnchor: 'top-left', textAnchor: 'start' },
        ...{ dy: -26, fontWeight: 600 },
      }),
      Plot.line(days, { ...step, y: 'due', stroke: colours.quiet, strokeDasharray: '4 3' }),
      Plot.line(days, { ...step, y: 'answered', stroke: colours.accent, strokeWidth: 2 }),
      ...endLabels(Plot, ends, (15 / tall) * most, speak),
    ],
  });
}

/** Where both lines of a panel have come; `apart` is what a line of words takes, so that they do not meet. */
function endLabels(
  Plot: DrawingTools['Plot'],
  ends: readonly { readonly due: number; readonly answered: number }[],
  apart: number,
  { say, number }: Speaker,
) {
  const label = { x: 'day', fy: 'wave', textAnchor: 'start', dx: 6 } as const;
  return [
    Plot.text(ends, {
      ...{ ...label, fill: colours.quiet },
      y: ({ due, answered }) => Math.max(due, answered + apart),
      text: ({ due }) => say('pictures.response.dueLabel', { count: number.whole(due) }),
    }),
    Plot.text(ends, {
      ...{ ...label, y: 'answered', fill: colours.accent },
      text: ({ answered }) =>
        say('pictures.response.answeredLabel', { count: number.whole(answered) }),
    }),
  ];
}

function tickDay(day: Date, { language }: Speaker): string {
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(day);
  return `${month}\n${day.getUTCFullYear()}`;
}

function monthText(month: string, { language }: Speaker): string {
  return new Intl.DateTimeFormat(language, {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(`${month}-01`));
}
