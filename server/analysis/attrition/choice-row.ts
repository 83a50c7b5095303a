/** A question with a list of answers: how many of those who stayed, and of those who left, had given each at inclusion. */

import { chiSquareTest, type Effect, fisherExact } from '../../../stats/index.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Texts } from '../../../surveys/text.ts';
import { attempt } from '../plan/attempt.ts';
import type { ChoiceColumn } from '../plan/data.ts';
import { optionsOf } from '../plan/tables.ts';
import type { Variable } from '../plan/variables.ts';
import type { StayedLeft } from './attrition.ts';

/** Whether the answers were spread alike in both groups. */
export interface SharesTest {
  /** Cramér's V: 0 where they were spread alike, 1 at most. */
  readonly effect: Effect;
  /** Fisher's where few are expected in a cell, else Pearson's; null where neither can tell. */
  readonly p: number | null;
  readonly procedure: 'chiSquareTest' | 'fisherExact';
}

export interface ChoiceRow {
  readonly kind: 'choice';
  readonly variable: Variable;
  /** Of everybody with an answer. */
  readonly answered: StayedLeft<number>;
  /** Null where several could be chosen: then each option has its own. */
  readonly test: SharesTest | null;
  readonly options: readonly {
    readonly label: Texts;
    readonly counts: StayedLeft<number>;
    readonly test: SharesTest | null;
  }[];
}

interface Answers {
  /** Of everybody. */
  readonly column: ChoiceColumn;
  /** By their positions in it. */
  readonly groups: StayedLeft<readonly number[]>;
  readonly confidence: number;
}

/** None where nobody answered. */
export function choiceRows(
  variable: Variable,
  item: Item,
  { column, groups, confidence }: Answers,
): ChoiceRow[] {
  const chosen = groups.map((group) =>
    group.flatMap((i) => (typeof column[i] === 'object' ? [column[i]] : [])),
  );
  const ofBoth = (count: (answers: readonly (readonly number[])[]) => number) =>
    [count(chosen[0] ?? []), count(chosen[1] ?? [])] as const;
  const answered = ofBoth(({ length }) => length);
  if (answered[0] + answered[1] === 0) return [];
  const several = item.type === 'multiple';
  const options = optionsOf(item)
    .map(({ value, label }) => ({
      label,
      counts: ofBoth((answers) => answers.filter((one) => one.includes(value)).length),
    }))
    .filter(({ counts: [stayed, left] }) => stayed + left > 0);
  const beside = ([stayed, left]: StayedLeft<number>) =>
    [answered[0] - stayed, answered[1] - left] as const;
  const row: ChoiceRow = {
    ...{ kind: 'choice', variable, answered },
    test: several
      ? null
      : sharesTest(
          options.map(({ counts }) => counts),
          confidence,
        ),
    options: options.map((option) => ({
      ...option,
      test: several ? sharesTest([option.counts, beside(option.counts)], confidence) : null,
    })),
  };
  return [row];
}

/** An exact p of a larger table takes long with more people: nobody is to wait for it. */
const mostExact = 200;

/** Null where one group has nobody, or all gave one answer. */
function sharesTest(table: readonly StayedLeft<number>[], confidence: number): SharesTest | null {
  const { result } = attempt(() => chiSquareTest(table, { confidence }));
  if (!result || result.warnings.includes('empty-margin')) return null;
  const effect = result.effects.cramersV;
  if (!result.warnings.includes('small-expected-counts'))
    return { effect, p: result.p, procedure: 'chiSquareTest' };
  const isQuick = table.length === 2 || result.n.used <= mostExact;
  const exact = isQuick ? attempt(() => fisherExact(table)) : null;
  return { effect, p: exact?.result?.p ?? null, procedure: 'fisherExact' };
}
