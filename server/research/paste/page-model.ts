/** What the results page hands out with each comparison: its table for the clipboard and as files, and of each row a sentence and how it is made. */

import type { Study } from '../../../surveys/study.ts';
import type { ComparisonResult, PlanResults } from '../../analysis/plan/results.ts';
import { renderFile } from '../../render.ts';
import type { ResearchView } from '../../research-view.ts';
import { languages } from '../../texts.ts';
import { type HowQuestion, hows, selectionMenu } from '../how/index.ts';
import type { Researcher } from '../researcher.ts';
import { comparedIn, type comparisonModels } from '../results-model.ts';
import { onSameCut } from '../same-cut.ts';
import type { Speaker } from '../speaker.ts';
import { studyPagePath } from '../study-pages.ts';
import { comparisonTable } from './comparison-table.ts';
import { printedFrom } from './printed.ts';
import { withMarks, withSymbols } from './rich.ts';
import { isSmall, noteText } from './row-notes.ts';
import { sentenceOf } from './sentence.ts';
import { type PasteTable, pasteModel, pasteText } from './table.ts';

/** The comparisons as the page has them, with what can be taken from each. */
export function handedOut(
  view: ResearchView,
  researcher: Researcher,
  results: PlanResults,
  models: ReturnType<typeof comparisonModels>,
  speak: Speaker,
) {
  const printed = printedFrom(view, speak);
  const compared = comparedIn(results);
  return models.map((model, c) => {
    const result = compared[c];
    if (!result) throw new Error(`${model.name} has no result`);
    return {
      ...model,
      paste: result.withheld
        ? null
        : pastePageModel(comparisonTable(results, result, speak, printed), view, researcher),
      rows: model.rows.map((row, r) => ({
        ...row,
        howTo: howToModel(view.study, results.plan, result, result.rows[r], speak),
      })),
    };
  });
}

/** Whoever looks at a data cut gets the tables of that cut. */
export function pastePageModel(table: PasteTable, { study }: ResearchView, researcher: Researcher) {
  const { language, name } = table;
  const other = languages.find((one) => one !== language) ?? language;
  const page = studyPagePath(study.study, 'results');
  return {
    name,
    // As text: style attributes in the page itself are against its policy.
    markup: renderFile('research/apa-table', language, pasteModel(table)),
    text: pasteText(table),
    html: onSameCut(`${page}/${name}.html?lang=${language}`, researcher),
    csv: onSameCut(`${page}/${name}.csv?lang=${language}`, researcher),
    other: { language: other, href: `${onSameCut(`${page}?lang=${other}`, researcher)}#${name}` },
  };
}

/** Null where nobody is analysed: there is no number to tell the making of. */
function howToModel(
  study: Study,
  plan: PlanResults['plan'],
  result: ComparisonResult,
  row: ComparisonResult['rows'][number] | undefined,
  speak: Speaker,
) {
  if (!row) throw new Error(`${result.comparison.name} has too few rows`);
  if (row.cases.analysed === 0) return null;
  const limit = study.small_cell_limit;
  const question = questionOf(study, plan, result, row.variable.name);
  const { file } = question;
  const sentence = sentenceOf(plan, result, row, speak, limit);
  return {
    id: `${result.comparison.name}-${row.variable.name}`,
    sentence: { rich: withSymbols(sentence), text: sentence },
    small: isSmall(row, limit) ? noteText(result, 'small', speak, limit) : '',
    files: speak.say('howTo.files', { csv: `${file}.csv`, sav: `${file}.sav` }),
    procedures: result.comparison.procedures.map((name) => {
      const how = hows[name];
      if (!how) throw new Error(`nothing tells how ${name} is made`);
      const menus = [selectionMenu(question), how.menu(question)];
      return {
        method: withMarks(speak.say(`howTo.method.${name}`)),
        formula: how.formula,
        r: how.r(question),
        menus: menus.filter(({ length }) => length > 0).map((steps) => steps.join(' ▸ ')),
        syntax: how.syntax(question),
        reading: withMarks(speak.say(`howTo.spss.${name}`)),
        source: how.source,
      };
    }),
  };
}

function questionOf(
  study: Study,
  { alpha, confidence }: PlanResults['plan'],
  { comparison, groups }: ComparisonResult,
  variable: string,
): HowQuestion {
  return {
    ...{ variable, alpha, confidence },
    file: `${study.study}-${comparison.role}-wide`,
    waves: comparison.waves,
    arms: comparison.arms ?? null,
    late: comparison.answers
      ? comparison.waves.map((wave) => (study.waves[wave - 1]?.window ?? study.window).late)
      : null,
    split: groups && {
      variable: groups.variable.name,
      values: groups.values.map(({ value }) => value),
    },
  };
}
