/** A number or a date that is typed goes on by itself, waits, or is stopped, as soon as it can be told. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../surveys/dates.ts';
import { judge } from '../../../views/assets/keying/typed.js';
import { keyedForm } from '../../support/keyed-form.ts';
import { fixture } from '../../surveys/helpers.ts';

const question = keyedForm(fixture('number')).find(({ kind }) => kind === 'number') as never;
const number = (from: number, to: number) => ({
  ...(question as object),
  from: String(from),
  to: String(to),
});
const typing = (from: number, to: number, typed: string) =>
  judge(number(from, to) as never, typed, 'typing').is;

describe('an age from 16 to 80', () => {
  test.each([
    ['1', 'open'],
    ['8', 'open'],
    ['34', 'done'],
    ['80', 'done'],
    ['9', 'problem'],
    ['0', 'problem'],
    ['81', 'problem'],
    ['15', 'problem'],
    ['344', 'problem'],
    ['3a', 'problem'],
  ])('typed as %s is %s', (typed, is) => {
    expect(typing(16, 80, typed)).toBe(is);
  });

  test('is not left half typed', () => {
    const age = number(16, 80) as never;
    expect(judge(age, '1', 'leaving')).toEqual({
      ...{ is: 'problem', problem: 'out-of-range' },
      ...{ from: '16', to: '80' },
    });
    expect(judge(age, '', 'leaving').is).toBe('blank');
  });
});

test.each([
  [1, 99, '5', 'open'],
  [1, 99, '05', 'done'],
  [1, 99, '00', 'problem'],
  [0, 100, '10', 'open'],
  [0, 100, '100', 'done'],
  [0, 100, '50', 'done'],
  [0, 9, '0', 'done'],
])('from %i to %i, %s is %s', (from, to, typed, is) => {
  expect(typing(from, to, typed)).toBe(is);
});

test('whatever the range, every number of it can be typed to its end, and no other', () => {
  const range = fc
    .tuple(fc.nat(1200), fc.nat(1200))
    .filter(([a, b]) => a !== b)
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  fc.assert(
    fc.property(range, fc.nat(1300), ([from, to], value) => {
      const typed = String(value);
      const inRange = from <= value && value <= to;
      // Never gone on with, and never stopped, before all its digits are there.
      if (inRange)
        for (let digits = 1; digits < typed.length; digits += 1)
          expect(typing(from, to, typed.slice(0, digits))).toBe('open');
      expect(judge(number(from, to) as never, typed, 'leaving').is !== 'problem').toBe(inRange);
    }),
  );
});

describe('a date', () => {
  const day = keyedForm(fixture('number')).find(({ name }) => name === 'written-on') as never;

  test.each([
    ['1203201', 'typing', { is: 'open', value: '1203201' }],
    ['12032018', 'typing', { is: 'done', value: '12.03.2018' }],
    ['12.3.2018', 'leaving', { is: 'done', value: '12.03.2018' }],
    ['12.3.201', 'typing', { is: 'open', value: '12.3.201' }],
    ['30022018', 'typing', { is: 'problem', problem: 'not-a-date' }],
    ['120318', 'leaving', { is: 'problem', problem: 'not-a-date' }],
    ['31012018', 'typing', { is: 'problem', problem: 'too-early', from: '01.02.2018' }],
    ['21032018', 'typing', { is: 'problem', problem: 'too-late', to: '20.03.2018' }],
    ['', 'leaving', { is: 'blank', value: '' }],
  ] as const)('typed as %j, %s', (typed, moment, judged) => {
    expect(judge(day, typed, moment)).toEqual(judged);
  });

  test('is one in the browser when it is one on the server, and the same', () => {
    const open = { ...(day as object), from: '', to: '' } as never;
    const part = (digits: number) =>
      fc.nat(10 ** digits - 1).map((value) => String(value).padStart(digits, '0'));
    const real = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10).split('-').reverse().join(''));
    const any = fc.tuple(part(2), part(2), part(4)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(real, any), (typed) => {
        const judged = judge(open, typed, 'leaving');
        const taken = judged.is === 'problem' ? null : parseDate(judged.value);
        expect(taken).toBe(parseDate(typed));
      }),
    );
  });
});
