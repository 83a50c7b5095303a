/** How each item was answered on the web and on paper, at one wave: who left it out, and what was answered. */

import { describe, type Interval, independentT } from '../../stats/index.ts';
import { hasValue } from '../../surveys/answer.ts';
import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { items } from '../../surveys/instrument.ts';
import type { MissingReason } from '../../surveys/missing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { type Sheets, sheetsOfPage } from '../export/answer-columns.ts';
import type { ResearchView } from '../research-view.ts';
import { recordPages } from './records.ts';

type Channel = 'web' | 'paper';

/** Reasons that somebody who was asked can have; the last two only paper has. */
export const leftOutReasons = ['skipped', 'illegible', 'two-marks'] as const;

export interface ChannelFigures {
  /** Whom routing led to the item: what was answered in the wrong branch on paper is not counted. */
  readonly asked: number;
  readonly answered: number;
  readonly leftOut: Readonly<Record<(typeof leftOutReasons)[number], number>>;
  /** Of numbers and of options in an order, "don't know" left out; null for anything else. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** How many chose each option, by its value; empty where there are no options. */
  readonly chosen: ReadonlyMap<number, number>;
}

export interface ItemByChannel {
  readonly item: Item;
  readonly web: ChannelFigures;
  readonly paper: ChannelFigures;
  /** Mean on the web less mean on paper, with Welch's interval; null with fewer than ten of either. */
  readonly difference: { readonly value: number; readonly ci: Interval } | null;
}

/** With fewer an interval says too little to be printed. */
const fewest = 10;

/** The items of the version that is asked now. */
export async function compareChannels(
  view: ResearchView,
  role: StudyRole,
  wave: number,
): Promise<ItemByChannel[]> {
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const given: Record<Channel, Given[]> = { web: [], paper: [] };
  for await (const page of recordPages(view, role)) {
    const sheets: Sheets = await sheetsOfPage(view, page);
    for (const { waves } of page) {
      const response = waves[wave - 1]?.response;
      const sheet = response && sheets.get(response.id);
      if (response && sheet) given[response.channel].push(sheet);
    }
  }
  return items(instrument).map((item) => itemByChannel(item, given));
}

type Given = NonNullable<ReturnType<Sheets['get']>>;

function itemByChannel(item: Item, given: Readonly<Record<Channel, Given[]>>): ItemByChannel {
  return {
    item,
    web: figuresOf(item, given.web),
    paper: figuresOf(item, given.paper),
    difference: differenceOf(numbersOf(item, given.web), numbersOf(item, given.paper)),
  };
}

function differenceOf(web: number[] | null, paper: number[] | null): ItemByChannel['difference'] {
  if (!web || !paper || Math.min(web.length, paper.length) < fewest) return null;
  const { meanDifference: value, ci } = independentT(web, paper);
  return value === null ? null : { value, ci };
}

function figuresOf(item: Item, sheets: readonly Given[]): ChannelFigures {
  const asked = askedOf(item, sheets);
  const values = asked.flatMap((answer) => (hasValue(answer) ? [answer.value] : []));
  const because = (reason: MissingReason) =>
    asked.filter((answer) => 'missing' in answer && answer.missing === reason).length;
  const numbers = numbersOf(item, sheets);
  const { mean, sd } = numbers && numbers.length > 0 ? describe(numbers) : { mean: null, sd: null };
  return {
    ...{ asked: asked.length, answered: values.length, mean, sd },
    leftOut: {
      skipped: because('skipped'),
      illegible: because('illegible'),
      'two-marks': because('two-marks'),
    },
    chosen: new Map(
      optionsOf(item).map((option) => [
        option,
        values.filter((value) => [value].flat().includes(option)).length,
      ]),
    ),
  };
}

function askedOf(item: Item, sheets: readonly Given[]) {
  return sheets.flatMap((sheet) => {
    const answer = sheet[item.name];
    if (!answer) return [];
    const isAsked = hasValue(answer)
      ? !answer.flags?.includes('wrong-branch')
      : (leftOutReasons as readonly string[]).includes(answer.missing);
    return isAsked ? [answer] : [];
  });
}

/** Null for what has no order: its mean says nothing. */
function numbersOf(item: Item, sheets: readonly Given[]): number[] | null {
  const [column] = answerType(item).columns(item);
  const isOrdered =
    column?.measure !== 'nominal' && item.type !== 'date' && item.type !== 'multiple';
  if (!isOrdered) return null;
  return askedOf(item, sheets).flatMap((answer) => {
    if (!hasValue(answer) || answerType(item).saysDontKnow(answer.value as never, item)) return [];
    return typeof answer.value === 'number' ? [answer.value] : [];
  });
}

/** Of items whose mean says nothing. */
function optionsOf(item: Item): number[] {
  if (item.type === 'pair') return [1, 2];
  if (item.type === 'multiple') return item.options.map(({ value }) => value);
  return item.type === 'single' && answerType(item).columns(item)[0]?.measure === 'nominal'
    ? item.options.map(({ value }) => value)
    : [];
}
