/** Waves fall on calendar dates, counted from the anchor each time; a day is before, in, late in or after a window. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, waveDates, waveState } from '../../surveys/schedule.ts';
import { consentTextOn, roleOf, type Study, type StudyRole } from '../../surveys/study.ts';
import { daysBetween } from './arbitraries.ts';
import { tinyStudy } from './helpers.ts';

const tiny = tinyStudy();
const candidate = roleOf(tiny, 'candidate');

/** The tiny study with waves at these months. */
function withMonths(...months: number[]): Study {
  return { ...tiny, waves: months.map((m) => ({ months: m, label: { nb: 'x', en: 'x' } })) };
}

const targets = (study: Study, role: StudyRole, inclusion: string) =>
  waveDates(study, role, inclusion).map(({ target }) => target);

describe('the target date of a wave', () => {
  it('is the same day of a later month', () => {
    expect(targets(tiny, candidate, '2018-01-15')).toEqual([
      '2018-01-15',
      '2018-04-15',
      '2019-01-15',
    ]);
  });

  it('is the last day of a month that is too short', () => {
    expect(targets(tiny, candidate, '2017-11-30')).toEqual([
      '2017-11-30',
      '2018-02-28',
      '2018-11-30',
    ]);
    expect(targets(tiny, candidate, '2017-11-29')).toEqual([
      '2017-11-29',
      '2018-02-28',
      '2018-11-29',
    ]);
    expect(targets(withMonths(1, 2, 3), candidate, '2018-03-31')).toEqual([
      '2018-04-30',
      '2018-05-31',
      '2018-06-30',
    ]);
  });

  it('knows leap years, also those at the turn of a century', () => {
    const quarter = withMonths(3, 12, 48);
    expect(targets(quarter, candidate, '2019-11-30')).toEqual([
      '2020-02-29',
      '2020-11-30',
      '2023-11-30',
    ]);
    expect(targets(quarter, candidate, '2020-02-29')).toEqual([
      '2020-05-29',
      '2021-02-28',
      '2024-02-29',
    ]);
    expect(targets(quarter, candidate, '1999-11-30')[0]).toBe('2000-02-29');
    expect(targets(quarter, candidate, '2099-11-30')[0]).toBe('2100-02-28');
  });

  it('is counted from inclusion every time, not from the wave before', () => {
    // From wave to wave, 31 January would become 28 February, then 28 March.
    expect(targets(withMonths(0, 1, 2), candidate, '2018-01-31')).toEqual([
      '2018-01-31',
      '2018-02-28',
      '2018-03-31',
    ]);
  });

  it('can be counted from a calendar date, the same for everyone', () => {
    const adviser = roleOf(tiny, 'adviser');
    const wanted = ['2017-08-31', '2017-11-30', '2018-08-31'];
    expect(targets(tiny, adviser, '2018-05-05')).toEqual(wanted);
    expect(targets(tiny, adviser, '2019-01-01')).toEqual(wanted);
  });

  it('can be a date of its own for each wave', () => {
    const leader = roleOf(tiny, 'leader');
    expect(targets(tiny, leader, '2018-05-05')).toEqual(['2017-09-04', '2018-01-15', '2018-11-05']);
    expect(() => targets(withMonths(0, 1, 2, 3), leader, '2018-05-05')).toThrow(
      'there is no date for wave 4',
    );
  });
});

describe('the window of a wave', () => {
  it('is counted in days from the target, over the end of a year too', () => {
    expect(waveDates(tiny, candidate, '2018-09-20')[1]).toEqual({
      wave: 2,
      target: '2018-12-20',
      opens: '2018-12-20',
      late: '2019-01-10', // as.Date("2018-12-20") + 21
      closes: '2019-01-31', // as.Date("2018-12-20") + 42
      reminders: ['2018-12-27', '2019-01-03', '2019-01-17'], // as.Date("2018-12-20") + c(7, 14, 28)
    });
  });

  it('can be the wave’s own, and open before the target', () => {
    expect(waveDates(tiny, candidate, '2017-03-04')[2]).toEqual({
      wave: 3,
      target: '2018-03-04',
      opens: '2018-02-25', // as.Date("2018-03-04") - 7
      late: '2018-03-18', // as.Date("2018-03-04") + 14
      closes: '2018-04-03', // as.Date("2018-03-04") + 30
      reminders: [],
    });
  });

  it('changes its state on the day itself', () => {
    const [, second] = waveDates(tiny, candidate, '2018-09-20');
    if (!second) throw new Error('there is no second wave');
    const states = (days: string[]) => days.map((day) => waveState(second, day));
    expect(states(['2018-09-20', '2018-12-19'])).toEqual(['not-yet-due', 'not-yet-due']);
    expect(states(['2018-12-20', '2019-01-09'])).toEqual(['open', 'open']);
    expect(states(['2019-01-10', '2019-01-31'])).toEqual(['late', 'late']);
    expect(states(['2019-02-01', '2029-01-01'])).toEqual(['closed', 'closed']);
  });

  it('takes answers while it is open or late', () => {
    const states = ['not-yet-due', 'open', 'late', 'closed'] as const;
    expect(states.filter(isOpen)).toEqual(['open', 'late']);
  });

  it('goes through its states once and in order, for any inclusion from 1970 to 2100', () => {
    const order = ['not-yet-due', 'open', 'late', 'closed'];
    fc.assert(
      fc.property(daysBetween('1970-01-01', '2100-12-31'), (inclusion) => {
        for (const dates of waveDates(tiny, candidate, inclusion)) {
          const start = Temporal.PlainDate.from(dates.opens).subtract({ days: 3 });
          const length = start.until(dates.closes, { largestUnit: 'days' }).days + 3;
          const days = Array.from({ length }, (_, i) => start.add({ days: i + 1 }).toString());
          const states = days.map((day) => waveState(dates, day));
          expect(states.filter((state, i) => state !== states[i - 1])).toEqual(order);
        }
      }),
    );
  });
});

describe('what a study knows of its participants', () => {
  it('is the part they play', () => {
    expect(roleOf(tiny, 'leader').label.en).toBe('Leader');
    expect(() => roleOf(tiny, 'constructor')).toThrow('the study tiny has no role "constructor"');
  });

  it('is the consent text in force on a day', () => {
    expect(consentTextOn(tiny, '2017-05-31')).toBeNull();
    expect(consentTextOn(tiny, '2017-06-01')?.version).toBe('1');
    expect(consentTextOn(tiny, '2017-12-31')?.version).toBe('1');
    expect(consentTextOn(tiny, '2018-01-01')?.version).toBe('2');
  });
});
