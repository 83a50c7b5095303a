/** What the report's Table 2 counts: each answer as many times as it was given, and ages and work ability by mean and spread. */

import type { Random } from '../../server/demo/random.ts';
import { shuffled } from '../../server/demo/random.ts';
import { type Moments, missedMoments, printedTable } from './printed.ts';
import { type Arm, arms } from './roster.ts';
import { search } from './search.ts';

const columns: Readonly<Record<Arm, string>> = {
  jobbspesialist: 'jobbspesialist',
  kvp: 'kvp',
  'din-utvikling': 'din_utvikling',
};

/** The table's variables by the names of their questions; each lists its answers in the form's order. */
export const counted = {
  gender: 'gender',
  jm02: 'in_work',
  jm05: 'reading_writing',
  jm06: 'benefits',
  jm07: 'time_to_work',
  jm08: 'concentration',
  jm09: 'memory',
  jm10: 'satisfied_nav',
  jm11: 'satisfied_contact',
} as const;

/** The answers of an arm in a random order: 1 for the first option, as often as the table says. */
export function answersOf(question: keyof typeof counted, arm: Arm, random: Random): number[] {
  const rows = printedTable('table2').filter(({ variable }) => variable === counted[question]);
  return shuffled(
    random,
    rows.flatMap((row, i) => Array(Number(row[`${columns[arm]}_n`])).fill(i + 1) as number[]),
  );
}

export interface Described extends Moments {
  readonly size: number;
}

export function describedOf(variable: 'age' | 'work_ability', group: Arm | 'all'): Described {
  const name = group === 'all' ? 'all' : columns[group];
  const row = printedTable('table2-continuous').find(
    (one) => one.variable === variable && one.group === name,
  );
  if (!row) throw new Error(`the report has no ${variable} of ${group}`);
  return { size: Number(row.n), mean: Number(row.mean), sd: Number(row.sd) };
}

/** Ages of all arms at once, so that those of everybody together hold too. */
export function findAges(random: Random): Readonly<Record<Arm, readonly number[]>> {
  const groups = arms.map((arm) => ({ arm, ...describedOf('age', arm) }));
  const all = describedOf('age', 'all');
  const spans = groups.map(({ size }, i) => {
    const from = groups.slice(0, i).reduce((sum, group) => sum + group.size, 0);
    return [from, from + size] as const;
  });
  const places = [...Array(all.size).keys()];
  const found = search(
    {
      start: places.map((i) => {
        const own = groups[spans.findIndex(([from, to]) => i >= from && i < to)] ?? all;
        return Math.round(own.mean + own.sd * ((i % 5) / 2 - 1));
      }),
      range: [18, 66],
      loose: places,
      exchanged: places,
      strain: (ages) =>
        missedMoments(ages, all, 1) +
        groups
          .map((group, i) => missedMoments(ages.slice(...(spans[i] as [number, number])), group, 1))
          .reduce((sum, missed) => sum + missed, 0),
    },
    random,
  );
  if (!found) throw new Error('the printed ages cannot all hold');
  return Object.fromEntries(
    groups.map(({ arm }, i) => [arm, found.slice(...(spans[i] as [number, number]))]),
  ) as Record<Arm, number[]>;
}

/** The work ability of a small arm. */
export function findWorkAbility(arm: Arm, random: Random): number[] {
  const described = describedOf('work_ability', arm);
  const places = [...Array(described.size).keys()];
  const problem = {
    start: places.map(() => Math.round(described.mean)),
    range: [0, 10] as const,
    loose: places,
    exchanged: places,
    strain: (values: readonly number[]) => missedMoments(values, described, 1),
  };
  const found = search(problem, random);
  if (!found) throw new Error(`the printed work ability of ${arm} cannot hold`);
  return found;
}
