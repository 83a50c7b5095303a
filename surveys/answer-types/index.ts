/** The kinds of items there are. A new kind is one file and one line here. */

import type { Value } from '../answer.ts';
import type { AnswerType, ItemBase } from '../answer-type.ts';
import { type DateItem, date } from './date.ts';
import { type MultipleItem, multiple } from './multiple.ts';
import { type NumberItem, number } from './number.ts';
import { type PairItem, pair } from './pair.ts';
import { type ScaleItem, scale } from './scale.ts';
import { type SingleItem, single } from './single.ts';
import { type TextItem, text } from './text.ts';

export type Item =
  | SingleItem
  | MultipleItem
  | NumberItem
  | ScaleItem
  | PairItem
  | TextItem
  | DateItem;

export const answerTypes = { single, multiple, number, scale, pair, text, date } as const;

/** The handler of an item's type. An item and its handler belong together by construction. */
export function answerType(item: Item): AnswerType<ItemBase & Item, Value> {
  return answerTypes[item.type] as unknown as AnswerType<ItemBase & Item, Value>;
}

/** True when an answer to the item can be, or can include, this number. */
export function canBe(item: Item, value: number): boolean {
  const parsed = answerType(item).parse([String(value)], item, 'web');
  return 'value' in parsed && [parsed.value].flat().includes(value);
}
