/** The Norwegian texts of the two questionnaires are the printed forms', letter for letter, and nothing is lost. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import type { Texts } from '../../surveys/text.ts';
import { faultLine } from '../../surveys/yaml-file.ts';

const root = join(import.meta.dirname, '../..');

describe.each(['job-mastery', 'se-fidelity'])('%s', (name) => {
  const instrument = load(name);
  const form = printed(name);

  it('has every text from the form, letter for letter', () => {
    expect(notIn(form, formTexts(instrument))).toEqual([]);
  });

  it('has the options and anchors of each question together and in the form’s order', () => {
    expect(notIn(form, questions(instrument).map(answers))).toEqual([]);
  });

  it('counts the options from 1', () => {
    const lists = items(instrument).flatMap((item) => ('options' in item ? [item.options] : []));
    for (const list of lists)
      expect(list.map((option) => option.value)).toEqual(list.map((_, index) => index + 1));
  });
});

describe('job-mastery', () => {
  const instrument = load('job-mastery');
  const asked = questions(instrument);
  const form = printed('job-mastery');

  it('has 2 to 11 as printed: number, question, how to answer, options', () => {
    const blocks = asked.slice(0, 10).map((item) => `${item.number}. ${wholeQuestion(item)}`);
    expect(notIn(form, blocks)).toEqual([]);
  });

  it('has 12 to 39 beside their numbers', () => {
    const rows = asked
      .slice(10, -1)
      .map((item) =>
        item.type === 'pair'
          ? `${item.number}. ${wholeQuestion(item)}`
          : `${item.number} ${nb(item.text)}`,
      );
    expect(rows).toHaveLength(28);
    expect(notIn(form, rows)).toEqual([]);
  });

  it('has 40 as printed: question, anchors, number, eleven points', () => {
    const last = asked
      .slice(-1)
      .map((item) => `${wholeQuestion(item)} ${item.number} ${points(item)}`);
    expect(last).toHaveLength(1);
    expect(notIn(form, last)).toEqual([]);
  });

  it('has every question of the form, 2 to 40, once and in order', () => {
    const numbers = asked.map((item) => item.number);
    expect(numbers).toEqual(Array.from({ length: 39 }, (_, i) => String(i + 2)));
    expect(printedNumbers('job-mastery')).toEqual(numbers);
  });

  it('leaves nothing of the form out but headings, the routing between its parts and numbers', () => {
    expect(leftOver(form, instrument)).toEqual([
      'Vedlegg 2:',
      'Erfaringer og virkninger - Bruk av jobbspesialister i utvidet oppfølging',
      'Dato for utfylling Prosjekt ID d d m m å å å å',
      '(Hvis nei kan du fortsette med spørsmål 4)',
      'Spørsmål 12 til 22 skal du bare krysse av hvis du ER i arbeid!',
      'Spørsmål 23 til 27 skal du bare krysse av hvis du IKKE ER i arbeid!',
      'Disse spørsmålene skal du krysse av uansett om du er i arbeid eller ikke!',
    ]);
  });
});

describe('se-fidelity', () => {
  const instrument = load('se-fidelity');
  const asked = questions(instrument);
  const form = printed('se-fidelity');

  it('has each question as printed: question, how to answer, options', () => {
    expect(notIn(form, asked.map(wholeQuestion))).toEqual([]);
  });

  it('has the 19 questions of the form, numbered in the form’s order', () => {
    const places = asked.map((item) => form.indexOf(folded(wholeQuestion(item))));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(asked.map((item) => item.number)).toEqual(
      Array.from({ length: 19 }, (_, i) => String(i + 1)),
    );
  });

  it('leaves nothing of the form out but headings, the identity number and what print left behind', () => {
    expect(leftOver(form, instrument)).toEqual([
      'Vedlegg 1:',
      'Spørreskjema jobbspesialister',
      'Skriv inn ditt personnummer (11 sifre)',
      'Gjenta:',
      '95',
    ]);
  });
});

function load(name: string): Instrument {
  const fileName = `surveys/instruments/${name}.yaml`;
  const loaded = loadInstrument(readFileSync(join(root, fileName), 'utf8'), fileName);
  if ('faults' in loaded) throw new Error(loaded.faults.map(faultLine).join('\n'));
  return loaded.value;
}

function seed(name: string): string {
  return readFileSync(join(root, `test/fixtures/seed/${name}.txt`), 'utf8');
}

/** The form without its layout: leaders, blanks to fill in, line breaks with their hyphen or stray space. */
function printed(name: string): string {
  return folded(
    seed(name)
      .replace(/[.…]{3,}/g, '')
      .replace(/_{2,}/g, '')
      .replace(/-\n(?=\p{Ll})/gu, '')
      .replace(/ \.$/gm, '.'),
  );
}

/** Words with one space between them: where lines and columns break is layout. */
function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function notIn(form: string, texts: readonly string[]): string[] {
  return texts.filter((text) => !form.includes(folded(text)));
}

function nb(texts: Texts | undefined): string {
  return texts?.nb ?? '';
}

/** The items that the form has; what the platform added is excepted. */
function questions(instrument: Instrument): Item[] {
  return items(instrument).filter((item) => item.added === undefined);
}

function formTexts(instrument: Instrument): string[] {
  const { title, introduction, closing, sections } = instrument;
  const texts = [
    ...[title, introduction, closing],
    ...sections.flatMap((section) => [section.title, section.introduction]),
    ...sections.flatMap((section) => section.groups.map((group) => group.lead)),
  ].map(nb);
  const inItems = questions(instrument).flatMap((item) => [
    ...question(item),
    ...choices(item),
    'unit' in item ? nb(item.unit) : '',
  ]);
  return [...new Set([...texts, ...inItems])].filter((text) => text !== '');
}

/** What is asked; the question of a pair is the platform's own. */
function question(item: Item): string[] {
  return [item.type === 'pair' ? '' : nb(item.text), nb(item.instruction)];
}

/** What there is to choose from, in order: options, statements, or the words at the ends of a scale. */
function choices(item: Item): string[] {
  if (item.type === 'pair') return [nb(item.a), nb(item.b)];
  if (item.type === 'scale') return [nb(item.low), nb(item.high)];
  return 'options' in item ? item.options.map((option) => nb(option.label)) : [];
}

const answers = (item: Item) => choices(item).join(' ');
const wholeQuestion = (item: Item) => [...question(item), ...choices(item)].join(' ');

/** The numbers to circle, as they stand in a row. */
function points(item: Item): string {
  if (item.type !== 'scale') return '';
  const [from, to] = item.range;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).join(' ');
}

/** The numbers that stand first in a line; a row of points, "1 2 3 …", is no question. */
function printedNumbers(name: string): string[] {
  return [...seed(name).matchAll(/^ ?(\d{1,2})(?:\.| (?!2 3 4))/gm)].map((match) => match[1] ?? '');
}

/** What remains of the form once the instrument's texts are struck out, the longest first. */
function leftOver(form: string, instrument: Instrument): string[] {
  const gap = '\n';
  return [...formTexts(instrument), ...questions(instrument).flatMap(numbered)]
    .filter((text) => text !== '')
    .map(folded)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, text) => rest.replaceAll(text, gap), form)
    .split(gap)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** A question's number with what it stands before, and its row of points. */
function numbered(item: Item): string[] {
  const { number } = item;
  const first = item.type === 'pair' ? nb(item.a) : nb(item.text);
  const row = points(item);
  return [`${number}. ${first}`, `${number} ${first}`, ...(row ? [`${number} ${row}`, row] : [])];
}
