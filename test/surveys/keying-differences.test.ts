/** Two readings of one form: every difference is found, none is made up, and what is decided stands. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Sheet } from '../../surveys/answer.ts';
import { items } from '../../surveys/instrument.ts';
import { agreed, differences, writtenOnField } from '../../surveys/keying-differences.ts';
import { shipped } from './helpers.ts';

const instrument = shipped('job-mastery');

const reading = (sheet: Sheet, writtenOn: string | null = null) => ({ sheet, writtenOn });

describe('two readings of a form', () => {
  test('differ where a value, a reason or the day differs, in the order of the paper', () => {
    const one = reading(
      {
        jm40: { value: 7 },
        jm02: { value: 1 },
        jm06: { value: [1, 2] },
        jm08: { missing: 'illegible' },
        jm09: { value: 3 },
        jm10: { value: 2 },
      },
      '2018-03-12',
    );
    const other = reading(
      {
        jm40: { value: 1 },
        jm02: { value: 1 },
        jm06: { value: [1, 3] },
        jm08: { missing: 'two-marks' },
        jm09: { missing: 'skipped' },
        jm10: { value: 2 },
      },
      '2018-03-21',
    );
    const expected = [writtenOnField, 'jm06', 'jm08', 'jm09', 'jm40'];
    expect(differences(instrument, one, other)).toEqual(expected);
    expect(differences(instrument, other, one)).toEqual(expected);
  });

  test('are the same whether something was passed over, or never reached', () => {
    expect(differences(instrument, reading({ jm02: { missing: 'skipped' } }), reading({}))).toEqual(
      [],
    );
  });

  test('are not told apart by flags, which follow from the values', () => {
    const plain = reading({ jm06: { value: [1, 10] } });
    const flagged = reading({ jm06: { value: [1, 10], flags: ['exclusive-with-others'] } });
    expect(differences(instrument, plain, flagged)).toEqual([]);
  });

  test('become one when every difference is decided, and not before', () => {
    const one = reading({ jm02: { value: 1 }, jm08: { value: 2 }, jm40: { value: 7 } });
    const other = reading({ jm02: { value: 2 }, jm08: { value: 2 } }, '2018-03-12');
    const decisions = new Map<string, Answer | string | null>([
      ['jm02', { value: 2 }],
      ['jm40', { missing: 'illegible' }],
    ]);
    expect(agreed(instrument, one, other, decisions)).toBeNull();
    decisions.set(writtenOnField, '2018-03-11');
    expect(agreed(instrument, one, other, decisions)).toEqual({
      sheet: { jm02: { value: 2 }, jm08: { value: 2 }, jm40: { missing: 'illegible' } },
      writtenOn: '2018-03-11',
    });
  });

  test('with planted slips differ at exactly those, whichever items they are', () => {
    const scales = items(instrument).filter((item) => item.type === 'scale');
    fc.assert(
      fc.property(fc.subarray(scales), (slips) => {
        const right = Object.fromEntries(scales.map(({ name }) => [name, { value: 3 }]));
        const wrong = Object.fromEntries(slips.map(({ name }) => [name, { value: 4 }]));
        const found = differences(instrument, reading(right), reading({ ...right, ...wrong }));
        expect(found).toEqual(slips.map(({ name }) => name));
      }),
    );
  });
});
