/** What wide.csv and long.csv are, for programs: a Data Package, https://datapackage.org/standard/data-package. */

import type { Instrument } from '../../surveys/instrument.ts';
import { missingReasons } from '../../surveys/missing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import type { ResearchView } from '../research-view.ts';
import { texts } from '../texts.ts';
import { answerColumns } from './answer-columns.ts';
import { rangeIn } from './codebook/range.ts';
import { oneLine } from './codebook/words.ts';
import type { ExportColumn } from './columns.ts';
import { fileName } from './file-name.ts';
import type { ExportFormat } from './format.ts';
import { longColumns } from './long-csv.ts';
import { wideColumns } from './wide-csv.ts';

/**
 * Version 2: in version 1 the codes of missing answers would hold for the whole table, where −3 days
 * from the target is no missing answer, and neither they nor the values could have labels.
 */
const profiles = 'https://datapackage.org/profiles/2.0';

export const datapackageJson: ExportFormat = {
  file: 'datapackage.json',
  contentType: 'application/json; charset=utf-8',
  scope: 'documentation',
  shelf: 'documentation',
  async *chunks(view, role) {
    const { study } = view;
    const answers = await answerColumns(view, role);
    const { instruments } = answers;
    const language = study.languages[0] ?? 'en';
    const resource = (name: string, columns: readonly ExportColumn[], key: readonly string[]) =>
      resourceOf({ view, role, language, instruments }, name, columns, key);
    const descriptor = {
      $schema: `${profiles}/datapackage.json`,
      name: `${study.study}-${role.name}`,
      title: `${inLanguage(study.title, language)}: ${inLanguage(role.label, language)}`,
      created: `${view.today}T00:00:00Z`,
      resources: [
        resource('wide', wideColumns(view, role, answers), ['code']),
        resource('long', longColumns(view, role, answers), ['code', 'wave']),
      ],
    };
    yield `${JSON.stringify(descriptor, null, 2)}\n`;
  },
};

interface About {
  readonly view: ResearchView;
  readonly role: StudyRole;
  readonly language: string;
  readonly instruments: readonly Instrument[];
}

function resourceOf(
  about: About,
  name: string,
  columns: readonly ExportColumn[],
  primaryKey: readonly string[],
) {
  return {
    name,
    type: 'table',
    path: fileName(about.view.study, about.role, `${name}.csv`),
    description: texts(about.language)(`research.downloads.${name}-csv`),
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { header: true, delimiter: ',', lineTerminator: '\n', quoteChar: '"' },
    schema: {
      $schema: `${profiles}/tableschema.json`,
      fields: columns.map((column) => fieldOf(column, primaryKey, about)),
      missingValues: [''],
      primaryKey,
    },
  };
}

const types = { integer: 'integer', decimal: 'number', text: 'string', date: 'date' } as const;

function fieldOf(
  column: ExportColumn,
  primaryKey: readonly string[],
  { language, instruments }: About,
) {
  const { name, label, storage, measure, kind, values, note } = column;
  const isAnswer = kind === 'item' || kind === 'scale';
  const words = (text: Texts) => oneLine(inLanguage(text, language));
  const range = rangeIn(column, instruments);
  const ends = range ? values.map(({ value, label: end }) => `${value} = ${words(end)}`) : [];
  const description = [ends.join(', '), note].filter((part) => part !== '').join('. ');
  const constraints = {
    ...(primaryKey.includes(name) || /^status(_w\d+)?$/.test(name) ? { required: true } : {}),
    ...(range ? { minimum: range[0], maximum: range[1] } : {}),
  };
  return {
    ...{ name, type: types[storage], title: words(label) },
    ...(description === '' ? {} : { description }),
    ...(values.length === 0 || range
      ? {}
      : {
          categories: values.map((one) => ({ value: one.value, label: words(one.label) })),
          categoriesOrdered: measure === 'ordinal',
        }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    ...(isAnswer ? { missingValues: missingIn(language) } : {}),
  };
}

/** An empty cell has no reason of its own. */
function missingIn(language: string) {
  const reasons = missingReasons.map(({ code, label }) => ({
    value: String(code),
    label: inLanguage(label, language),
  }));
  return [{ value: '', label: texts(language)('codebook.empty') }, ...reasons];
}
