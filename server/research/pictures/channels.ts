/** Web against paper: for each question how far apart the means are, with an interval, on an axis that all share. */

import { inLanguage } from '../../../surveys/text.ts';
import type { ItemByChannel } from '../../analysis/channel-comparison.ts';
import { drawnEnds } from '../../analysis/pictures/picture-data.ts';
import type { Speaker } from '../speaker.ts';
import { type DrawingTools, plotted, shortened } from './drawing.ts';
import { colours, type Picture } from './picture.ts';

interface Row {
  readonly name: string;
  readonly label: string;
  /** In parts of the item's own scale, so that questions with different scales can stand together. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** The items that have enough of either: those of `compareChannels` with a difference. */
export function channelsPicture(
  compared: readonly ItemByChannel[],
  limit: number,
  speak: Speaker,
): Picture | null {
  const { say, number } = speak;
  const rows = compared.flatMap((one) => rowOf(one, limit, speak));
  if (rows.length === 0) return null;
  const percent = (share: number) => number.percent(share, 1);
  return {
    name: 'channels',
    title: say('pictures.channels.title'),
    text: rows
      .map(
        ({ label, difference, lower, upper }) =>
          `${label}: ${percent(difference)} [${percent(lower)}; ${percent(upper)}].`,
      )
      .join(' '),
    notes: [say('pictures.channels.note')],
    table: {
      columns: [
        ...[
          say('channels.question'),
          say('channels.difference'),
          say('pictures.channels.interval'),
        ],
      ],
      rows: rows.map(({ label, difference, lower, upper }) => ({
        label,
        cells: [percent(difference), `[${percent(lower)}; ${percent(upper)}]`],
      })),
    },
    draw: (tools, width) => drawChannels(tools, Math.min(width, 560), rows, speak),
  };
}

function rowOf(
  { item, web, paper, difference }: ItemByChannel,
  limit: number,
  { language }: Speaker,
): Row[] {
  const [low, high] = drawnEnds(item) ?? [0, 0];
  const [lower, upper] = difference?.ci ?? [null, null];
  const isFew = Math.min(web.numbers, paper.numbers) < limit;
  if (isFew || high <= low || !difference || lower === null || upper === null) return [];
  const share = (value: number) => value / (high - low);
  return [
    {
      name: item.name,
      label: [item.number, inLanguage(item.text, language)].filter(Boolean).join(' '),
      ...{ difference: share(difference.value), lower: share(lower), upper: share(upper) },
    },
  ];
}

function drawChannels(
  tools: DrawingTools,
  width: number,
  rows: readonly Row[],
  { say, number }: Speaker,
): SVGElement {
  const { Plot } = tools;
  const reach = Math.max(...rows.flatMap(({ lower, upper }) => [Math.abs(lower), Math.abs(upper)]));
  const label = (row: Row) => shortened(row.label, width - 10, 1)[0] ?? '';
  const y = { y: 'name' } as const;
  return plotted(tools, {
    ...{ width, marginTop: 44, marginLeft: 8, marginRight: 8, marginBottom: 8 },
    height: rows.length * 40 + 52,
    x: { domain: [-reach, reach], insetLeft: 6, insetRight: 6 },
    y: { domain: rows.map(({ name }) => name), axis: null, type: 'band' },
    marks: [
      Plot.axisX({
        ...{ anchor: 'top', ticks: 4, tickSize: 0, label: null },
        tickFormat: (share: number) => number.percent(share),
      }),
      Plot.gridX({ ticks: 4, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.ruleX([0], { stroke: colours.quiet }),
      Plot.text([say('pictures.channels.paperHigher')], {
        ...{ frameAnchor: 'top-left', textAnchor: 'start', dy: -40, fill: colours.quiet },
      }),
      Plot.text([say('pictures.channels.webHigher')], {
        ...{ frameAnchor: 'top-right', textAnchor: 'end', dy: -40, fill: colours.quiet },
      }),
      Plot.text(rows, {
        ...{ ...y, text: label, frameAnchor: 'left', textAnchor: 'start', dy: -9 },
        ...{ stroke: colours.paper, strokeWidth: 6, fill: colours.ink },
      }),
      Plot.ruleY(rows, {
        ...{ ...y, x1: 'lower', x2: 'upper', dy: 8, stroke: colours.accent, strokeWidth: 2 },
      }),
      Plot.dot(rows, { ...y, x: 'difference', dy: 8, r: 4.5, fill: colours.accent }),
    ],
  });
}
