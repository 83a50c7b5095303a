/** The places for an answer: boxes to tick below each other, boxes for single characters, room to write. */

import type { PaperChoice } from '../../surveys/answer-type.ts';
import type { PaperQuestion } from '../../surveys/paper-form.ts';
import { characterBoxes, characterSize } from './character-boxes.ts';
import { gap, type Piece } from './drawing.ts';
import { leadOf } from './form-words.ts';
import { leadsTo } from './lead.ts';
import { body, box, indent, styles } from './page-size.ts';
import { type RatingView, ratingPieces } from './rating-pieces.ts';
import type { Setting } from './setting.ts';
import { drawnLines, leading, linesOf } from './text-lines.ts';
import { tickBox, tickWidth } from './tick-box.ts';

export function answerPieces(question: PaperQuestion, setting: Setting): Piece[] {
  const { item, view } = question;
  switch (view.kind) {
    case 'choices':
      return choicePieces(question, view.choices, setting);
    case 'rating':
      return (
        ratingPieces(question, view, setting) ??
        choicePieces(question, pointsInWords(view), setting)
      );
    case 'digits':
      return [gap(2), digitsPiece(item.name, view.digits, view.unit, setting)];
    case 'date':
      return [gap(2), datePiece(item.name, indent, setting)];
    case 'writing':
      return [gap(2), writingPiece(item.name, view.characters)];
  }
}

const right = body.x + body.width;
const rowSpace = 0.9;

function choicePieces(
  question: PaperQuestion,
  choices: readonly PaperChoice[],
  setting: Setting,
): Piece[] {
  const labelX = indent + Math.max(tickWidth(choices, setting.measure) + 1, box.width + 4.5);
  const pieces = choices.map((choice) => choicePiece(question, choice, labelX, setting));
  return [gap(1), ...pieces];
}

/** A scale with too many points for one row, below each other. */
function pointsInWords({ choices, low, high }: RatingView): PaperChoice[] {
  return choices.map((choice, index) => {
    const words = index === 0 ? low : index === choices.length - 1 ? high : '';
    return { ...choice, label: [choice.label, words].filter(Boolean).join(' – ') };
  });
}

/** A box, its key in small print, its label, and where it leads. */
function choicePiece(
  question: PaperQuestion,
  choice: PaperChoice,
  labelX: number,
  setting: Setting,
): Piece {
  const style = styles.plain;
  const line = leading(style);
  const labels = linesOf(choice.label, right - labelX, style, setting.measure);
  const top = rowSpace + (box.height - line) / 2;
  const next = leadOf(question, choice.value);
  const beside = labelX + setting.measure(labels.at(-1) ?? '', style) + 4;
  const lead =
    next === undefined
      ? { lines: 0, parts: [] }
      : leadsTo(next, { beside, below: labelX, top: top + (labels.length - 1) * line }, setting);
  const lines = labels.length + lead.lines;
  return {
    height: 2 * rowSpace + box.height + (lines - 1) * line,
    within: 'L',
    element: {
      tag: 'LI',
      parts: [
        {
          tag: 'LBody',
          parts: [
            ...tickBox(question.item.name, choice, indent, rowSpace),
            ...drawnLines(labels, { x: labelX, width: right - labelX, style }, top),
            ...lead.parts,
          ],
        },
      ],
    },
  };
}

function digitsPiece(item: string, digits: number, unit: string, { measure }: Setting): Piece {
  const style = styles.plain;
  const places = Array.from({ length: digits }, () => '');
  const { parts, end } = characterBoxes(item, places, indent);
  const beside = { x: end + 2.5, width: right - end - 2.5, style };
  const lines = linesOf(unit, beside.width, style, measure);
  const top = (characterSize.height - leading(style)) / 2;
  return {
    height: Math.max(characterSize.height, top + lines.length * leading(style)),
    element: { tag: 'P', parts: [...parts, ...drawnLines(lines, beside, top)] },
  };
}

/** Day, month and year, as the letters below the boxes say. */
export function datePiece(item: string, x: number, { say }: Setting): Piece {
  const letters = [...say('page.dateFormat')];
  const { parts } = characterBoxes(item, letters, x);
  return {
    height: characterSize.height + leading(styles.small),
    element: { tag: 'P', parts },
  };
}

/** How many letters people write by hand on a line of the form, and how high they write. */
const handwriting = { characters: 45, height: 9 } as const;
const mostLines = 20;

function writingPiece(item: string, characters: number): Piece {
  const lines = Math.min(Math.ceil(characters / handwriting.characters), mostLines);
  const height = lines * handwriting.height;
  return {
    height,
    element: {
      tag: 'P',
      parts: [
        {
          draw: 'box',
          item,
          use: { kind: 'writing' },
          x: indent,
          y: 0,
          width: right - indent,
          height,
        },
      ],
    },
  };
}
