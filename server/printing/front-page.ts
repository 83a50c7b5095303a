/** How a form begins: what it is, how to answer on paper, and the day it is filled in. */

import { datePiece } from './answer-pieces.ts';
import { characterSize } from './character-boxes.ts';
import { type Drawable, gap, type Piece } from './drawing.ts';
import { type Block, heightOf } from './page-breaks.ts';
import { body, box, styles } from './page-size.ts';
import type { Setting } from './setting.ts';
import { drawnLines, leading, linesOf, paragraph } from './text-lines.ts';

export interface FrontPage {
  readonly title: string;
  readonly introduction: string;
  /** Whom a participant can call. */
  readonly contact: { readonly name: string; readonly phone: string };
  /** Some answers lead past some questions. */
  readonly hasArrows: boolean;
}

/** The day it was filled in stands beside the answers; no item has a name with a hyphen. */
export const dateName = 'written-on';

export function frontBlocks(page: FrontPage, setting: Setting): Block[] {
  const { measure } = setting;
  const across = { x: body.x, width: body.width };
  const title = paragraph(page.title, { ...across, style: styles.title }, measure, 'H1');
  return [
    { pieces: title, space: 0, withNext: true },
    ...textBlocks(page.introduction, setting),
    { pieces: howToAnswer(page, setting), space: 5 },
    { pieces: [dateField(setting)], space: 6 },
  ];
}

/** A text in paragraphs. */
export function textBlocks(text: string, { measure }: Setting): Block[] {
  const place = { x: body.x, width: body.width, style: styles.plain };
  return text
    .split('\n')
    .filter((part) => part !== '')
    .map((part) => ({ pieces: paragraph(part, place, measure), space: 3 }));
}

const frame = { space: 4, line: 0.4, text: 21 } as const;

/** In a frame, with the boxes as they look when they are filled in. */
function howToAnswer({ contact, hasArrows }: FrontPage, setting: Setting): Piece[] {
  const { say, measure } = setting;
  const x = body.x + frame.space;
  const width = body.width - 2 * frame.space;
  const pieces = [
    gap(frame.space),
    ...paragraph(say('paperForm.how.title'), { x, width, style: styles.strong }, measure, 'H2'),
    gap(1),
    exampleLine(['crossed'], say('paperForm.how.tick'), setting),
    exampleLine(['black', 'crossed'], say('paperForm.how.wrong'), setting),
    ...(hasArrows ? [arrowLine(say('paperForm.how.arrow'), setting)] : []),
    gap(1),
    ...[
      [say('paperForm.how.skip'), say('paperForm.how.name')].join(' '),
      [say('contact.call', { name: contact.name }), contact.phone].join(' '),
    ].flatMap((text) => paragraph(text, { x, width, style: styles.plain }, measure)),
    gap(frame.space),
  ];
  return [framed(heightOf(pieces)), ...pieces];
}

function framed(height: number): Piece {
  const { x, width } = body;
  const { line } = frame;
  const lines = [
    { x, y: 0, width, height: line },
    { x, y: height - line, width, height: line },
    { x, y: 0, width: line, height },
    { x: x + width - line, y: 0, width: line, height },
  ];
  return {
    height: 0,
    element: { tag: 'P', parts: lines.map((area): Drawable => ({ draw: 'ink', ...area })) },
  };
}

function exampleLine(
  boxes: readonly ('crossed' | 'black')[],
  text: string,
  setting: Setting,
): Piece {
  const step = box.width + 2;
  return shownLine(
    (top) =>
      boxes.map((filled, index) => ({
        ...{ draw: 'example', filled, x: body.x + frame.space + index * step, y: top, ...box },
      })),
    text,
    setting,
  );
}

function arrowLine(text: string, setting: Setting): Piece {
  return shownLine(
    (top) => [{ draw: 'arrow', x: body.x + frame.space, y: top + box.height / 2, width: 7 }],
    text,
    setting,
  );
}

/** What is shown, and beside it what it means. */
function shownLine(
  shown: (top: number) => readonly Drawable[],
  text: string,
  { measure }: Setting,
): Piece {
  const style = styles.plain;
  const place = { x: body.x + frame.text, width: body.width - frame.text - frame.space, style };
  const lines = linesOf(text, place.width, style, measure);
  const top = 1;
  const first = top + (box.height - leading(style)) / 2;
  return {
    height: 2 * top + box.height + (lines.length - 1) * leading(style),
    element: { tag: 'P', parts: [...shown(top), ...drawnLines(lines, place, first)] },
  };
}

function dateField(setting: Setting): Piece {
  const { say, measure } = setting;
  const style = styles.strong;
  const label = say('paperForm.date');
  const x = body.x + measure(label, style) + 4;
  const date = datePiece(dateName, x, setting);
  const top = (characterSize.height - leading(style)) / 2;
  const words = drawnLines([label], { x: body.x, width: x - body.x, style }, top);
  return { ...date, element: { tag: 'P', parts: [...words, ...date.element.parts] } };
}
