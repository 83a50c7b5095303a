/** A study's analysis plan carried out on what may be shown. */

import { power } from '../../../stats/index.ts';
import type { AnalysisPlan } from '../../../surveys/analysis-plan.ts';
import { digestOf } from '../../digest.ts';
import type { ResearchView } from '../../research-view.ts';
import type { ComparisonRow } from './comparison.ts';
import { type Adjusted, adjustFamilies } from './families.ts';
import {
  type RoleResults,
  roleResults,
  type TableResult,
  type WorkedComparison,
} from './role-results.ts';

export type { TableResult };

export interface ComparisonResult extends Omit<WorkedComparison, 'rows'> {
  /** `adjusted`: one for each test of the row. */
  readonly rows: readonly (ComparisonRow & { readonly adjusted: readonly Adjusted[] })[];
}

export interface PlanResults extends Omit<RoleResults, 'comparisons' | 'sensitivity'> {
  readonly plan: AnalysisPlan;
  readonly digest: string;
  readonly comparisons: readonly ComparisonResult[];
  readonly sensitivity: readonly ComparisonResult[];
  /** How many participants the plan asks for, worked out anew. */
  readonly sampleSize: ReturnType<typeof power.rmWithin>;
}

export async function planResults(view: ResearchView): Promise<PlanResults> {
  const { study } = view;
  const plan = study.analysis_plan;
  const roles: RoleResults[] = [];
  for (const role of study.roles) roles.push(await roleResults(view, plan, role));
  const tables = roles.flatMap((role) => role.tables);
  const comparisons = adjusted(
    roles.flatMap((role) => role.comparisons),
    plan,
  );
  const sensitivity = adjusted(
    roles.flatMap((role) => role.sensitivity),
    plan,
  );
  return {
    ...{ plan, digest: digestOf(plan) },
    tables: inPlanOrder(plan.tables, tables, ({ table }) => table),
    comparisons: inPlanOrder(plan.comparisons, comparisons, ({ comparison }) => comparison),
    sensitivity,
    screening: roles.flatMap((role) => role.screening),
    reliability: roles.flatMap((role) => role.reliability),
    sampleSize: sampleSize(plan),
  };
}

function adjusted(
  worked: readonly WorkedComparison[],
  { multiplicity }: AnalysisPlan,
): ComparisonResult[] {
  const inFamilies = adjustFamilies(worked, multiplicity);
  return worked.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => ({
      ...row,
      adjusted: row.tests.flatMap((test) => inFamilies.get(test) ?? []),
    })),
  }));
}

function sampleSize({ alpha, sample_size }: AnalysisPlan): PlanResults['sampleSize'] {
  const { effect_f: f, power: wanted, measurements, correlation } = sample_size;
  return power.rmWithin({ effect: { f }, power: wanted, alpha, measurements, correlation });
}

function inPlanOrder<Part, Result>(
  parts: readonly Part[],
  results: readonly Result[],
  partOf: (result: Result) => Part,
): Result[] {
  return results.toSorted((a, b) => parts.indexOf(partOf(a)) - parts.indexOf(partOf(b)));
}
