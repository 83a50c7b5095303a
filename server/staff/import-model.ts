/** A file of people in words: what each column holds, how the file was read, and what is wrong with a line. */

import { inLanguage } from '../../surveys/text.ts';
import { type Say, texts } from '../texts.ts';
import { choicesIn, columnName, isNeeded } from './import-columns.ts';
import type { CsvFile, Delimiter } from './import-file.ts';
import type { LineProblem } from './import-lines.ts';
import type { Registering } from './registering.ts';
import {
  type RegistrationField,
  registrationDefaults,
  registrationFields,
} from './registration-form.ts';

/** For the table of columns above the upload. */
export function columnRows(registering: Registering, language: string) {
  return registrationFields(registering).map((field) => ({
    name: columnName(field, registering, language),
    needed: isNeeded(field, registering),
    what: choiceWords(field, registering, language) ?? hint(field, texts(language)),
    blank: blankMeans(field, registering, language),
  }));
}

const delimiters: Readonly<Record<Delimiter, string>> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
};

export function fileText({ encoding, delimiter, lines }: CsvFile, say: Say): string {
  return say('imports.read', {
    encoding,
    delimiter: say(`imports.delimiter.${delimiters[delimiter]}`),
    count: lines.length,
  });
}

export function lineProblemText(
  problem: LineProblem,
  registering: Registering,
  language: string,
): string {
  const say = texts(language);
  switch (problem.kind) {
    case 'cells':
      return say('imports.line.cells', { found: problem.found, expected: problem.expected });
    case 'same-contact':
    case 'same-name':
      return say(`imports.line.${problem.kind}`, { line: problem.line });
    case 'registered': {
      const { codes, elsewhere } = problem;
      const known =
        codes.length > 0 ? say('imports.line.registered', { codes: codes.join(', ') }) : '';
      return [known, elsewhere ? say('imports.line.elsewhere') : ''].filter(Boolean).join(' ');
    }
    case 'field': {
      const column = columnName(problem.field, registering, language);
      return `${column}: ${fieldText(problem, registering, language)}`;
    }
  }
}

/** On the form there is a list to choose from; here the list has to be told. */
function fieldText(
  { field, problem: { code, details } }: Extract<LineProblem, { kind: 'field' }>,
  registering: Registering,
  language: string,
): string {
  const say = texts(language);
  const choices = choiceWords(field, registering, language);
  if (code === 'not-an-option' && choices) return say('imports.line.choices', { choices });
  return say(`field.${code}`, details);
}

function choiceWords(
  field: RegistrationField,
  registering: Registering,
  language: string,
): string | null {
  const words = choicesIn(field, registering)?.map((choice) => inLanguage(choice.words, language));
  return words?.join(', ') ?? null;
}

/** What goes without saying; empty where a blank is a blank, or has to be filled in. */
function blankMeans(field: RegistrationField, registering: Registering, language: string): string {
  const value = registrationDefaults(registering)[field];
  const choice = choicesIn(field, registering)?.find((known) => known.value === value);
  if (!choice) return '';
  return texts(language)('imports.blank', { choice: inLanguage(choice.words, language) });
}

function hint(field: RegistrationField, say: Say): string {
  switch (field) {
    case 'consent_date':
      return say('imports.hint.date');
    case 'inclusion_date':
      return say('imports.hint.inclusion');
    case 'email':
      return say('staff.registration.hint.email');
    case 'phone':
      return say('staff.registration.hint.phone');
    default:
      return '';
  }
}
