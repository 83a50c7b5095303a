/** The instrument that is asked now as a REDCap data dictionary: eighteen columns, a row for each question and each plain score. */

import type { Condition } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import type { Cell } from '../../surveys/codebook.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import {
  type Instrument,
  items,
  type PlacedItem,
  placedItems,
  type Scale,
} from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { optionsOf } from '../analysis/plan/tables.ts';
import { texts } from '../texts.ts';
import { csvHeader, csvRows, csvType } from './csv.ts';
import type { ExportFormat } from './format.ts';

/** REDCap's own words, to the letter. */
const names = [
  'Variable / Field Name',
  'Form Name',
  'Section Header',
  'Field Type',
  'Field Label',
  'Choices, Calculations, OR Slider Labels',
  'Field Note',
  'Text Validation Type OR Show Slider Number',
  'Text Validation Min',
  'Text Validation Max',
  'Identifier?',
  'Branching Logic (Show field only if...)',
  'Required Field?',
  'Custom Alignment',
  'Question Number (surveys only)',
  'Matrix Group Name',
  'Matrix Ranking?',
  'Field Annotation',
] as const;

const columns = names.map((name) => ({ name, storage: 'text' as const }));

type Row = Partial<Record<(typeof names)[number], string>>;

export const redcapDictionary: ExportFormat = {
  file: 'redcap-dictionary.csv',
  contentType: csvType,
  scope: 'documentation',
  shelf: 'documentation',
  async *chunks(view, role) {
    const instrument = view.instrument(role.instrument, role.instrument_version);
    const language = view.study.languages[0] ?? 'en';
    const rows = rowsOf(instrument, language);
    const form = instrument.instrument.replaceAll('-', '_');
    const cells = rows.map((row): Cell[] =>
      names.map((name) => row[name] ?? (name === 'Form Name' ? form : '')),
    );
    yield csvHeader(columns);
    yield csvRows(columns, cells);
  },
};

/** The first field of a project is the record itself. */
function rowsOf(instrument: Instrument, language: string): Row[] {
  const record: Row = {
    'Variable / Field Name': 'code',
    'Field Type': 'text',
    'Field Label': texts(language)('research.column.code'),
  };
  return [
    record,
    ...placedItems(instrument).map((placed) => itemRow(instrument, placed, language)),
    ...instrument.scales.flatMap((scale) => scaleRow(scale, language)),
  ];
}

function itemRow(
  instrument: Instrument,
  { item, group, section }: PlacedItem,
  language: string,
): Row {
  const isFirst = section.groups[0]?.items[0] === item;
  return {
    'Variable / Field Name': item.name,
    'Section Header': isFirst && section.title ? inLanguage(section.title, language) : '',
    'Field Label': questionInWords(item, group, language),
    'Field Note': item.instruction ? inLanguage(item.instruction, language) : '',
    'Branching Logic (Show field only if...)': [section.when, item.when]
      .filter((when) => when !== undefined)
      .map((when) => branching(instrument, when))
      .join(' and '),
    'Question Number (surveys only)': item.number ?? '',
    'Field Annotation': item.added ?? '',
    ...answerIn(item, language),
  };
}

function answerIn(item: Item, language: string): Row {
  switch (item.type) {
    case 'single':
    case 'pair':
      return { 'Field Type': 'radio', [choices]: choicesOf(item, language) };
    case 'multiple': {
      const none = item.options.filter(({ exclusive }) => exclusive).map(({ value }) => value);
      const alone = none.length > 0 ? `Alone: @NONEOFTHEABOVE='${none.join(',')}'` : '';
      return {
        ...{ 'Field Type': 'checkbox', [choices]: choicesOf(item, language) },
        'Field Annotation': [item.added, alone].filter(Boolean).join(' '),
      };
    }
    case 'number':
      return validated('integer', ...item.range);
    case 'scale':
      return {
        ...validated('integer', ...item.range),
        'Field Note': `${item.range[0]} = ${inLanguage(item.low, language)}, ${item.range[1]} = ${inLanguage(item.high, language)}`,
      };
    case 'date':
      return validated('date_ymd', item.earliest, item.latest);
    case 'text':
      return { 'Field Type': 'notes' };
  }
}

const choices = 'Choices, Calculations, OR Slider Labels';

/** A bar parts the choices, so none may stand in one. */
function choicesOf(item: Item, language: string): string {
  return optionsOf(item)
    .map(({ value, label }) => `${value}, ${oneLine(inLanguage(label, language))}`)
    .join(' | ');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '/').trim();

function validated(type: string, lowest: number | string, highest: number | string): Row {
  return {
    'Field Type': 'text',
    'Text Validation Type OR Show Slider Number': type,
    'Text Validation Min': String(lowest),
    'Text Validation Max': String(highest),
  };
}

/** Each option of a question with several answers is a field of its own. */
function branching(instrument: Instrument, when: Condition): string {
  const each = Object.entries(when).map(([name, values]) => {
    const isSeveral = items(instrument).find((item) => item.name === name)?.type === 'multiple';
    const any = [values]
      .flat()
      .map((value) => (isSeveral ? `[${name}(${value})] = '1'` : `[${name}] = '${value}'`));
    return any.length > 1 ? `(${any.join(' or ')})` : (any[0] ?? '');
  });
  return each.join(' and ');
}

/** Sums and means without anything special; REDCap leaves out of them what is missing. */
function scaleRow(scale: Scale, language: string): Row[] {
  const { name, label, rule, reversed, source, minimum } = scale;
  const [how] = rule.split('@');
  if ((how !== 'mean' && how !== 'sum') || reversed) return [];
  return [
    {
      'Variable / Field Name': name,
      'Field Type': 'calc',
      'Field Label': inLanguage(label, language),
      [choices]: `${how}(${scale.items.map((item) => `[${item}]`).join(', ')})`,
      'Field Note': source,
      'Field Annotation': `${rule}, minimum answered: ${minimum}`,
    },
  ];
}
