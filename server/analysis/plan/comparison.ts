/** One comparison of a plan, worked out: every variable with its cases, its numbers, its tests and what is to be said about them. */

import { type Description, describe, type Interval, pairedT } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import type { Texts } from '../../../surveys/text.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type CaseCounts, casesOf, pick } from './cases.ts';
import type { AnalysisData } from './data.ts';
import { plannedProcedures } from './procedures.ts';
import type { Variable } from './variables.ts';

/** One of the plan, or one once more with something about it different. */
export type Comparison = AnalysisPlan['comparisons'][number] &
  Pick<AnalysisPlan['sensitivity'][number], 'answers'> & { readonly title?: Texts };

/**
 * What a reader must know of a row. `few`: an estimate with its interval, and no headline test.
 * `not-spherical`: by Mauchly's test at the plan's α. `top`, `bottom`: more than 15 % at that end of the
 * scale. `ordinal`: the numbers are steps in an order. `conditional`: asked by a status that may have
 * come after inclusion.
 */
export type RowWarning = 'few' | 'not-spherical' | 'top' | 'bottom' | 'ordinal' | 'conditional';

export type PlannedTest = Attempt & {
  readonly procedure: string;
  /** The p that stands for it in its family. */
  readonly p: number | null;
};

export interface ComparisonRow {
  readonly variable: Variable;
  readonly cases: CaseCounts;
  /** Of those who are analysed: one for each wave, or each group. */
  readonly descriptives: readonly Description[];
  /** Mean of the last of two waves less the first; null for anything else. */
  readonly change: { readonly value: number | null; readonly ci: Interval } | null;
  readonly tests: readonly PlannedTest[];
  readonly warnings: readonly RowWarning[];
}

/** Where the participants are split by an answer: the item, and the answers in order. */
export interface Groups {
  readonly variable: Variable;
  readonly values: readonly { readonly value: number; readonly label: Texts }[];
}

/** Estimates of fewer pairs, or fewer in a group, come without a headline test. */
const fewest = 10;
const atAnEnd = 0.15;

type Settings = Pick<AnalysisPlan, 'alpha' | 'confidence'>;

/** Waves of the same participants. */
export function rowWithin(
  data: AnalysisData,
  comparison: Comparison,
  variable: Variable,
  settings: Settings,
): ComparisonRow {
  const { waves, procedures } = comparison;
  const { participants, counts } = casesOf(data, [variable.name], comparison);
  const samples = waves.map((wave) => pick(data, variable.name, wave, participants));
  const tests = procedures.map((name) => plannedTest(name, samples, settings));
  return {
    variable,
    cases: counts,
    descriptives: samples.map((sample) => describe(sample, settings)),
    change: changeOf(samples, settings),
    tests,
    warnings: warningsOn(variable, samples, counts.analysed, tests, settings),
  };
}

/** Different participants at one wave, split by what they answered. */
export function rowBetween(
  data: AnalysisData,
  { arms, waves, procedures, answers }: Comparison,
  variable: Variable,
  groups: Groups,
  settings: Settings,
): ComparisonRow {
  const [wave = 1] = waves;
  const split = groups.variable.name;
  const { participants, counts } = casesOf(data, [split, variable.name], {
    ...{ waves: [wave], arms, answers },
  });
  const by = data.numbers(split, wave).values;
  const samples = groups.values.map(({ value }) =>
    pick(
      data,
      variable.name,
      wave,
      participants.filter((i) => by[i] === value),
    ),
  );
  const tests = procedures.map((name) => plannedTest(name, samples, settings));
  const smallest = Math.min(...samples.map(({ length }) => length));
  return {
    variable,
    cases: counts,
    descriptives: samples.map((sample) => describe(sample, settings)),
    change: null,
    tests,
    warnings: warningsOn(variable, samples, smallest, tests, settings),
  };
}

function plannedTest(
  name: string,
  samples: readonly (readonly number[])[],
  settings: Settings,
): PlannedTest {
  const procedure = plannedProcedures[name];
  if (!procedure) throw new Error(`no comparison can name ${name}`);
  const { result, problem } = attempt(() => procedure.test(samples, settings));
  return result
    ? { procedure: name, result: result.result, problem: null, p: result.p }
    : { procedure: name, result: null, problem: problem ?? '', p: null };
}

function changeOf(
  samples: readonly (readonly number[])[],
  { confidence }: Settings,
): ComparisonRow['change'] {
  const [before, after, another] = samples;
  if (!before || !after || another || before.length < 2) return null;
  const { meanDifference: value, ci } = pairedT(after, before, { confidence });
  return { value, ci };
}

function warningsOn(
  { range, ordinal, conditional }: Variable,
  samples: readonly (readonly number[])[],
  smallest: number,
  tests: readonly PlannedTest[],
  { alpha }: Settings,
): RowWarning[] {
  const share = (end: number | undefined) =>
    Math.max(
      ...samples.map((sample) =>
        sample.length === 0 ? 0 : sample.filter((value) => value === end).length / sample.length,
      ),
    );
  const isSpherical = tests.every(
    ({ result }) => result?.procedure !== 'rmAnova' || (result.mauchly.p ?? 1) >= alpha,
  );
  const found: readonly (RowWarning | false)[] = [
    smallest < fewest && 'few',
    !isSpherical && 'not-spherical',
    range !== null && share(range[1]) > atAnEnd && 'top',
    range !== null && share(range[0]) > atAnEnd && 'bottom',
    ordinal && 'ordinal',
    conditional && 'conditional',
  ];
  return found.filter((warning) => warning !== false);
}
