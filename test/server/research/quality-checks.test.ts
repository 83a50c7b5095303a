/** Each check of response quality on hand-made sheets: what stands out, what just does not, and who is not judged. */

import { describe, expect, test } from 'vitest';
import {
  questionsText,
  type Submitted,
  type Tally,
} from '../../../server/analysis/quality/check.ts';
import { identicalSheets } from '../../../server/analysis/quality/identical-sheets.ts';
import { outOfWindow } from '../../../server/analysis/quality/out-of-window.ts';
import { severalAnswers } from '../../../server/analysis/quality/several-answers.ts';
import { skipped } from '../../../server/analysis/quality/skipped.ts';
import { speed } from '../../../server/analysis/quality/speed.ts';
import { batteriesOf, straightLining } from '../../../server/analysis/quality/straight-lining.ts';
import { unclearMarks } from '../../../server/analysis/quality/unclear-marks.ts';
import { wrongBranch } from '../../../server/analysis/quality/wrong-branch.ts';
import type { Answer, Sheet } from '../../../surveys/answer.ts';
import { shipped } from '../../surveys/helpers.ts';

const instrument = shipped('job-mastery');

const skip: Answer = { missing: 'skipped' };

const kari: Submitted['response'] = {
  ...{ id: 'kari-1', code: 'KARI', wave: 1, channel: 'web', instrument: 'job-mastery', version: 1 },
  ...{ startedAt: '2018-03-01T09:00:00.000Z', submittedAt: '2018-03-01T09:10:00.000Z' },
  ...{ writtenOn: null, receivedOn: null, keyedAt: null, chosenAt: null },
  ...{ keyer: null, secondKeyer: null },
};

/** Kari's form on the web at inclusion; a test changes what it is about. */
function submitted(
  sheet: Sheet,
  response: Partial<Submitted['response']> = {},
  day = '2018-03-01',
): Submitted {
  return {
    response: { ...kari, ...response },
    ...{ sheet, instrument, day, timeZone: 'Europe/Oslo' },
    dates: {
      ...{ wave: 1, target: '2018-03-01', opens: '2018-02-20', late: '2018-03-29' },
      ...{ closes: '2018-04-12', reminders: [] },
    },
  };
}

const paper = { channel: 'paper', receivedOn: '2018-03-01' } as const;

function checked(check: () => Tally, ...all: readonly Submitted[]) {
  const tally = check();
  for (const one of all) tally.add(one);
  const { of, findings } = tally.result();
  return { of, found: findings.map(({ code, wave, facts }) => ({ code, wave, ...facts })) };
}

/** Items from one number to another, answered by `value`. */
function answered(from: number, to: number, value: (n: number) => number): Sheet {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return Object.fromEntries(numbers.map((n) => [`jm${n}`, { value: value(n) }]));
}

describe('the same answer all the way', () => {
  test('is looked for in the two blocks of five questions or more with one list of answers', () => {
    const blocks = batteriesOf(instrument).map((block) => block.map(({ number }) => number));
    expect(blocks).toEqual([
      ['12', '13', '14', '15', '16', '17'],
      ['28', '29', '30', '31', '32', '33', '34'],
    ]);
  });

  test('stands out where all answers of a block are alike, and not where one differs', () => {
    const alike = submitted(answered(28, 34, () => 3));
    const mixed = submitted(answered(28, 34, (n) => (n === 31 ? 4 : 3)));
    expect(checked(straightLining, alike, mixed)).toEqual({
      ...{ of: 2, found: [{ code: 'KARI', wave: 1, count: 7, questions: '28–34' }] },
    });
  });

  test('takes what was answered of a block, from five answers on', () => {
    const five = { ...answered(28, 34, () => 3), jm29: skip, jm34: skip };
    const four = { ...five, jm28: skip };
    expect(checked(straightLining, submitted(five))).toMatchObject({
      ...{ of: 1, found: [{ count: 5, questions: '28, 30–33' }] },
    });
    expect(checked(straightLining, submitted(four))).toEqual({ of: 0, found: [] });
  });

  test('judges answers in the wrong branch of a paper form as they stand', () => {
    const flagged = Object.entries(answered(12, 17, () => 5)).map(
      ([name, answer]): [string, Answer] =>
        name === 'jm13' ? [name, { value: 5, flags: ['wrong-branch'] }] : [name, answer],
    );
    const found = checked(straightLining, submitted(Object.fromEntries(flagged), paper));
    expect(found).toMatchObject({ of: 1, found: [{ questions: '12–17' }] });
  });
});

describe('a fast form', () => {
  /** Nine that took ten minutes, and one more of so many seconds. */
  const among = (seconds: number, ten = 9) => [
    ...Array.from({ length: ten }, (_, i) => submitted({}, { code: `C${i}` })),
    submitted({}, { code: 'OLA', submittedAt: after(seconds) }),
  ];
  const after = (seconds: number) =>
    Temporal.Instant.from(kari.startedAt).add({ seconds }).toString();

  test('took less than a third of the median: 199 seconds of 600, and not 200', () => {
    expect(checked(speed, ...among(199))).toEqual({
      ...{ of: 10, found: [{ code: 'OLA', wave: 1, minutes: 199 / 60, median: 10, n: 10 }] },
    });
    expect(checked(speed, ...among(200))).toEqual({ of: 10, found: [] });
  });

  test('is not judged among fewer than ten, nor with those of another wave or version', () => {
    expect(checked(speed, ...among(10, 8))).toEqual({ of: 0, found: [] });
    const others = [submitted({}, { wave: 2 }), submitted({}, { version: 2 })];
    expect(checked(speed, ...among(10, 8), ...others).of).toBe(0);
  });

  test('is none on paper, where nobody knows how long it took', () => {
    const keyed = among(10).map((one) => ({ ...one, response: { ...one.response, ...paper } }));
    expect(checked(speed, ...keyed).of).toBe(0);
  });
});

describe('the same sheet', () => {
  const twenty = answered(12, 31, (n) => (n % 4) + 1);

  test('stands out from two people and from one at two waves, with what it is like', () => {
    const all = [
      submitted({ ...twenty, age: { value: 30 } }),
      submitted({ ...twenty, age: { value: 40 } }, { code: 'OLA' }),
      submitted(twenty, { wave: 2 }),
      submitted({ ...twenty, jm12: { value: 5 } }, { code: 'EVA' }),
    ];
    const tally = identicalSheets();
    for (const one of all) tally.add(one);
    const { of, findings } = tally.result();
    expect(of).toBe(4);
    expect(findings.map(({ code, wave }) => `${code} ${wave}`)).toEqual([
      'KARI 1',
      'OLA 1',
      'KARI 2',
    ]);
    expect(findings[0]?.beside).toEqual([
      { code: 'OLA', wave: 1 },
      { code: 'KARI', wave: 2 },
    ]);
    expect(findings[0]?.facts).toEqual({ count: 20 });
  });

  test('needs twenty answers: people with fewer may have the same to say', () => {
    const nineteen = { ...twenty, jm12: skip };
    const found = checked(
      identicalSheets,
      submitted(nineteen),
      submitted(nineteen, { code: 'OLA' }),
    );
    expect(found).toEqual({ of: 0, found: [] });
  });
});

describe('what stands on paper', () => {
  test('in the wrong branch is counted, with its questions', () => {
    const sheet: Sheet = {
      ...{ jm02: { value: 2 }, jm18: { value: 4, flags: ['wrong-branch'] } },
      jm20: { value: 7, flags: ['wrong-branch'] },
    };
    const found = { code: 'KARI', wave: 1, count: 2, questions: '18, 20' };
    expect(checked(wrongBranch, submitted(sheet, paper))).toEqual({ of: 1, found: [found] });
    expect(checked(wrongBranch, submitted(sheet)).of).toBe(0);
  });

  test('illegible or with two marks is counted by reason', () => {
    const sheet: Sheet = {
      ...{ jm08: { missing: 'illegible' }, jm09: { missing: 'two-marks' } },
      jm10: { missing: 'two-marks' },
    };
    const found = { code: 'KARI', wave: 1, illegible: 1, twoMarks: 2, questions: '8–10' };
    expect(checked(unclearMarks, submitted(sheet, paper), submitted({}, paper))).toEqual({
      ...{ of: 2, found: [found] },
    });
  });
});

test('a form stands out from a fifth of its questions skipped, of those that were asked', () => {
  const notAsked = {
    jm23: { missing: 'not-applicable' },
    jm24: { missing: 'not-applicable' },
  } as const;
  const wrong = { jm25: { value: 1, flags: ['wrong-branch'] } } as const;
  const two = { ...answered(28, 35, () => 1), jm38: skip, jm39: skip, ...notAsked, ...wrong };
  const one = { ...two, jm38: { value: 1 } };
  expect(checked(skipped, submitted(two), submitted(one))).toEqual({
    ...{ of: 2, found: [{ code: 'KARI', wave: 1, count: 2, asked: 10 }] },
  });
});

test.each([
  ['2018-02-19', [{ side: 'before', days: 1 }]],
  ['2018-02-20', []],
  ['2018-04-12', []],
  ['2018-04-15', [{ side: 'after', days: 3 }]],
])('a form written on %s is outside the window: %j', (writtenOn, expected) => {
  const found = checked(outOfWindow, submitted({}, { ...paper, writtenOn }, writtenOn));
  expect(found).toMatchObject({ of: 1, found: expected });
});

test('a response that was chosen among several says so', () => {
  const chosen = submitted({}, { chosenAt: '2018-03-20T09:00:00.000Z' });
  expect(checked(severalAnswers, submitted({}), chosen)).toMatchObject({ of: 2, found: [{}] });
});

test('questions are told by their numbers, those in a row together', () => {
  expect(questionsText(instrument, new Set(['helped', 'jm02', 'jm12', 'jm13', 'jm14']))).toBe(
    '2, 12–14, helped',
  );
});
