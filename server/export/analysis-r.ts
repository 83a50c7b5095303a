/** The analysis plan as an R script: it reads wide.csv, sets labels and factors, and finds the numbers of the results page. */

import { readFileSync } from 'node:fs';
import { answerType } from '../../surveys/answer-types/index.ts';
import { type Instrument, items, type Scale } from '../../surveys/instrument.ts';
import { turnedFrom } from '../../surveys/score.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { Comparison } from '../analysis/plan/comparison.ts';
import { groupsOf, isCounted, isWithheld } from '../analysis/plan/role-results.ts';
import { sensitivityOf } from '../analysis/plan/sensitivity.ts';
import { optionsOf, type PlannedTable } from '../analysis/plan/tables.ts';
import { variableOf } from '../analysis/plan/variables.ts';
import { digestOf } from '../digest.ts';
import type { ResearchView } from '../research-view.ts';
import { answerColumns } from './answer-columns.ts';
import type { ExportColumn } from './columns.ts';
import { fileName } from './file-name.ts';
import type { ExportFormat } from './format.ts';
import { literal, type RData } from './r/literal.ts';
import { wideColumns } from './wide-csv.ts';

/** Everything that does not depend on the study. */
const functions = readFileSync(new URL('r/analysis.R', import.meta.url), 'utf8');

export const analysisR: ExportFormat = {
  file: 'analysis.R',
  contentType: 'text/plain; charset=utf-8',
  scope: 'documentation',
  shelf: 'r',
  async *chunks(view, role) {
    const { study } = view;
    const plan = study.analysis_plan;
    const columns = wideColumns(view, role, await answerColumns(view, role));
    yield `# The analysis plan of ${study.study} in R (4.0 or later), for the role ${role.name}.
# Version ${plan.version}, SHA-256 ${digestOf(plan)}
${standing(view)}
# Save wide.csv beside this script: Rscript ${fileName(study, role, 'analysis.R')}

data <- read.csv("${fileName(study, role, 'wide.csv')}", na.strings = "", check.names = FALSE,
  fileEncoding = "UTF-8")

# ---- What the columns are -----------------------------------------------------------------------

`;
    yield labels(columns, study.languages[0] ?? 'en');
    yield functions;
    yield `
# ---- The plan -----------------------------------------------------------------------------------

plan <- ${literal(planFor(view, role))}

results <- run()
if (!interactive()) str(results, give.attr = FALSE)
`;
  },
};

/** Which data it is for, and how the plan was changed after it was frozen. */
function standing({ cut, plans, today }: ResearchView): string {
  const data = cut
    ? `Data cut ${cut.number} of ${cut.on}, SHA-256 ${cut.sha256}`
    : `The data as they were on ${today}`;
  const changes = plans.slice(1).map(({ version, frozenAt, reason }) => {
    const because = (reason ?? '').replace(/\s+/g, ' ');
    return `Deviation: version ${version}, frozen ${frozenAt}: ${because}`;
  });
  return [data, ...changes].map((line) => `# ${line}`).join('\n');
}

/** `answers` has words where `data` has numbers; a missing answer has no word. */
function labels(columns: readonly ExportColumn[], language: string): string {
  const named = Object.fromEntries(
    columns.map(({ name, label }) => [name, inLanguage(label, language).replace(/\s+/g, ' ')]),
  );
  const sets = Map.groupBy(
    columns.filter(({ values }) => values.length > 0 && isWhole(values)),
    ({ values }) => JSON.stringify(values),
  );
  const factors = [...sets.values()].map((set) => ({
    columns: set.map(({ name }) => name),
    values: set[0]?.values.map(({ value }) => value) as readonly number[] | readonly string[],
    labels: set[0]?.values.map(({ label }) => inLanguage(label, language)) ?? [],
  }));
  return `labels <- ${literal(named)}
for (name in names(labels)) attr(data[[name]], "label") <- labels[[name]]

answers <- data
sets <- ${literal(factors)}
for (set in sets)
  for (column in set$columns)
    answers[[column]] <- factor(data[[column]], levels = set$values, labels = make.unique(as.character(set$labels)))
`;
}

/** Rating scales have words at their ends only: as factors they would lose what is between. */
function isWhole(values: ExportColumn['values']): boolean {
  const numbers = values.map(({ value }) => value).filter((value) => typeof value === 'number');
  return (
    numbers.length < values.length ||
    Math.max(...numbers) - Math.min(...numbers) + 1 === numbers.length
  );
}

/** The parts of a plan that are about a role and may be shown. */
function planFor(view: ResearchView, role: StudyRole): RData {
  const plan = view.study.analysis_plan;
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const tables = plan.tables.filter((table) => table.role === role.name);
  const compared = (comparisons: readonly Comparison[]) =>
    comparisons
      .filter((comparison) => comparison.role === role.name && !isWithheld(view, comparison))
      .map((comparison) => comparisonFor(view, instrument, comparison));
  return {
    confidence: plan.confidence,
    multiplicity: plan.multiplicity,
    waves: view.waves,
    comparisons: compared(plan.comparisons),
    sensitivity: compared(sensitivityOf(plan)),
    reliability: Object.fromEntries(
      instrument.scales
        .filter(({ name }) => plan.reliability.includes(name))
        .map((scale) => [scale.name, scaleFor(instrument, scale)]),
    ),
    means: byName(tables, 'means', (table) => ({
      ...partFor(view, table),
      variables: table.variables,
      total: table.total ?? null,
    })),
    counts: byName(tables, 'background', (table) => ({
      ...partFor(view, table),
      items: Object.fromEntries(table.variables.map((name) => [name, itemFor(instrument, name)])),
    })),
  };
}

function comparisonFor(
  { study }: ResearchView,
  instrument: Instrument,
  comparison: Comparison,
): RData {
  const { name, procedures, variables, waves, arms = null, family, groups = null } = comparison;
  const item = groups === null ? null : variableOf(instrument, groups).item;
  const values = item ? optionsOf(item).map(({ value }) => value) : null;
  return {
    ...{ name, procedures, variables, waves, arms, groups, values },
    family: family ?? name,
    // Days after the target from which an answer to each wave is late.
    late: comparison.answers ? study.waves.map(({ window = study.window }) => window.late) : null,
  };
}

function scaleFor(instrument: Instrument, scale: Scale): RData {
  const own = items(instrument).filter(({ name }) => scale.items.includes(name));
  const reversed = own.filter(({ name }) => scale.reversed?.includes(name));
  return {
    items: own.map(({ name }) => name),
    reversed: Object.fromEntries(reversed.map((item) => [item.name, turnedFrom(item, scale)])),
  };
}

function byName(
  tables: readonly PlannedTable[],
  shows: PlannedTable['shows'],
  made: (table: PlannedTable) => RData,
): RData {
  return Object.fromEntries(
    tables.filter((table) => table.shows === shows).map((table) => [table.name, made(table)]),
  );
}

function partFor(view: ResearchView, table: PlannedTable) {
  const waves = table.waves.filter((wave) => view.waves.includes(wave));
  return { by: table.by, groups: groupsOf(view, table), waves };
}

/** The columns of its answers, and what they can be; nothing where numbers stand for themselves. */
function itemFor(instrument: Instrument, name: string): RData {
  const { item } = variableOf(instrument, name);
  const columns = item
    ? answerType(item)
        .columns(item)
        .map((column) => column.name)
    : [name];
  const values = item && isCounted(item) ? optionsOf(item).map(({ value }) => value) : null;
  return { columns, values };
}
