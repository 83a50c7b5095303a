/** Which participants have changed by more than a scale's unreliability explains. */

import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { isConstant } from './numbers/centred.ts';
import { spread } from './numbers/spread.ts';
import { complete, finite, present, type Result, type Sample } from './sample.ts';

/**
 * `constant`: all scores before are the same, so that no change can be put in proportion. `overflow`: a
 * change or the standard deviation is larger than a number can be.
 */
export type ReliableChangeWarning = 'constant' | 'overflow';

/** Whether higher is better is for the scale to say. */
export type ChangeCategory = 'increased' | 'unchanged' | 'decreased';

export interface PersonChange {
  /** After minus before, in the unit of the scale. */
  readonly change: number | null;
  /** The change in standard errors of a difference. */
  readonly rci: number | null;
  readonly category: ChangeCategory | null;
}

export interface ReliableChange extends Result<'reliableChange', ReliableChangeWarning> {
  /** In the order of the input; null for a participant with a missing. */
  readonly persons: readonly (PersonChange | null)[];
  readonly counts: Readonly<Record<ChangeCategory, number>>;
  /** The standard deviation before, that was given or computed. */
  readonly sd: number | null;
  /** Standard error of the difference of two measurements. */
  readonly seDifference: number | null;
  /** The size that a change has to exceed, in the unit of the scale. */
  readonly threshold: number | null;
  readonly reliability: number;
  readonly confidence: number;
}

export interface ReliableChangeOptions {
  /** Default 0.95: an index beyond ±1.96. */
  readonly confidence?: number;
  /** Standard deviation of a norm group, instead of that of all scores before. */
  readonly sd?: number;
}

/**
 * Jacobson and Truax's reliable change index of each participant.
 *
 * Use it to tell who has changed, where the mean change only tells how the group did. It says nothing of
 * whether the change is large enough to matter.
 *
 * Input: two samples of one length, `before[i]` and `after[i]` of participant i, in the unit of the scale;
 * the scale's reliability, from 0 to below 1 (retest, or alpha). A participant with a missing (`NaN`) is
 * left out, but a score before counts in the standard deviation also where the one after is missing.
 *
 * Formulas: RCI = (after − before)/SE_diff, SE_diff = s√(2(1 − r)); reliable beyond the normal quantile,
 * 1.96 for 95 %: Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12.
 *
 * Throws RangeError on samples of different lengths, no complete pair, fewer than two scores before (unless
 * `sd` is given), ±Infinity, a reliability, sd or confidence out of range.
 *
 * @example reliableChange([10, 20, 30], [18, 21, NaN], 0.92).persons.map((person) => person?.category ?? null) // => ['increased', 'unchanged', null]
 * @example reliableChange([10, 20, 30], [18, 21, NaN], 0.92).seDifference.toFixed(6) // => '4.000000'
 * @example reliableChange([10], [15], 0.68, { sd: 5 }).persons[0].rci.toFixed(6) // => '1.250000'
 */
export function reliableChange(
  before: Sample,
  after: Sample,
  reliability: number,
  { confidence = 0.95, sd }: ReliableChangeOptions = {},
): ReliableChange {
  confidenceOptions({ confidence }, 'reliableChange');
  if (!(reliability >= 0 && reliability < 1)) {
    throw new RangeError('reliableChange needs a reliability from 0 to below 1');
  }
  const { n } = complete([before, after], 'reliableChange');
  if (n.used === 0) throw new RangeError('reliableChange needs at least one complete pair');
  const sdUsed = sd ?? sdOf(before);
  if (sd !== undefined && !(sd > 0 && Number.isFinite(sd))) {
    throw new RangeError('reliableChange needs a standard deviation above 0');
  }

  const seDifference = sdUsed * Math.sqrt(2 * (1 - reliability));
  const critical = distributions.normal.isf((1 - confidence) / 2);
  const persons = Array.from(before, (score, i) =>
    personOf((after[i] as number) - score, seDifference, critical),
  );
  return {
    procedure: 'reliableChange',
    n,
    persons,
    counts: countsOf(persons),
    sd: finite(sdUsed),
    seDifference: finite(seDifference),
    threshold: finite(critical * seDifference),
    reliability,
    confidence,
    method: `Jacobson and Truax's reliable change index, ${sd === undefined ? 'standard deviation of all scores before' : 'standard deviation as given'}`,
    warnings: warningsOf(seDifference, persons),
  };
}

function sdOf(before: Sample): number {
  const scores = present(before, 'reliableChange');
  if (scores.length < 2) throw new RangeError('reliableChange needs at least two scores before');
  if (isConstant(scores)) return 0;
  return Math.sqrt(spread(scores).squares / (scores.length - 1));
}

function personOf(difference: number, seDifference: number, critical: number): PersonChange | null {
  if (Number.isNaN(difference)) return null;
  // JSON has no −0.
  const change = finite(difference + 0);
  const told = change !== null && Number.isFinite(seDifference);
  const rci = told ? finite(change / seDifference + 0) : null;
  if (rci === null) return { change, rci, category: null };
  const category = rci > critical ? 'increased' : rci < -critical ? 'decreased' : 'unchanged';
  return { change, rci, category };
}

function countsOf(persons: readonly (PersonChange | null)[]): Record<ChangeCategory, number> {
  const counts = { increased: 0, unchanged: 0, decreased: 0 };
  for (const person of persons) if (person?.category) counts[person.category] += 1;
  return counts;
}

function warningsOf(
  seDifference: number,
  persons: readonly (PersonChange | null)[],
): ReliableChangeWarning[] {
  if (seDifference === 0) return ['constant'];
  return persons.some((person) => person && person.rci === null) ? ['overflow'] : [];
}
