/** Every wave with every other: paired t tests, with their p values adjusted for their number. */

import { tTestStatistics } from '../groups/t-test.ts';
import { adjustP } from '../multiplicity.ts';
import { finite, type Interval } from '../sample.ts';
import { pairsOf, type Table } from './wave-sums.ts';
import type { WithinError } from './within.ts';

export interface PairwiseTest {
  readonly pair: readonly [j: number, k: number];
  /** Mean of wave j minus that of wave k: the earlier minus the later. */
  readonly difference: number | null;
  readonly se: number | null;
  readonly t: number | null;
  readonly df: number;
  readonly p: number | null;
  readonly pHolm: number | null;
  readonly pBonferroni: number | null;
  /** Of the difference, for this pair alone. */
  readonly ci: Interval;
  /** The difference in standard deviations of the participants' differences. */
  readonly dz: number | null;
}

/** `participants` is how many stand behind a mean difference: n, or less where groups are unequal. */
export function pairwiseTests(
  differences: Table,
  { df, squares }: WithinError,
  participants: number,
  confidence: number,
): PairwiseTest[] {
  const tests = pairsOf(squares.length).map(([j, k]) => {
    const difference = differences[j]?.[k] as number;
    const sd = finite(Math.sqrt((squares[j]?.[k] as number) / df)) ?? Number.NaN;
    const { t, p, se, ci } = tTestStatistics(
      { difference, se: sd / Math.sqrt(participants), df },
      { alternative: 'two-sided', confidence },
    );
    const dz = t === null ? null : finite(difference / sd);
    return { pair: [j, k] as const, difference: finite(difference), se, t, df, p, ci, dz };
  });
  const p = tests.map((test) => test.p);
  const [holm, bonferroni] = [adjustP(p, 'holm'), adjustP(p, 'bonferroni')];
  return tests.map((test, index) => ({
    ...test,
    pHolm: holm[index] as number | null,
    pBonferroni: bonferroni[index] as number | null,
  }));
}
