/** How participants come and go, from registration to analysis: what STROBE and CHERRIES ask to be counted. */

import { type MissingReason, missingReasons } from '../../../surveys/missing.ts';
import type { ParticipantRecord } from '../records.ts';
import type { WaveStatus } from '../wave-status.ts';
import { type Count, type Tally, tallyOf } from './tally.ts';

/** Why somebody did not come further: how they stand at a wave, in the words of a flow. */
export const flowReasons = [
  'not-yet-due',
  'open',
  'missed',
  'withdrawn',
  'dead',
  'ineligible',
] as const;

export type FlowReason = (typeof flowReasons)[number];

export interface FlowWave {
  readonly wave: number;
  /** Of those at the wave before, or registered, who did not come to this one: how they stand at it. */
  readonly lost: readonly Count<FlowReason>[];
  /** The wave opened while they took part. */
  readonly due: number;
  readonly unanswered: readonly Count<FlowReason>[];
  readonly answered: number;
  readonly onPaper: number;
  /** With a number for the variable; null while the wave's answers are withheld. */
  readonly analysed: number | null;
  /** Who answered without such a number. */
  readonly unanalysed: readonly Count<MissingReason>[];
}

export interface Flow {
  /** Null for all together. */
  readonly arm: string | null;
  readonly registered: number;
  readonly waves: readonly FlowWave[];
}

export interface FlowCounter {
  /** `readings`: the variable at each wave, or why there is no number; null where it is withheld. */
  add(record: ParticipantRecord, readings: readonly (number | MissingReason | null)[]): void;
  /** All together first, then the arms in the study's order. */
  flows(): Flow[];
}

const reasons = missingReasons.map(({ reason }) => reason);

/** `arms` is empty where participants belong to none, or nobody may know who is in which. */
export function flowCounter(
  { waves, shown }: { readonly waves: number; readonly shown: readonly number[] },
  arms: readonly string[],
): FlowCounter {
  const tallies = new Map([null, ...arms].map((arm) => [arm, emptyFlow(waves)]));
  return {
    add({ participant, waves: records }, readings) {
      // An answer may come before its wave opens: whoever has come to a wave has passed those before it.
      const last = records.findLastIndex(({ due }) => due);
      for (const arm of new Set([participant.arm, null])) {
        const flow = tallies.get(arm);
        if (!flow) continue;
        flow.registered += 1;
        for (const [index, { status, response }] of records.entries()) {
          const tally = flow.waves[index];
          if (!tally || index > last + 1) break;
          if (index > last) tally.lost.add(reasonOf(status));
          else tally.reach(status, response?.channel === 'paper', readings[index] ?? null);
        }
      }
    },
    flows: () =>
      [...tallies].map(([arm, flow]) => ({
        ...{ arm, registered: flow.registered },
        waves: flow.waves.map((tally, index) => tally.wave(index + 1, shown.includes(index + 1))),
      })),
  };
}

function emptyFlow(waves: number) {
  return { registered: 0, waves: Array.from({ length: waves }, emptyWave) };
}

function emptyWave() {
  const lost: Tally<FlowReason> = tallyOf(flowReasons);
  const unanswered: Tally<FlowReason> = tallyOf(flowReasons);
  const unanalysed: Tally<MissingReason> = tallyOf(reasons);
  let [due, answered, onPaper, analysed] = [0, 0, 0, 0];
  return {
    lost,
    reach(status: WaveStatus, isOnPaper: boolean, reading: number | MissingReason | null) {
      due += 1;
      if (status !== 'submitted') return unanswered.add(reasonOf(status));
      answered += 1;
      if (isOnPaper) onPaper += 1;
      if (typeof reading === 'number') analysed += 1;
      else if (reading !== null) unanalysed.add(reading);
    },
    wave: (wave: number, isShown: boolean): FlowWave => ({
      ...{ wave, due, answered, onPaper },
      ...{ lost: lost.counts(), unanswered: unanswered.counts() },
      analysed: isShown ? analysed : null,
      unanalysed: unanalysed.counts(),
    }),
  };
}

/** Begun or late, it can be answered still. */
function reasonOf(status: WaveStatus): FlowReason {
  return flowReasons.find((reason) => reason === status) ?? 'open';
}
