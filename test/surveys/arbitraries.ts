/** What a form could send for an item, made up by fast-check. */

import fc from 'fast-check';
import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { shownOptions } from '../../surveys/answer-types/multiple.ts';
import type { Fields } from '../../surveys/answers.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';

type Raw = readonly string[];

/** The strings of one possible answer, or of none. */
export function sentFor(item: Item): fc.Arbitrary<Raw> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: answered(item) },
  );
}

/** Everything a participant could answer on the web, all branches alike. */
export function fieldsFor(instrument: Instrument): fc.Arbitrary<Fields> {
  return fc.record(Object.fromEntries(items(instrument).map((item) => [item.name, sentFor(item)])));
}

/** Any strings at all, with a leaning towards what breaks parsers. */
export const anySent: fc.Arbitrary<Raw> = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.integer({ min: -20, max: 120 }).map(String),
    fc.constantFrom('', ' 1', '1 ', '01', '+1', '-0', '1e0', '0x1', '1.0', '1,0', '１', '١', '1\0'),
    fc.constantFrom(
      '010190 12345',
      '[removed]',
      '\ud800',
      'e\u0301',
      'NaN',
      'Infinity',
      '2018-02-30',
    ),
  ),
  { maxLength: 3 },
);

function answered(item: Item): fc.Arbitrary<Raw> {
  switch (item.type) {
    case 'single':
      return fc.constantFrom(...item.options).map(({ value }) => [String(value)]);
    case 'pair':
      return fc.constantFrom(['1'], ['2']);
    case 'number':
    case 'scale':
      return fc.integer({ min: item.range[0], max: item.range[1] }).map((n) => [String(n)]);
    case 'date':
      return daysBetween(item.earliest, item.latest).map((day) => [day]);
    case 'text':
      return text(item.max_length).filter(
        (raw) => 'value' in answerType(item).parse(raw, item, 'web'),
      );
    case 'multiple': {
      const [alone, together] = [true, false].map((exclusive) =>
        shownOptions(item)
          .filter((option) => (option.exclusive ?? false) === exclusive)
          .map(({ value }) => String(value)),
      );
      return fc.oneof(
        fc.constantFrom(...(alone ?? [])).map((value) => [value]),
        fc.shuffledSubarray(together ?? [], { minLength: 1 }),
      );
    }
  }
}

function text(maxLength: number): fc.Arbitrary<Raw> {
  const odd = [
    '-2',
    '-5',
    '-6',
    '-9',
    '[removed]',
    '0',
    '=1+1',
    '@home',
    'Åse & "Bø"; <b>',
    'linje\nlinje',
    '999999',
  ];
  return fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 30) }),
      fc.constantFrom(...odd),
    )
    .map((typed) => [typed]);
}

export function daysBetween(first: string, last: string): fc.Arbitrary<string> {
  const from = Temporal.PlainDate.from(first);
  const { days } = from.until(last, { largestUnit: 'days' });
  return fc.integer({ min: 0, max: days }).map((n) => from.add({ days: n }).toString());
}
