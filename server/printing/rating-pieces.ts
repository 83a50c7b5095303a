/** A scale on paper: its points in one row, with words at both ends above them. */

import type { PaperView } from '../../surveys/answer-type.ts';
import type { PaperQuestion } from '../../surveys/paper-form.ts';
import { type Drawable, gap, type Piece, type TextStyle } from './drawing.ts';
import { body, box, indent, styles } from './page-size.ts';
import type { Setting } from './setting.ts';
import { baseline, drawnLines, leading, linesOf } from './text-lines.ts';
import { tickBox, tickWidth } from './tick-box.ts';

export type RatingView = Extract<PaperView, { kind: 'rating' }>;

const numberStyle = styles.column;
const widest = 15;

/** Null where the points do not fit into one row. */
export function ratingPieces(
  { item }: PaperQuestion,
  view: RatingView,
  setting: Setting,
): Piece[] | null {
  const { choices } = view;
  const step = Math.min(widest, (body.x + body.width - indent) / choices.length);
  const least = Math.max(
    tickWidth(choices, setting.measure),
    ...choices.map(({ label }) => setting.measure(label, numberStyle)),
  );
  if (step < least + 0.4) return null;
  const width = Math.max(step * choices.length, 80);
  const ends = scaleEnds(view, { x: indent, width }, styles.plain, setting);
  const middles = choices.map((_, index) => indent + step * (index + 0.5) - keyRoom);
  const numbers = choices.map((choice, index) =>
    centred(choice.label, middles[index] ?? 0, 0, numberStyle, setting),
  );
  const top = leading(numberStyle) + 0.6;
  return [
    gap(1),
    { height: ends.height, element: { tag: 'P', parts: ends.parts } },
    {
      height: top + box.height + 1,
      element: {
        tag: 'P',
        parts: choices.flatMap((choice, index) => [
          ...(numbers[index] ? [numbers[index]] : []),
          ...tickBox(item.name, choice, (middles[index] ?? 0) - box.width / 2, top),
        ]),
      },
    },
  ];
}

/** A box and the key beside it are centred together. */
export const keyRoom = 0.8;

/** The words of both ends on one floor: the lowest to the left, the highest to the right. */
export function scaleEnds(
  { low, high }: RatingView,
  { x, width }: { readonly x: number; readonly width: number },
  style: TextStyle,
  { measure }: Setting,
): { height: number; parts: Drawable[] } {
  const half = width / 2 - 2;
  const [left = [], right = []] = [low, high].map((text) => linesOf(text, half, style, measure));
  const lines = Math.max(left.length, right.length);
  const floor = (own: readonly string[]) => (lines - own.length) * leading(style);
  return {
    height: lines * leading(style),
    parts: [
      ...drawnLines(left, { x, width: half, style }, floor(left)),
      ...right.flatMap((text, index) =>
        drawnLines(
          [text],
          { x: x + width - measure(text, style), width: half, style },
          floor(right) + index * leading(style),
        ),
      ),
    ],
  };
}

export function centred(
  text: string,
  middle: number,
  top: number,
  style: TextStyle,
  { measure }: Setting,
): Drawable {
  const x = middle - measure(text, style) / 2;
  return { draw: 'text', x, y: top + baseline(style), text, style };
}
