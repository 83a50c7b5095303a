/** A box for a tick, and its key for whoever keys the form. */

import type { PaperChoice } from '../../surveys/answer-type.ts';
import type { Drawable, Measure } from './drawing.ts';
import { box, styles } from './page-size.ts';

const keySpace = 0.8;

/** How much room a box takes with the widest of the keys. */
export function tickWidth(choices: readonly PaperChoice[], measure: Measure): number {
  return box.width + keySpace + Math.max(...choices.map(({ key }) => measure(key, styles.key)));
}

/** The key stands to the lower right of the box. */
export function tickBox(item: string, choice: PaperChoice, x: number, y: number): Drawable[] {
  const key = { x: x + box.width + keySpace, y: y + box.height - 0.1 };
  return [
    { draw: 'box', item, use: { kind: 'option', value: choice.value }, x, y, ...box },
    { draw: 'text', ...key, text: choice.key, style: styles.key },
  ];
}
