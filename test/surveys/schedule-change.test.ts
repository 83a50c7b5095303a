/** A corrected inclusion date: what becomes of every wave, over the ends of months too. */

import { describe, expect, test } from 'vitest';
import { scheduleChange } from '../../surveys/schedule-change.ts';
import { roleOf } from '../../surveys/study.ts';
import { tinyStudy } from './helpers.ts';

const tiny = tinyStudy();
/** Waves at 0, 3, 12 and 18 months, open for 42 days from the target. */
const study = {
  ...tiny,
  waves: [0, 3, 12, 18].map((months) => ({ months, label: { nb: 'x', en: 'x' } })),
  window: { opens: 0, late: 21, closes: 42, reminders: [] },
};
const candidate = roleOf(study, 'candidate');
const nothing: ReadonlySet<number> = new Set();

const moved = (from: string, to: string, today: string, answered = nothing) =>
  scheduleChange(study, candidate, { from, to, today }, answered);

describe('over the end of a month', () => {
  test.each([
    // Three months after the last of November is the last of February, which a leap year moves.
    ['2018-11-28', '2018-11-30', '2019-02-28'],
    ['2019-11-28', '2019-11-30', '2020-02-29'],
    ['2019-12-01', '2019-11-30', '2020-02-29'],
  ])('inclusion %s corrected to %s puts wave 2 on %s', (from, to, target) => {
    expect(moved(from, to, '2020-03-01')[1]?.after.target).toBe(target);
  });

  test('the 28th and the 30th of November meet in one wave, and part again in the next', () => {
    const [, second, third] = moved('2018-11-28', '2018-11-30', '2018-12-01');
    expect([second?.effect, second?.before.target, second?.after.target]).toEqual([
      'same',
      '2019-02-28',
      '2019-02-28',
    ]);
    expect([third?.effect, third?.before.target, third?.after.target]).toEqual([
      'moved',
      '2019-11-28',
      '2019-11-30',
    ]);
  });
});

describe('what becomes of a wave', () => {
  const effects = (from: string, to: string, today: string, answered = nothing) =>
    moved(from, to, today, answered).map(({ effect }) => effect);

  test('that was answered is that its answer stays, wherever its dates go', () => {
    expect(effects('2018-03-01', '2017-03-01', '2018-03-05', new Set([1]))).toEqual([
      'answered',
      'closes',
      'opens',
      'moved',
    ]);
  });

  test('that was over is that it opens again, or has to wait', () => {
    // On 20 April the first wave of 1 March is over, and that of 15 March is not.
    expect(effects('2018-03-01', '2018-03-15', '2018-04-20')[0]).toBe('opens');
    expect(effects('2017-12-01', '2018-03-15', '2018-04-20')[1]).toBe('waits');
  });

  test('that was open is that it moves, waits or closes', () => {
    expect(effects('2018-03-01', '2018-03-05', '2018-03-10')[0]).toBe('moved');
    expect(effects('2018-03-01', '2018-02-01', '2018-04-01')[0]).toBe('closes');
    expect(effects('2018-03-01', '2018-03-05', '2018-06-02')[1]).toBe('waits');
  });

  test('that hangs on the calendar is nothing', () => {
    const specialist = { ...candidate, anchor: { date: '2017-08-21' } };
    const days = { from: '2017-09-01', to: '2017-10-01', today: '2017-11-01' };
    const all = scheduleChange(study, specialist, days, nothing);
    expect(all.map(({ effect }) => effect)).toEqual(['same', 'same', 'same', 'same']);
  });
});
