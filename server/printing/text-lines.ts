/** Breaks a text into the lines that fit a width, and makes a paragraph of them. */

import type { Drawable, Measure, Piece, Tag, TextStyle } from './drawing.ts';

const millimetresPerPoint = 25.4 / 72;

/** From one line to the next: a third more than the letters are high, for who loses the line. */
export function leading({ size }: TextStyle): number {
  return size * 1.3 * millimetresPerPoint;
}

/** Down from the top of a line to where its letters stand: capitals in the middle of it. */
export function baseline(style: TextStyle): number {
  return leading(style) / 2 + style.size * 0.33 * millimetresPerPoint;
}

export function linesOf(text: string, width: number, style: TextStyle, measure: Measure): string[] {
  return text
    .normalize('NFC')
    .split('\n')
    .flatMap((paragraph) => paragraphLines(paragraph, width, style, measure));
}

function paragraphLines(text: string, width: number, style: TextStyle, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const [whole, rest] = cut(word, width, style, measure);
    lines.push(...whole);
    line = rest;
  }
  return line === '' ? lines : [...lines, line];
}

/** A word longer than a line, an address for instance, goes on in the next. */
function cut(
  word: string,
  width: number,
  style: TextStyle,
  measure: Measure,
): [whole: string[], rest: string] {
  const whole: string[] = [];
  let rest = '';
  for (const character of word) {
    if (rest !== '' && measure(rest + character, style) > width) {
      whole.push(rest);
      rest = '';
    }
    rest += character;
  }
  return [whole, rest];
}

export interface TextPlace {
  readonly x: number;
  readonly width: number;
  readonly style: TextStyle;
}

/** Lines below each other, the first at `top`. */
export function drawnLines(lines: readonly string[], place: TextPlace, top = 0): Drawable[] {
  const { x, style } = place;
  return lines.map((text, index) => ({
    draw: 'text',
    ...{ x, y: top + index * leading(style) + baseline(style), text, style },
  }));
}

/** No piece is ever higher than a page: a text as long as that goes on in the next piece. */
const mostLines = 24;

export function paragraph(
  text: string,
  place: TextPlace,
  measure: Measure,
  tag: Tag = 'P',
): Piece[] {
  const lines = linesOf(text, place.width, place.style, measure);
  return Array.from({ length: Math.ceil(lines.length / mostLines) }, (_, part) => {
    const own = lines.slice(part * mostLines, (part + 1) * mostLines);
    return {
      height: own.length * leading(place.style),
      element: { tag, parts: drawnLines(own, place) },
    };
  });
}
