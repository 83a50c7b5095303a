/** Whom a comparison is about, who of them is analysed, and why the others are not. */

import { type MissingReason, missingReasons } from '../../../surveys/missing.ts';
import type { AnalysisData } from './data.ts';

/** `late`: answered, but not while the wave was open and not late, in an analysis of those who were. */
export type CaseReason = MissingReason | 'late';

/** Each participant who is not analysed, once: at the first wave where something is missing. */
export interface LeftOut {
  readonly wave: number;
  readonly reason: CaseReason;
  readonly count: number;
}

export interface CaseCounts {
  /** In the arms that the comparison is of. */
  readonly eligible: number;
  /** Those whose waves have all opened while they took part. */
  readonly due: number;
  /** Those who sent in an answer to every wave, whatever they left out in it. */
  readonly answered: number;
  readonly analysed: number;
  /** Adds up to `eligible` less `analysed`. */
  readonly leftOut: readonly LeftOut[];
  /** Of the answers that are analysed, the share that came on paper; null where there is none. */
  readonly onPaper: number | null;
}

export interface Cases {
  /** Positions in the data of those who are analysed. */
  readonly participants: readonly number[];
  readonly counts: CaseCounts;
}

/** Who is looked for, and in which answers. */
interface Asked {
  readonly waves: readonly number[];
  /** Undefined for all. */
  readonly arms?: readonly string[] | undefined;
  readonly answers?: 'on-time' | undefined;
}

/** Participants with a number in each of `columns` at each of the waves. */
export function casesOf(
  data: AnalysisData,
  columns: readonly string[],
  { waves, arms, answers }: Asked,
): Cases {
  const eligible = [...Array(data.size).keys()].filter(
    (i) => arms === undefined || arms.includes(data.belongs.arm[i] ?? ''),
  );
  const cells = waves.flatMap((wave) =>
    columns.map((name) => ({ wave, reasons: data.numbers(name, wave).reasons })),
  );
  const participants: number[] = [];
  const counts = new Map<string, LeftOut>();
  for (const i of eligible) {
    const reasonAt = ({ wave, reasons }: (typeof cells)[number]): CaseReason | null =>
      reasons[i] ?? (answers && !data.wave(wave).onTime[i] ? 'late' : null);
    const gap = cells.find((cell) => reasonAt(cell) !== null);
    const reason = gap && reasonAt(gap);
    if (!gap || !reason) {
      participants.push(i);
      continue;
    }
    const key = `${gap.wave} ${reason}`;
    counts.set(key, { wave: gap.wave, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const of = waves.map((wave) => data.wave(wave));
  const tally: CaseCounts = {
    ...{ eligible: eligible.length, analysed: participants.length },
    due: eligible.filter((i) => of.every(({ due }) => due[i])).length,
    answered: eligible.filter((i) => of.every(({ status }) => status[i] === 'submitted')).length,
    leftOut: [...counts.values()].sort((a, b) => a.wave - b.wave || place(a) - place(b)),
    onPaper: shareOnPaper(data, participants, waves),
  };
  return { participants, counts: tally };
}

const order: readonly string[] = [...missingReasons.map(({ reason }) => reason), 'late'];
const place = ({ reason }: LeftOut) => order.indexOf(reason);

function shareOnPaper(
  data: AnalysisData,
  participants: readonly number[],
  waves: readonly number[],
): number | null {
  if (participants.length === 0) return null;
  const channels = waves.flatMap((wave) => participants.map((i) => data.wave(wave).channel[i]));
  return channels.filter((channel) => channel === 'paper').length / channels.length;
}

/** A column of those who are analysed. */
export function pick(
  data: AnalysisData,
  name: string,
  wave: number,
  participants: readonly number[],
): number[] {
  const { values } = data.numbers(name, wave);
  return participants.map((i) => values[i] ?? Number.NaN);
}
