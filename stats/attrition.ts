/** Whether those who left a study were like those who stayed, by what was measured before. */

import { confidenceOptions } from './confidence.ts';
import { descriptivesOf, type GroupDescriptives, summarise } from './groups/summary.ts';
import { independentTOf } from './independent-t.ts';
import { type Effect, type Interval, present, type Result, type Sample } from './sample.ts';

/** Variables measured before anyone left, by name: one sample per variable, all of one length. */
export type GroupMeasurements = Readonly<Record<string, Sample>>;

/**
 * Of single variables, and of all together: `too-few`: a group has fewer than two values. `constant`: a
 * variable does not vary within the groups. `overflow`: a result is larger than a number can be.
 */
export type AttritionWarning = 'too-few' | 'constant' | 'overflow';

export interface AttritionGroup extends GroupDescriptives {
  readonly missing: number;
}

export interface AttritionVariable {
  readonly variable: string;
  readonly completers: AttritionGroup;
  readonly dropouts: AttritionGroup;
  /** Completers minus dropouts, with Welch's interval. */
  readonly meanDifference: number | null;
  readonly ci: Interval;
  readonly t: number | null;
  readonly df: number | null;
  readonly p: number | null;
  /** The same in pooled standard deviations. */
  readonly d: Effect;
  readonly warnings: readonly AttritionWarning[];
}

export interface Attrition extends Result<'attrition', AttritionWarning> {
  readonly completers: number;
  readonly dropouts: number;
  /** Share of all that dropped out. */
  readonly rate: number | null;
  readonly variables: readonly AttritionVariable[];
  readonly confidence: number;
}

/**
 * Attrition analysis: for each variable of the first wave, how completers and dropouts differ.
 *
 * Use it to see whether those who left differ from those who stayed in ways that bear on the results. Look
 * at d rather than p: with few dropouts a large difference is not significant, with many participants a
 * trivial one is.
 *
 * Input: for completers and for dropouts the same variables by name, each with one value per participant
 * of the group, `NaN` where missing. Each variable is tested on those who have it; `n.excluded` counts the
 * participants without any.
 *
 * Formulas: Welch's t test and d = (x̄_c − x̄_d)/s_pooled with its noncentral-t interval, as in
 * `independentT`; the use: Goodman & Blum (1996), doi:10.1177/014920639602200405.
 *
 * Throws RangeError where the groups have different variables or none, on samples of different lengths
 * within a group, ±Infinity and a confidence outside 0 to 1. Too few values give null and a warning.
 *
 * @example attrition({ age: [30, 34, 38] }, { age: [20, 24, NaN] }).variables[0].meanDifference // => 12
 * @example attrition({ age: [30, 34, 38] }, { age: [20, 24, NaN] }).variables[0].t.toFixed(6) // => '3.927922'
 * @example attrition({ age: [30, 34, 38] }, { age: [20] }).rate // => 0.25
 */
export function attrition(
  completers: GroupMeasurements,
  dropouts: GroupMeasurements,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): Attrition {
  confidenceOptions({ confidence }, 'attrition');
  const names = Object.keys(completers);
  const others = new Set(Object.keys(dropouts));
  if (
    names.length === 0 ||
    others.size !== names.length ||
    !names.every((name) => others.has(name))
  ) {
    throw new RangeError('attrition needs the same variables in both groups');
  }
  const [stayed, left] = [countsOf(completers), countsOf(dropouts)];
  const variables = names.map((name) =>
    compare(name, completers[name] ?? [], dropouts[name] ?? [], confidence),
  );
  const all = stayed.all + left.all;
  const used = stayed.used + left.used;
  return {
    procedure: 'attrition',
    n: { used, excluded: all - used },
    completers: stayed.all,
    dropouts: left.all,
    rate: all === 0 ? null : left.all / all,
    variables,
    confidence,
    method:
      "Welch's t test per variable, d with pooled standard deviation, completers minus dropouts",
    warnings: [...new Set(variables.flatMap(({ warnings }) => warnings))],
  };
}

function compare(
  variable: string,
  stayed: Sample,
  left: Sample,
  confidence: number,
): AttritionVariable {
  const [first, second] = [present(stayed, 'attrition'), present(left, 'attrition')];
  const groups = {
    variable,
    completers: groupOf(first, stayed.length),
    dropouts: groupOf(second, left.length),
  };
  if (first.length < 2 || second.length < 2) return { ...groups, ...untested };
  const { meanDifference, ci, t, df, p, effects, warnings } = independentTOf(
    [summarise(first), summarise(second)],
    { variances: 'unequal', confidence },
  );
  return {
    ...groups,
    meanDifference,
    ci,
    t,
    df,
    p,
    d: { value: effects.d.value, ci: effects.d.ci },
    warnings: warnings.filter((warning) => warning === 'constant' || warning === 'overflow'),
  };
}

const untested = {
  meanDifference: null,
  ci: [null, null],
  t: null,
  df: null,
  p: null,
  d: { value: null, ci: [null, null] },
  warnings: ['too-few'],
} as const;

function groupOf(values: Float64Array, length: number): AttritionGroup {
  const missing = length - values.length;
  if (values.length > 0) return { ...descriptivesOf(summarise(values)), missing };
  return { n: 0, missing, mean: null, sd: null, se: null };
}

/** How many participants a group has, and how many of them were measured in anything. */
function countsOf(group: GroupMeasurements): { all: number; used: number } {
  const samples = Object.values(group);
  const all = samples[0]?.length ?? 0;
  if (samples.some((sample) => sample.length !== all)) {
    throw new RangeError('attrition needs samples of one length in each group');
  }
  let used = 0;
  for (let i = 0; i < all; i += 1) {
    if (samples.some((sample) => !Number.isNaN(sample[i]))) used += 1;
  }
  return { all, used };
}
