/** What every check of response quality is: it sees each submitted response once, and tells which stand out. */

import { hasValue, type Sheet } from '../../../surveys/answer.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import { type Instrument, items } from '../../../surveys/instrument.ts';
import type { MissingReason } from '../../../surveys/missing.ts';
import type { ResponseState } from '../../db/exports.ts';
import type { WaveRecord } from '../records.ts';

/** A submitted response with all that a check may look at. */
export interface Submitted {
  readonly response: ResponseState;
  readonly sheet: Sheet;
  /** The version that was answered. */
  readonly instrument: Instrument;
  readonly dates: WaveRecord['dates'];
  /** The day that the answer is dated by. */
  readonly day: string;
  readonly timeZone: string;
}

/** Where a response is found. */
export interface Place {
  readonly code: string;
  readonly wave: number;
}

/** A response that stands out; a sign, and no proof that anything is wrong. */
export interface Finding extends Place {
  readonly channel: 'web' | 'paper';
  readonly day: string;
  /** What was found, for the check's text: counts, and the numbers of questions. Never an answer. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Responses that it was found beside. */
  readonly beside: readonly Place[];
}

export interface Checked {
  /** How many responses could have stood out. */
  readonly of: number;
  readonly findings: readonly Finding[];
}

/** Sees the responses one by one, in the order of their codes and waves. */
export interface Tally {
  add(submitted: Submitted): void;
  result(): Checked;
}

/** What a check that judges each response by itself finds in one. */
export type Judgement = 'not-judged' | 'fine' | Finding['facts'];

export function judgingEach(judge: (submitted: Submitted) => Judgement): () => Tally {
  return () => {
    const findings: Finding[] = [];
    let of = 0;
    return {
      add(submitted) {
        const judgement = judge(submitted);
        if (judgement === 'not-judged') return;
        of += 1;
        if (judgement !== 'fine') findings.push(findingOf(submitted, judgement));
      },
      result: () => ({ of, findings }),
    };
  };
}

export function findingOf(
  { response: { code, wave, channel }, day }: Submitted,
  facts: Finding['facts'],
  beside: readonly Place[] = [],
): Finding {
  return { code, wave, channel, day, facts, beside };
}

/** Some of an instrument's items by their numbers, those that follow on each other as a run: `12–14, 20`. */
export function questionsText(instrument: Instrument, names: ReadonlySet<string>): string {
  const runs: Item[][] = [];
  let run: Item[] = [];
  for (const item of items(instrument)) {
    if (!names.has(item.name)) {
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(run);
    run.push(item);
  }
  return runs.map((one) => [...new Set([one[0], one.at(-1)].map(numberOf))].join('–')).join(', ');
}

const numberOf = (item: Item | undefined) => item?.number ?? item?.name ?? '';

/** The items that hold a reason of this kind. */
export function withReason({ sheet, instrument }: Submitted, reason: MissingReason): Item[] {
  return items(instrument).filter(({ name }) => {
    const answer = sheet[name];
    return answer !== undefined && 'missing' in answer && answer.missing === reason;
  });
}

/** The items that were asked of this person and answered, "don't know" among them. */
export function answeredWhereAsked({ sheet, instrument }: Submitted): Item[] {
  return items(instrument).filter(({ name }) => {
    const answer = sheet[name];
    return hasValue(answer) && !answer.flags?.includes('wrong-branch');
  });
}
