/** What one person answered to one item: a value, or the reason there is none. */

import type { MissingReason } from './missing.ts';

/** An option's number, a count or rating; the numbers of ticked options; a text or an ISO date. */
export type Value = number | readonly number[] | string;

/** What a keyed paper form may carry although no web page would let it through. */
export type Flag = 'wrong-branch' | 'exclusive-with-others' | 'identity-number-removed';

export type Answer =
  | { readonly value: Value; readonly flags?: readonly Flag[] }
  | { readonly missing: MissingReason };

/** The answers of one response, by item name. A draft holds only what has been saved so far. */
export type Sheet = Readonly<Record<string, Answer>>;

/** `web` refuses and explains; `paper` keeps what stands on the paper and flags it. */
export type Policy = 'web' | 'paper';

export function hasValue(answer: Answer | undefined): answer is Extract<Answer, { value: Value }> {
  return answer !== undefined && 'value' in answer;
}
