/** The figures on keying, worked out by hand and by R from three forms with planted slips. */

import { describe, expect, test } from 'vitest';
import { keyingQuality, type TwiceKeyed } from '../../../server/paper/keying-quality.ts';
import type { Answer, Sheet } from '../../../surveys/answer.ts';
import { shipped } from '../../surveys/helpers.ts';

const instrument = shipped('job-mastery');
const value = (given: number): Answer => ({ value: given });
const reading = (sheet: Sheet, writtenOn: string | null = null) => ({ sheet, writtenOn });

/** The second keyer read 8 wrongly. */
const one: TwiceKeyed = {
  instrument,
  keyers: [1, 2],
  readings: [
    reading({ jm02: value(1), jm08: value(2), jm40: value(7), age: value(34) }, '2018-03-12'),
    reading({ jm02: value(1), jm08: value(3), jm40: value(7), age: value(34) }, '2018-03-12'),
  ],
  decisions: new Map([['jm08', value(2)]]),
};
/** The same two the other way round, and neither read 40 rightly: one of them nothing at all. */
const two: TwiceKeyed = {
  instrument,
  keyers: [2, 1],
  readings: [
    reading({ jm02: value(2), jm08: value(3), jm40: value(5) }),
    reading({ jm02: value(2), jm08: value(3), jm40: { missing: 'skipped' } }),
  ],
  decisions: new Map([['jm40', value(6)]]),
};
/** Nobody has decided about the age. */
const three: TwiceKeyed = {
  instrument,
  keyers: [2, 3],
  readings: [
    reading({ jm02: value(1), jm08: value(1), age: value(50) }),
    reading({ jm02: value(1), jm08: value(1), age: value(51) }),
  ],
  decisions: new Map(),
};

describe('of three forms', () => {
  const { all, pairs, keyers, items, undecided } = keyingQuality([one, two, three]);
  const figures = ({ forms, fields, differing }: typeof all) => [forms, fields, differing];

  test('fields that either keyer read something in are counted, and those that differ', () => {
    expect(figures(all)).toEqual([3, 11, 3]);
    expect(all.rate.value).toBeCloseTo(3 / 11, 14);
    // binom.test(3, 11)$conf.int
    expect(all.rate.ci[0]).toBeCloseTo(0.0602177341729066, 13);
    expect(all.rate.ci[1]).toBeCloseTo(0.6097425595724212, 13);
    expect(undecided).toBe(1);
  });

  test('a pair is the same two, whoever came first', () => {
    expect(pairs.map((pair) => [...pair.keyers, ...figures(pair)])).toEqual([
      [1, 2, 2, 8, 2],
      [2, 3, 1, 3, 1],
    ]);
    // binom.test(2, 8)$conf.int; binom.test(1, 3)$conf.int
    expect(pairs[0]?.rate.ci[0]).toBeCloseTo(0.0318540262499442, 13);
    expect(pairs[0]?.rate.ci[1]).toBeCloseTo(0.6508557944128242, 13);
    expect(pairs[1]?.rate.ci[1]).toBeCloseTo(0.9057006759497539, 13);
  });

  test('a keyer is wrong where it was decided so, and not where nobody has decided', () => {
    expect(keyers.map((keyer) => [keyer.keyer, ...figures(keyer)])).toEqual([
      [1, 2, 8, 1],
      [2, 3, 11, 2],
      [3, 1, 3, 0],
    ]);
    // binom.test(0, 3)$conf.int
    expect(keyers[2]?.rate.ci[1]).toBeCloseTo(0.707598226178713, 13);
  });

  test('an item of which one box is ticked has a kappa, with a blank as one of the categories', () => {
    const kappas = items.map(({ item, kappa }) => [item, kappa && Number(kappa.value?.toFixed(6))]);
    // Item 8 was read 2, 3, 1 and 3, 3, 1: observed 2/3, by chance 1/9 + 2/9, (2/3 − 1/3)/(2/3).
    // Item 40 was read 7, 5 and 7, blank: observed 1/2, by chance 1/4.
    expect(Object.fromEntries(kappas)).toEqual({
      ...{ age: null, jm02: 1, jm08: 0.5, jm40: 0.333333 },
    });
  });
});

test('of no forms there is nothing to tell', () => {
  expect(keyingQuality([])).toMatchObject({
    ...{ pairs: [], keyers: [], items: [], undecided: 0 },
    all: { forms: 0, fields: 0, differing: 0, rate: { value: null, ci: [null, null] } },
  });
});
