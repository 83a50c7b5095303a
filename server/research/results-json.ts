/** The results of an analysis plan as plain data: every number with all its digits. */

import type { ComparisonResult, PlanResults } from '../analysis/plan/results.ts';
import type { Variable } from '../analysis/plan/variables.ts';
import type { ResearchView } from '../research-view.ts';

/** What a script gets; the shapes of results are those of `stats/`. */
export function resultsJson(view: ResearchView, results: PlanResults) {
  const { study, today } = view;
  const { plan, digest } = results;
  return {
    study: study.study,
    day: today,
    ...standing(view),
    plan: { version: plan.version, sha256: digest, ...rules(plan) },
    waves: study.waves.map(({ months, label }, i) => ({ wave: i + 1, months, label })),
    tables: results.tables.map(({ table, groups, waves, rows, totals }) => ({
      ...{ name: table.name, role: table.role, by: table.by, groups, waves },
      rows: rows.map(({ variable, ...row }) => ({ variable: described(variable), ...row })),
      totals: totals.map(({ band, ...total }) => ({ ...total, band: band?.name ?? null })),
    })),
    comparisons: results.comparisons.map(comparisonJson),
    sensitivity: results.sensitivity.map(comparisonJson),
    screening: results.screening.map(({ variable, ...screened }) => ({
      ...{ variable: variable.name, ...screened },
    })),
    reliability: results.reliability.map(({ scale, ...reliability }) => ({
      ...{ scale: scale.name, items: scale.items, ...reliability },
    })),
    sampleSize: results.sampleSize,
  };
}

/** Which data these are, and by which plans. */
function standing({ cut, plans }: ResearchView) {
  return {
    cut: cut && {
      ...{ number: cut.number, day: cut.on, waves: cut.waves, eligible: cut.eligible },
      ...{ includedUntil: cut.includedUntil, participants: cut.participants, sha256: cut.sha256 },
      ...{ erasedSince: cut.erased, alteredSince: cut.altered },
    },
    frozenPlans: plans.map(({ version, sha256, frozenAt, reason }) => ({
      ...{ version, sha256, frozenAt, deviation: reason },
    })),
  };
}

function comparisonJson({ comparison, groups, withheld, rows }: ComparisonResult) {
  return {
    ...comparison,
    groups: groups && { variable: groups.variable.name, values: groups.values },
    withheld,
    rows: rows.map(({ variable, ...row }) => ({ variable: described(variable), ...row })),
  };
}

function rules({ alpha, confidence, multiplicity, primary }: PlanResults['plan']) {
  return { alpha, confidence, multiplicity, primary };
}

function described({ item: _, ...variable }: Variable) {
  return variable;
}
