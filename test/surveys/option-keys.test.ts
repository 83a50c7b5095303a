/** One key for each option, the same on paper and at the keyboard. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionKeys } from '../../surveys/option-keys.ts';

const keys = (...values: number[]) => [...optionKeys(values).values()].join(' ');
const upTo = (last: number, first = 0) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('options up to nine go by their digit', () => {
  expect(keys(1, 2, 8)).toBe('1 2 8');
  expect(keys(0, 9)).toBe('0 9');
});

test('the tenth option is 0 where nothing else is, and a letter follows it', () => {
  expect(keys(...upTo(11, 1))).toBe('1 2 3 4 5 6 7 8 9 0 b');
});

test('on a scale from 0 to 10 the key of 10 is a letter', () => {
  expect(keys(...upTo(10))).toBe('0 1 2 3 4 5 6 7 8 9 a');
});

test('a letter that says what is wrong with a form is no option', () => {
  expect(keys(27, 28, 30, 33, 99)).toBe('r 28 30 33 99');
});

test('no two options have the same key, in whatever order they stand', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2 }), (values) => {
      const given = optionKeys(values);
      expect(new Set(given.values()).size).toBe(values.length);
      expect([...given.keys()]).toEqual(values);
      expect(optionKeys(values.toReversed())).toEqual(
        new Map([...given].sort((a, b) => values.indexOf(b[0]) - values.indexOf(a[0]))),
      );
    }),
  );
});
