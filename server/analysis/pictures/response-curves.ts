/** Response over the calendar: on each day, how many had come to a wave and how many had answered it. */

import type { Study } from '../../../surveys/study.ts';
import { datingOf } from '../dating.ts';
import type { WaveRecord } from '../records.ts';

export interface ResponsePoint {
  readonly day: string;
  /** Up to and with this day. */
  readonly due: number;
  readonly answered: number;
}

/** One wave: a point for every day on which something happened. */
export interface ResponseCurve {
  readonly wave: number;
  readonly points: readonly ResponsePoint[];
}

export interface ResponseCurves {
  add(waves: readonly WaveRecord[]): void;
  curves(): ResponseCurve[];
}

export function responseCurves(study: Pick<Study, 'time_zone' | 'waves'>): ResponseCurves {
  const waves = study.waves.map(() => new Map<string, { due: number; answered: number }>());
  const at = (wave: number, day: string) => {
    const days = waves[wave - 1];
    const found = days?.get(day) ?? { due: 0, answered: 0 };
    days?.set(day, found);
    return found;
  };
  return {
    add(records) {
      for (const { wave, due, dates, response } of records) {
        if (!due) continue;
        const answeredOn = response && datingOf(response, study.time_zone).day;
        // Who answered early had come to the wave by then.
        at(wave, answeredOn && answeredOn < dates.opens ? answeredOn : dates.opens).due += 1;
        if (answeredOn) at(wave, answeredOn).answered += 1;
      }
    },
    curves: () =>
      waves.map((days, index) => ({ wave: index + 1, points: summedUp([...days].sort(byDay)) })),
  };
}

function byDay([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function summedUp(
  days: readonly (readonly [string, { readonly due: number; readonly answered: number }])[],
): ResponsePoint[] {
  let [due, answered] = [0, 0];
  return days.map(([day, more]) => {
    due += more.due;
    answered += more.answered;
    return { day, due, answered };
  });
}

/** The curves at the end of each month in which something happened at some wave, oldest first. */
export function byMonth(curves: readonly ResponseCurve[]) {
  const months = new Set(curves.flatMap(({ points }) => points.map(({ day }) => day.slice(0, 7))));
  return [...months].sort().map((month) => ({
    month,
    waves: curves.map(({ points }) => {
      const last = points.findLast(({ day }) => day.slice(0, 7) <= month);
      return { due: last?.due ?? 0, answered: last?.answered ?? 0 };
    }),
  }));
}
