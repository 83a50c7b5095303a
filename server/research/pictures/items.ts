/** The questions that are left out most, by those who were asked them. */

import { inLanguage } from '../../../surveys/text.ts';
import type { ItemGaps } from '../../analysis/pictures/missing-items.ts';
import { sumOf } from '../../analysis/pictures/tally.ts';
import type { Speaker } from '../speaker.ts';
import { part, sheet, shortened } from './drawing.ts';
import { colours, fontSize, type Picture } from './picture.ts';

const mostRows = 12;

interface Row {
  readonly label: string;
  readonly asked: number;
  readonly missing: number;
  readonly share: number;
  readonly reasons: string;
}

export function itemsPicture(gaps: readonly ItemGaps[], speak: Speaker): Picture {
  const { say, number } = speak;
  const rows = gaps.map((one) => rowOf(one, speak)).sort((one, other) => other.share - one.share);
  const worst = rows.filter(({ missing }) => missing > 0).slice(0, mostRows);
  const none = say('pictures.items.none');
  return {
    name: 'items',
    title: say('pictures.items.title'),
    text:
      worst.map(({ label, share }) => `${label}: ${number.percent(share, 1)}.`).join(' ') || none,
    notes: [say('pictures.items.note', { most: mostRows })],
    table: {
      columns: [
        ...[say('channels.question'), say('pictures.items.asked'), say('pictures.items.missing')],
        ...[say('pictures.items.share'), say('pictures.items.reasons')],
      ],
      rows: rows.map(({ label, asked, missing, share, reasons }) => ({
        label,
        cells: [number.whole(asked), number.whole(missing), number.percent(share, 1), reasons],
      })),
    },
    draw: ({ document }, width) => drawItems(document, Math.min(width, 560), worst, none, speak),
  };
}

function rowOf({ item, asked, missing }: ItemGaps, { say, number, language }: Speaker): Row {
  const count = sumOf(missing);
  return {
    label: [item.number, inLanguage(item.text, language)].filter(Boolean).join(' '),
    ...{ asked, missing: count, share: count / asked },
    reasons: missing
      .map((one) => `${number.whole(one.count)} ${say(`channels.${one.what}`)}`)
      .join(', '),
  };
}

const rowHeight = 42;

/** The question stands above its bar: it is long, and a phone is narrow. */
function drawItems(
  document: Document,
  width: number,
  rows: readonly Row[],
  none: string,
  { number }: Speaker,
): SVGElement {
  if (rows.length === 0) {
    const empty = sheet(document, width, 30);
    empty.append(part(document, 'text', { x: 0, y: 20, fill: colours.quiet }, none));
    return empty;
  }
  const svg = sheet(document, width, rows.length * rowHeight + 4);
  const most = Math.max(...rows.map(({ share }) => share));
  const longest = width - 130;
  svg.append(
    ...rows.flatMap(({ label, share, missing, asked }, at) => {
      const y = at * rowHeight;
      const length = Math.max(1, (share / most) * longest);
      const [text = ''] = shortened(label, width, 1);
      const counts = `${number.percent(share, 1)} (${number.whole(missing)}/${number.whole(asked)})`;
      return [
        part(document, 'text', { x: 0, y: y + fontSize + 1 }, text),
        part(document, 'rect', {
          ...{ x: 0, y: y + 21, width: length, height: 9, fill: colours.accent },
        }),
        part(document, 'text', { x: length + 7, y: y + 30, fill: colours.quiet }, counts),
      ];
    }),
  );
  return svg;
}
