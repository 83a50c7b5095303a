/** How each item was answered on the web and on paper, at one wave: who left it out, and what was answered. */

import { describe, type Interval, independentT } from '../../stats/index.ts';
import { type Answer, hasValue } from '../../surveys/answer.ts';
import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { items } from '../../surveys/instrument.ts';
import { route } from '../../surveys/routing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import type { ResearchView } from '../research-view.ts';
import { recordPages } from './records.ts';
import { sheetsOfPage } from './sheets.ts';

/** Reasons that somebody who was asked can have; the last two only paper has. */
export const leftOutReasons = ['skipped', 'illegible', 'two-marks'] as const;

export interface ChannelFigures {
  /** Whom routing led to the item: what stands in the wrong branch on paper is not counted. */
  readonly asked: number;
  readonly answered: number;
  readonly leftOut: Readonly<Record<(typeof leftOutReasons)[number], number>>;
  /** Of how many answers the mean is: "don't know" is none of them. */
  readonly numbers: number;
  /** Of numbers and of options in an order; null for anything else. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** How many chose each option, by its value; empty where there are no options, or they have an order. */
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
  const tallies = items(instrument).map((item) => ({
    item,
    ...{ web: tallyOf(item), paper: tallyOf(item) },
  }));
  for await (const page of recordPages(view, role)) {
    const sheets = await sheetsOfPage(view, page);
    for (const { waves } of page) {
      const response = waves[wave - 1]?.response;
      const sheet = response && sheets.get(response.id);
      if (!response || !sheet) continue;
      const routing = route(instrument, sheet, { firstWave: wave === 1 });
      for (const tally of tallies)
        if (routing.get(tally.item.name) === 'asked')
          tally[response.channel].add(sheet[tally.item.name]);
    }
  }
  return tallies.map(({ item, web, paper }) => ({
    item,
    ...{ web: web.figures(), paper: paper.figures() },
    difference: differenceOf(web.numbers, paper.numbers),
  }));
}

function differenceOf(
  web: readonly number[],
  paper: readonly number[],
): ItemByChannel['difference'] {
  if (Math.min(web.length, paper.length) < fewest) return null;
  const { meanDifference: value, ci } = independentT(web, paper);
  return value === null ? null : { value, ci };
}

/** The answers to one item in one channel, counted as they come. */
function tallyOf(item: Item) {
  const type = answerType(item);
  const isOrdered = hasOrder(item);
  const leftOut = { skipped: 0, illegible: 0, 'two-marks': 0 };
  const chosen = new Map(optionsOf(item).map((option) => [option, 0]));
  const numbers: number[] = [];
  let answered = 0;
  return {
    numbers,
    add(answer: Answer | undefined): void {
      if (!answer) return;
      if (!hasValue(answer)) {
        const reason = leftOutReasons.find((one) => one === answer.missing);
        if (reason) leftOut[reason] += 1;
        return;
      }
      const { value } = answer;
      answered += 1;
      for (const option of [value].flat())
        if (typeof option === 'number' && chosen.has(option))
          chosen.set(option, (chosen.get(option) ?? 0) + 1);
      if (isOrdered && typeof value === 'number' && !type.saysDontKnow(value as never, item))
        numbers.push(value);
    },
    figures(): ChannelFigures {
      const { mean, sd } = numbers.length > 0 ? describe(numbers) : { mean: null, sd: null };
      const asked = answered + leftOut.skipped + leftOut.illegible + leftOut['two-marks'];
      return { asked, answered, leftOut, numbers: numbers.length, mean, sd, chosen };
    },
  };
}

/** Without an order a mean says nothing. */
export function hasOrder(item: Item): boolean {
  const [column] = answerType(item).columns(item);
  const isNumber = item.type !== 'date' && item.type !== 'multiple' && item.type !== 'text';
  return isNumber && column?.measure !== 'nominal';
}

function optionsOf(item: Item): number[] {
  if (hasOrder(item)) return [];
  if (item.type === 'pair') return [1, 2];
  return item.type === 'multiple' || item.type === 'single'
    ? item.options.map(({ value }) => value)
    : [];
}
