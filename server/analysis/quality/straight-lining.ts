/** The same answer all the way down a block of questions that share their list of answers. */

import { hasValue } from '../../../surveys/answer.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import { type Instrument, placedItems } from '../../../surveys/instrument.ts';
import { judgingEach, questionsText } from './check.ts';

/** Fewer alike come by chance, or are meant. */
const fewest = 5;

/**
 * Judged where at least five questions of a block are answered. Stands out where one block has no spread:
 * the longest run of one answer is the whole of it. Johnson (2005), doi:10.1016/j.jrp.2004.09.009; Curran
 * (2016), doi:10.1016/j.jesp.2015.07.006.
 */
export const straightLining = judgingEach(({ sheet, instrument }) => {
  const answered = batteriesOf(instrument)
    .map((battery) => battery.filter(({ name }) => hasValue(sheet[name])))
    .filter(({ length }) => length >= fewest);
  if (answered.length === 0) return 'not-judged';
  const alike = answered.filter((battery) => {
    const answers = battery.map(({ name }) => sheet[name]).filter(hasValue);
    return new Set(answers.map(({ value }) => JSON.stringify(value))).size === 1;
  });
  if (alike.length === 0) return 'fine';
  const names = new Set(alike.flat().map(({ name }) => name));
  return { count: names.size, questions: questionsText(instrument, names) };
});

const known = new WeakMap<Instrument, readonly (readonly Item[])[]>();

/** Questions that follow on each other in one section and have the same list of answers. */
export function batteriesOf(instrument: Instrument): readonly (readonly Item[])[] {
  const before = known.get(instrument);
  if (before) return before;
  const batteries: Item[][] = [];
  let last: { section: unknown; list: string | null } = { section: null, list: null };
  for (const { item, section } of placedItems(instrument)) {
    const list = answerListOf(item);
    const goesOn = list !== null && last.section === section && last.list === list;
    if (goesOn) batteries.at(-1)?.push(item);
    else batteries.push([item]);
    last = { section, list };
  }
  const long = batteries.filter(({ length }) => length >= fewest);
  known.set(instrument, long);
  return long;
}

/** Equal for items with the same list; of yes and no many have the same to say. */
function answerListOf(item: Item): string | null {
  if (item.type === 'scale') return JSON.stringify([item.range, item.low, item.high]);
  return item.type === 'single' && item.options.length > 2 ? JSON.stringify(item.options) : null;
}
