/** Response by wave and arm: how many are in the study, and how far each wave has come with them. */

import type { ResearchView } from '../research-view.ts';
import type { ParticipantRecord } from './records.ts';
import { type WaveStatus, waveStatuses } from './wave-status.ts';

/** The participants of one arm at one wave. */
export interface ResponseCount {
  readonly wave: number;
  /** Null for all arms together. */
  readonly arm: string | null;
  readonly eligible: number;
  /** Every participant has one status, so these add up to `eligible`. */
  readonly byStatus: Readonly<Record<WaveStatus, number>>;
  /** Those whose wave opened while they took part: the base of the response rate. */
  readonly due: number;
  /** Submitted of those due; null while nobody is. */
  readonly rate: number | null;
}

export interface ResponseCounter {
  add(record: ParticipantRecord): void;
  /** By wave, and within it the arms in the study's order with their total last. */
  counts(): ResponseCount[];
}

interface Tally {
  eligible: number;
  due: number;
  byStatus: Record<WaveStatus, number>;
}

/** `arms` is empty where participants belong to none: then there are totals only. */
export function responseCounter({ study }: ResearchView, arms: readonly string[]): ResponseCounter {
  const groups = [...arms, null];
  const tallies = study.waves.map(() => new Map(groups.map((arm) => [arm, emptyTally()])));
  return {
    add({ participant, waves }) {
      for (const { wave, status, due } of waves)
        for (const arm of new Set([participant.arm, null])) {
          const tally = tallies[wave - 1]?.get(arm);
          if (!tally) continue;
          tally.eligible += 1;
          tally.byStatus[status] += 1;
          if (due) tally.due += 1;
        }
    },
    counts: () =>
      tallies.flatMap((ofWave, index) =>
        [...ofWave].map(([arm, tally]) => ({
          wave: index + 1,
          arm,
          ...tally,
          rate: tally.due > 0 ? tally.byStatus.submitted / tally.due : null,
        })),
      ),
  };
}

function emptyTally(): Tally {
  const none = waveStatuses.map((status) => [status, 0]);
  return { eligible: 0, due: 0, byStatus: Object.fromEntries(none) as Record<WaveStatus, number> };
}
