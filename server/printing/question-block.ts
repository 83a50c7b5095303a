/** One question on paper: who answers it, its words, its boxes below them, and where it leads. */

import type { PaperQuestion } from '../../surveys/paper-form.ts';
import { answerPieces } from './answer-pieces.ts';
import { type Drawable, gap, type Piece } from './drawing.ts';
import { leadsTo } from './lead.ts';
import type { Block } from './page-breaks.ts';
import { body, indent, styles } from './page-size.ts';
import type { Setting } from './setting.ts';
import { drawnLines, leading, paragraph } from './text-lines.ts';

export function questionBlock(question: PaperQuestion, setting: Setting): Block {
  return {
    pieces: [
      ...questionHead(question, setting),
      ...answerPieces(question, setting),
      ...onwards(question, setting),
    ],
    space: 5.5,
  };
}

export const questionText = { x: indent, width: body.x + body.width - indent } as const;

function questionHead(question: PaperQuestion, setting: Setting): Piece[] {
  const { text, only, view, instruction } = question;
  const several = view.kind === 'choices' && view.several && instruction === '';
  const how = several ? setting.say('paperForm.severalTicks') : instruction;
  const plain = { ...questionText, style: styles.plain };
  const strong = { ...questionText, style: styles.strong };
  const isWide = hasWideNumber(setting)(question);
  const words = isWide ? `${question.number} ${text}` : text;
  const [first, ...more] = paragraph(words, strong, setting.measure);
  return [
    ...paragraph(setting.words.onlyIf(only), plain, setting.measure),
    ...(first ? [withParts(first, questionNumber(isWide ? '' : question.number))] : []),
    ...more,
    ...paragraph(how, plain, setting.measure),
  ];
}

/** A number too long to stand beside the text begins it. */
export function hasWideNumber({ measure }: Setting) {
  const room = indent - body.x - 1;
  return ({ number }: PaperQuestion) => measure(number, styles.strong) > room;
}

/** The number stands out to the left of the text. */
export function questionNumber(number: string, top = 0): Drawable[] {
  const place = { x: body.x, width: indent - body.x, style: styles.strong };
  return number === '' ? [] : drawnLines([number], place, top);
}

function withParts(piece: Piece, parts: readonly Drawable[]): Piece {
  const { element } = piece;
  return { ...piece, element: { ...element, parts: [...parts, ...element.parts] } };
}

/** Where everybody goes after the question, whatever they answered. */
export function onwards({ jump }: PaperQuestion, setting: Setting): Piece[] {
  if (!jump || !('to' in jump)) return [];
  const line = leading(styles.strong);
  const { lines, parts } = leadsTo(jump.to, { beside: indent, below: indent, top: 0 }, setting);
  return [gap(2), { height: (lines + 1) * line, element: { tag: 'P', parts } }];
}
