/** A calendar date: the browser's date field sends ISO, a person types day.month.year. */

import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import { parseDate } from '../dates.ts';
import { IsoDate } from '../schema-parts.ts';

export interface DateItem extends ItemBase {
  readonly type: 'date';
  readonly earliest: string;
  readonly latest: string;
}

export const date: AnswerType<DateItem, string> = {
  type: 'date',
  properties: { earliest: IsoDate, latest: IsoDate },
  faults: (item) => {
    const broken = (['earliest', 'latest'] as const).filter((bound) => !parseDate(item[bound]));
    if (broken.length > 0)
      return broken.map((bound) => ({ path: [bound], message: `there is no date ${item[bound]}` }));
    return item.earliest < item.latest
      ? []
      : [{ path: ['latest'], message: 'the latest date is not after the earliest' }];
  },
  parse(raw, item) {
    if (raw.length === 0) return empty;
    if (raw.length > 1) return problem('two-answers');
    const value = parseDate(raw[0] ?? '');
    if (!value) return problem('not-a-date');
    return value < item.earliest || value > item.latest
      ? problem('out-of-range', { from: item.earliest, to: item.latest })
      : { value };
  },
  encode: (value) => [value],
  control: (raw) => ({ kind: 'date', value: raw[0] ?? '' }),
  paper: () => ({ kind: 'date' }),
  columns: (item) => [
    { name: item.name, label: item.text, storage: 'date', measure: 'scale', values: [] },
  ],
  cells: (value) => [value],
  score: () => null,
  saysDontKnow: () => false,
};
