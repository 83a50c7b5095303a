/** Which waves participants answered: a row for each pattern, with as long a bar as it has people. */

import type { WaveMark, WavePattern } from '../../analysis/pictures/missing-waves.ts';
import type { Speaker } from '../speaker.ts';
import { part, sheet, wrapped } from './drawing.ts';
import { colours, isNarrow, type Picture } from './picture.ts';

const marks: readonly WaveMark[] = ['answered', 'missed', 'left', 'ahead'];
/** The rest are few, and stand in the table. */
const mostRows = 12;

export function wavesPicture(
  waves: number,
  patterns: readonly WavePattern[],
  speak: Speaker,
): Picture {
  const { say, number } = speak;
  const names = Array.from({ length: waves }, (_, at) => speak.wave(at + 1));
  const rest = patterns.length - mostRows;
  return {
    name: 'waves',
    title: say('pictures.waves.title'),
    text: patterns
      .slice(0, mostRows)
      .map(({ marks: own, count }) => `${number.whole(count)}: ${patternText(own, names, speak)}.`)
      .join(' '),
    notes: [
      say('pictures.waves.note'),
      ...(rest > 0 ? [say('pictures.waves.rest', { count: rest })] : []),
    ],
    table: {
      columns: [say('pictures.waves.count'), ...names],
      rows: patterns.map(({ marks: own, count }) => ({
        label: number.whole(count),
        cells: own.map((mark) => say(`pictures.waves.mark.${mark}`)),
      })),
    },
    draw: ({ document }, width) =>
      drawPatterns(document, width, patterns.slice(0, mostRows), names, speak),
  };
}

/** Inklusjon svart, 3 måneder ikke svart. */
function patternText(own: readonly WaveMark[], names: readonly string[], { say }: Speaker): string {
  return own
    .map((mark, at) => `${names[at]} ${say(`pictures.waves.mark.${mark}`).toLowerCase()}`)
    .join(', ');
}

const rowHeight = 26;

function drawPatterns(
  document: Document,
  width: number,
  patterns: readonly WavePattern[],
  names: readonly string[],
  { say, number }: Speaker,
): SVGElement {
  const step = Math.min(isNarrow(width) ? 47 : 72, (width * 0.74) / names.length);
  // Where a name has no room there is its number.
  const headings = names.map((name, at) => {
    const lines = wrapped(name, step, 11);
    return lines.every((line) => line.length * 5.2 <= step) ? lines : [String(at + 1)];
  });
  const headHeight = Math.max(...headings.map(({ length }) => length)) * 13 + 12;
  const legend = headHeight + patterns.length * rowHeight + 16;
  const svg = sheet(document, width, legend + marks.length * 20);
  const most = Math.max(1, ...patterns.map(({ count }) => count));
  const bars = names.length * step + 8;
  const longest = Math.min(width, 620) - bars - 32;
  svg.append(
    ...headings.flatMap((lines, at) =>
      lines.map((text, n) =>
        part(
          document,
          'text',
          {
            ...{ x: (at + 0.5) * step, y: headHeight - 14 - (lines.length - 1 - n) * 13 },
            ...{ 'font-size': 11, 'text-anchor': 'middle', fill: colours.quiet },
          },
          text,
        ),
      ),
    ),
    ...patterns.flatMap(({ marks: own, count }, row) => {
      const y = headHeight + (row + 0.5) * rowHeight;
      const length = Math.max(1, (count / most) * longest);
      return [
        rail(document, step / 2, (own.length - 0.5) * step, y),
        ...own.map((mark, at) => symbol(document, mark, (at + 0.5) * step, y)),
        bar(document, bars, y, length),
        part(document, 'text', { x: bars + length + 6, y: y + 4.5 }, number.whole(count)),
      ];
    }),
    ...marks.flatMap((mark, at) => [
      symbol(document, mark, 9, legend + at * 20 + 8),
      part(
        document,
        'text',
        { x: 24, y: legend + at * 20 + 12.5, fill: colours.quiet },
        say(`pictures.waves.mark.${mark}`),
      ),
    ]),
  );
  return svg;
}

function rail(document: Document, from: number, to: number, y: number): SVGElement {
  return part(document, 'path', { d: `M${from},${y}H${to}`, stroke: colours.faint });
}

function bar(document: Document, x: number, y: number, width: number): SVGElement {
  return part(document, 'rect', { x, y: y - 6, width, height: 12, fill: colours.accent });
}

/** Told apart by their shape. */
function symbol(document: Document, mark: WaveMark, cx: number, cy: number): SVGElement {
  const stroke = { stroke: colours.ink, 'stroke-width': 1.5, fill: colours.paper };
  if (mark === 'answered') return part(document, 'circle', { cx, cy, r: 6, fill: colours.ink });
  if (mark === 'missed') return part(document, 'circle', { cx, cy, r: 5.25, ...stroke });
  if (mark === 'ahead') return part(document, 'circle', { cx, cy, r: 2, fill: colours.quiet });
  const d = `M${cx - 4.5},${cy - 4.5}l9,9m0,-9l-9,9`;
  return part(document, 'path', { d, ...stroke });
}
