/** The page that lies on top of a form in its envelope: the address in the window, what it is about, and the way onto the web. */

import type { Say } from '../texts.ts';
import { type Drawable, drawablesOf, gap, lowered, type Measure, type Piece } from './drawing.ts';
import { body, styles } from './page-size.ts';
import { drawnLines, leading, linesOf, paragraph } from './text-lines.ts';

export interface CoverLetter {
  readonly name: string;
  /** Street, place and so on, a line each. */
  readonly address: readonly string[];
  /** In one line. */
  readonly returnAddress: string;
  readonly subject: string;
  /** Parted at blank lines. */
  readonly body: string;
  /** Where the code below opens the same form. */
  readonly webAddress: string;
  readonly webCode: string;
  /** Where it stands in its batch: the sheets of one letter are kept together by it. */
  readonly place: string;
}

/**
 * Norwegian C5 envelopes (229 × 162 mm) have their window 15 mm from the left and 44 mm from the top,
 * 105 × 35 mm. A folded A4 sheet can lie 19 mm further right and 13.5 mm further down in one: this is
 * what is seen wherever it lies.
 */
const seen = { x: 16, y: 44, width: 85, height: 21.5 } as const;

/** What can come into the window when the sheet slides: nothing else may stand there. */
export const hidden = { x: 0, y: 30.5, width: 120, height: 48.5 } as const;

const small = { size: 7.5 } as const;
const addressStyle = { size: 10.5 } as const;

/** With the name: more than these would slide out of the window. */
export const mostLines = 4;

export function coverPage(letter: CoverLetter, say: Say, measure: Measure): Drawable[] {
  return [...addressDrawn(letter, measure), ...wordsDrawn(letter, say, measure)];
}

function addressDrawn({ name, address, returnAddress }: CoverLetter, measure: Measure): Drawable[] {
  const { x, y, width } = seen;
  const all = [name, ...address].filter((line) => line !== '');
  const lines =
    all.length <= mostLines
      ? all
      : [...all.slice(0, mostLines - 1), all.slice(mostLines - 1).join(', ')];
  const from = linesOf(returnAddress, width, small, measure)[0] ?? '';
  const top = y + 3.2;
  return [
    ...drawnLines([from], { x, width, style: small }, y),
    ...lines.flatMap((line, at) => {
      const style = fitting(line, width, measure);
      return drawnLines([line], { x, width, style }, top + at * leading(addressStyle));
    }),
  ];
}

/** Of an address nothing is left out, or the letter goes nowhere: a line that is too wide is set smaller. */
function fitting(line: string, width: number, measure: Measure): { readonly size: number } {
  const wide = measure(line, addressStyle);
  return wide <= width ? addressStyle : { size: (addressStyle.size * width) / wide };
}

function wordsDrawn(letter: CoverLetter, say: Say, measure: Measure): Drawable[] {
  const across = { x: body.x, width: body.width };
  const space = 4;
  const pieces = [
    paragraph(letter.subject, { ...across, style: styles.title }, measure, 'H1'),
    ...letter.body
      .split(/\n{2,}/)
      .map((text) => paragraph(text, { ...across, style: styles.plain }, measure)),
    [gap(6)],
    paragraph(say('letterPage.web'), { ...across, style: styles.strong }, measure),
    paragraph(
      say('letterPage.address', { address: letter.webAddress }),
      { ...across, style: styles.plain },
      measure,
    ),
    paragraph(letter.webCode, { ...across, style: styles.title }, measure),
  ];
  const foot = 297 - 12;
  return [
    ...stacked(pieces, hidden.y + hidden.height + 6, space),
    ...drawnLines([letter.place], { ...across, style: styles.small }, foot - 4),
  ];
}

/** Below each other; the pieces of one paragraph without a space. */
function stacked(paragraphs: readonly Piece[][], top: number, space: number): Drawable[] {
  const drawn: Drawable[] = [];
  let y = top;
  for (const pieces of paragraphs) {
    for (const { element, height } of pieces) {
      drawn.push(...drawablesOf(lowered(element, y)));
      y += height;
    }
    y += space;
  }
  return drawn;
}
