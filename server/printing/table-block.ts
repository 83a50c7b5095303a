/** Questions that are answered alike as one table: a row for each, and the options across. */

import type { PaperQuestion } from '../../surveys/paper-form.ts';
import type { Drawable, Element, Piece } from './drawing.ts';
import type { Block } from './page-breaks.ts';
import { body, box, indent, styles } from './page-size.ts';
import { hasWideNumber, onwards, questionNumber } from './question-block.ts';
import { centred, keyRoom, scaleEnds } from './rating-pieces.ts';
import type { Setting } from './setting.ts';
import { drawnLines, leading, linesOf } from './text-lines.ts';
import { tickBox, tickWidth } from './tick-box.ts';

const style = styles.column;
/** The questions need a column that does not cut them to pieces. */
const narrowest = { question: 42, option: 17 } as const;
const rule = 0.2;
const rowSpace = 1.7;
const mostLines = 7;

/** Null where the options are too wide for a table, or there is only one question. */
export function tableBlock(questions: readonly PaperQuestion[], setting: Setting): Block | null {
  const [first] = questions;
  if (!first || questions.length < 2 || !('choices' in first.view)) return null;
  const columns = columnsOf(first, setting);
  const text = { x: indent, width: columns.x - indent - 3 };
  const rows = questions.map((question) => tableRow(question, text, columns, setting));
  const highest = mostLines * leading(styles.plain);
  const isNarrow = text.width < narrowest.question || questions.some(hasWideNumber(setting));
  if (isNarrow || rows.some(({ height }) => height > highest)) return null;
  const head = headRow(first, columns, setting);
  return {
    pieces: [head, ...rows, ...onwards(questions.at(-1) ?? first, setting)],
    space: 5.5,
    head: 1,
    // A short table is easier to answer in one place.
    divisible: rows.length > 4,
  };
}

interface Columns {
  readonly x: number;
  readonly width: number;
}

/** As narrow as the longest word above them allows. */
function columnsOf({ view }: PaperQuestion, { measure }: Setting): Columns {
  const choices = 'choices' in view ? view.choices : [];
  const words = choices.flatMap(({ label }) => label.split(' '));
  const longest = Math.max(...words.map((word) => measure(word, style))) + 2;
  const boxes = tickWidth(choices, measure) + 1.5;
  const width = Math.max(view.kind === 'rating' ? boxes : narrowest.option, boxes, longest);
  return { x: body.x + body.width - width * choices.length, width };
}

function middleOf({ x, width }: Columns, index: number): number {
  return x + width * (index + 0.5) - keyRoom;
}

function tableRow(
  question: PaperQuestion,
  text: { readonly x: number; readonly width: number },
  columns: Columns,
  { measure }: Setting,
): Piece {
  const { item, view } = question;
  const choices = 'choices' in view ? view.choices : [];
  const lines = linesOf(question.text, text.width, styles.plain, measure);
  const inner = Math.max(lines.length * leading(styles.plain), box.height + 1);
  const top = rowSpace + (inner - lines.length * leading(styles.plain)) / 2;
  const boxTop = rowSpace + (inner - box.height) / 2;
  const place = { ...text, style: styles.plain };
  return row('TH', inner + 2 * rowSpace, [
    [...questionNumber(question.number, top), ...drawnLines(lines, place, top)],
    ...choices.map((choice, index) =>
      tickBox(item.name, choice, middleOf(columns, index) - box.width / 2, boxTop),
    ),
  ]);
}

/** The options over their columns; of a scale its numbers, with the words of its ends above them. */
function headRow(question: PaperQuestion, columns: Columns, setting: Setting): Piece {
  const { view } = question;
  const choices = 'choices' in view ? view.choices : [];
  const labels = choices.map(({ label }) =>
    linesOf(label, columns.width - 1, style, setting.measure),
  );
  const across = { x: columns.x, width: columns.width * choices.length };
  const ends =
    view.kind === 'rating' ? scaleEnds(view, across, style, setting) : { height: 0, parts: [] };
  const lines = Math.max(...labels.map((label) => label.length));
  const height = ends.height + lines * leading(style);
  const cells = labels.map((label, index) =>
    label.map((text, line) =>
      centred(
        text,
        middleOf(columns, index) + (view.kind === 'rating' ? 0 : keyRoom),
        ends.height + (lines - label.length + line) * leading(style),
        style,
        setting,
      ),
    ),
  );
  return row('TD', height + 1, [ends.parts, ...cells]);
}

/** A row stands on a thin line. `first` is what its first cell is. */
function row(first: 'TH' | 'TD', height: number, cells: readonly (readonly Drawable[])[]): Piece {
  const line: Drawable = {
    ...{ draw: 'ink', x: body.x, y: height - rule },
    ...{ width: body.width, height: rule },
  };
  const element: Element = {
    tag: 'TR',
    parts: cells.map((parts, index): Element => {
      const drawn = index === 0 ? [...parts, line] : parts;
      if (first === 'TD' && index > 0) return { tag: 'TH', scope: 'Column', parts: drawn };
      return index === 0 && first === 'TH'
        ? { tag: 'TH', scope: 'Row', parts: drawn }
        : { tag: 'TD', parts: drawn };
    }),
  };
  return { height, within: 'Table', element };
}
