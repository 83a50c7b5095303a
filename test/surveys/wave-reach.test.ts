/** Inclusion dates that stand for how far a wave has come, held against the waves' own dates. */

import { describe, expect, test } from 'vitest';
import {
  isOpen,
  type WaveDates,
  type WaveState,
  waveDates,
  waveState,
} from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { waveReach } from '../../surveys/wave-reach.ts';
import { tinyStudy } from './helpers.ts';

const tiny = tinyStudy();
const label = { nb: 'x', en: 'x' };
const candidate = roleOf(tiny, 'candidate');

/** Every length that a month can be clamped to, and a window of its own. */
const study: Study = {
  ...tiny,
  waves: [
    { months: 0, label },
    { months: 1, label },
    { months: 3, label },
    { months: 12, label, window: { opens: -7, late: 14, closes: 30, reminders: [] } },
    { months: 18, label, window: { opens: 0, late: 1, closes: 1, reminders: [] } },
  ],
};

/** Every day of six years, two of them leap years. */
const days = (function* () {
  const end = Temporal.PlainDate.from('2021-01-01');
  let day = Temporal.PlainDate.from('2015-01-01');
  while (Temporal.PlainDate.compare(day, end) < 0) {
    yield day.toString();
    day = day.add({ days: 1 });
  }
})().toArray();

const next = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
const known = new Map<string, WaveDates[]>();
const datesOf = (inclusion: string): WaveDates[] => {
  const dates = known.get(inclusion) ?? waveDates(study, candidate, inclusion);
  known.set(inclusion, dates);
  return dates;
};
const stateOf = (inclusion: string, wave: number, today: string): WaveState | null => {
  const dates = datesOf(inclusion)[wave - 1];
  return dates ? waveState(dates, today) : null;
};

describe('how far a wave has come', () => {
  test('never goes back for who was included a day later', () => {
    for (const day of days) {
      const later = datesOf(next(day));
      for (const { wave, target } of datesOf(day))
        expect([day, wave, target <= (later[wave - 1]?.target ?? '')]).toEqual([day, wave, true]);
    }
  });

  // With the test above, this holds for everybody who was ever included.
  test('is right for the last who has come so far and the first who has not, on every day', () => {
    for (const today of days)
      for (const { wave, opened, late, closed } of waveReach(study, candidate, today)) {
        const at = (inclusion: string) => stateOf(inclusion, wave, today) ?? 'closed';
        expect([today, wave, at(opened), at(next(opened))]).toEqual([
          ...[today, wave],
          expect.not.stringMatching('not-yet-due'),
          'not-yet-due',
        ]);
        expect([today, wave, at(closed), isOpen(at(next(closed)))]).toEqual([
          ...[today, wave],
          'closed',
          // A window that two inclusion dates meet in may have nobody in it.
          next(closed) <= opened,
        ]);
        expect([today, wave, at(next(late))]).toEqual([
          ...[today, wave],
          expect.stringMatching(/^(open|not-yet-due)$/),
        ]);
        if (late > closed) expect([today, wave, at(late)]).toEqual([today, wave, 'late']);
      }
  });

  test('is the same for everybody where a role goes by the calendar', () => {
    for (const name of ['adviser', 'leader'])
      for (const today of days) {
        const role = roleOf(tiny, name);
        const dates = waveDates(tiny, role, '2018-03-01');
        const reach = waveReach(tiny, role, today);
        const states = dates.map((wave) => waveState(wave, today));
        const found = reach.map(({ opened, late, closed }): WaveState => {
          const within = (through: string) => '2018-03-01' <= through;
          if (!within(opened)) return 'not-yet-due';
          if (within(closed)) return 'closed';
          return within(late) ? 'late' : 'open';
        });
        expect([name, today, ...found]).toEqual([name, today, ...states]);
      }
  });

  test('knows the last of February: 28, 29 and 30 November all come to 28 February', () => {
    // 28 February 2018: a wave of three months opens on its target day.
    const [, , quarter] = waveReach(study, candidate, '2018-02-28');
    expect(quarter?.opened).toBe('2017-11-30');
    const [, , before] = waveReach(study, candidate, '2018-02-27');
    expect(before?.opened).toBe('2017-11-27');
    const [, , leap] = waveReach(study, candidate, '2020-02-28');
    expect(leap?.opened).toBe('2019-11-28');
  });
});
