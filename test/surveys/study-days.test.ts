/** The days of a study: whoever meets on one of them is counted together. */

import { describe, expect, test } from 'vitest';
import { roleOf, type Study } from '../../surveys/study.ts';
import { studyDays, type Unanswered } from '../../surveys/study-days.ts';
import { tinyStudy } from './helpers.ts';

const tiny = tinyStudy();
const study: Study = { ...tiny, window: { opens: 0, late: 21, closes: 42, reminders: [7] } };
const always = { from: '0001-01-01', until: '9999-12-31' };

const group = (wave: number, inclusionDate: string, people = 1, onPaper = 0): Unanswered => ({
  ...{ wave, inclusionDate, people, onPaper },
});

const told = (groups: readonly Unanswered[], role = 'candidate', span = always) =>
  studyDays(study, roleOf(study, role), groups, span).map(
    ({ day, what, wave, people }) => `${day} ${what} w${wave} ${people}`,
  );

describe('the days of a study', () => {
  // Counted by hand on a calendar of 2018.
  test('of one person: the wave opens, three weeks later it is late, and after six it closes', () => {
    expect(told([group(2, '2018-03-01')])).toEqual([
      '2018-06-01 opens w2 1',
      '2018-06-22 late w2 1',
      '2018-07-13 closes w2 1',
    ]);
  });

  test('are one for those whom a short month brings together, and their numbers are added', () => {
    const days = studyDays(
      study,
      roleOf(study, 'candidate'),
      [group(2, '2017-11-28', 3, 1), group(2, '2017-11-30', 4, 2), group(2, '2017-12-01', 8)],
      { from: '2018-02-01', until: '2018-02-28' },
    );
    expect(days).toEqual([
      {
        ...{ day: '2018-02-28', role: 'candidate', wave: 2, what: 'opens' },
        ...{ people: 7, onPaper: 3 },
      },
    ]);
  });

  test('keep what opens apart from what closes on the same day, in the order of the waves', () => {
    // 42 days after 20 April is 1 June.
    expect(
      told([group(2, '2018-03-01', 2), group(1, '2018-06-01', 5), group(1, '2018-04-20')]),
    ).toEqual([
      '2018-04-20 opens w1 1',
      '2018-05-11 late w1 1',
      '2018-06-01 opens w1 5',
      '2018-06-01 opens w2 2',
      '2018-06-01 closes w1 1',
      '2018-06-22 late w1 5',
      '2018-06-22 late w2 2',
      '2018-07-13 closes w1 5',
      '2018-07-13 closes w2 2',
    ]);
  });

  test('begin and end with the days that are asked for, both of them too', () => {
    const span = { from: '2018-06-22', until: '2018-07-13' };
    expect(told([group(2, '2018-03-01')], 'candidate', span)).toEqual([
      '2018-06-22 late w2 1',
      '2018-07-13 closes w2 1',
    ]);
    const within = { from: '2018-06-23', until: '2018-07-12' };
    expect(told([group(2, '2018-03-01')], 'candidate', within)).toEqual([]);
  });

  test('follow the window of the wave itself, where it has one', () => {
    // The third wave opens a week before its day, which is 1 March 2019.
    expect(told([group(3, '2018-03-01')])).toEqual([
      '2019-02-22 opens w3 1',
      '2019-03-15 late w3 1',
      '2019-03-31 closes w3 1',
    ]);
  });

  test('are the same for all of a role that is asked on calendar dates, whenever they joined', () => {
    const groups = [group(2, '2017-06-01', 2), group(2, '2017-09-13', 3)];
    expect(told(groups, 'leader')[0]).toBe('2018-01-15 opens w2 5');
  });

  test('are none when nobody is left to answer, nor of a wave that the study does not have', () => {
    expect(told([])).toEqual([]);
    expect(told([group(9, '2018-03-01')])).toEqual([]);
  });
});
