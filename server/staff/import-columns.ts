/** The columns of a file of people: what they may be called, what can stand in them, and which have to be there. */

import { everyAsk } from '../../surveys/consent.ts';
import { withoutIdentityNumbers } from '../../surveys/identity-number.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { languages, texts } from '../texts.ts';
import { askField, consentChannels } from './consent-form.ts';
import type { Registering } from './registering.ts';
import {
  channels,
  type RegistrationField,
  registrationDefaults,
  registrationFields,
  spokenLanguages,
} from './registration-form.ts';

/** What a column is called in a language; a thing that is agreed to is called as on the form. */
export function columnName(
  field: RegistrationField,
  { study }: Registering,
  language: string,
): string {
  const ask = everyAsk(study).find((known) => askField(known) === field);
  return ask ? inLanguage(ask.label, language) : texts(language)(`imports.column.${field}`);
}

const answers: readonly RegistrationField[] = ['same_contact'];
const canBeBlank: readonly RegistrationField[] = [
  ...(['email', 'phone', 'address', 'inclusion_date', 'followed_by', 'same_contact'] as const),
];

/** Those that have to be there, as a blank cell in them means nothing. */
export function isNeeded(field: RegistrationField, registering: Registering): boolean {
  return !canBeBlank.includes(field) && !registrationDefaults(registering)[field];
}

export function isYesOrNo(field: RegistrationField): boolean {
  return field.startsWith('ask_') || answers.includes(field);
}

/** What can stand in a column of choices: each value with the words for it; null where anything can. */
export function choicesIn(
  field: RegistrationField,
  { study, arms, sites, followers }: Registering,
): { readonly value: string; readonly words: Texts }[] | null {
  const said = (key: (value: string) => string) => (value: string) => ({
    value,
    words: Object.fromEntries(languages.map((language) => [language, texts(language)(key(value))])),
  });
  const named = (list: readonly { readonly name: string; readonly label: Texts }[]) =>
    list.map(({ name, label }) => ({ value: name, words: label }));
  const plain = (value: string) => ({ value, words: { en: value } });
  if (isYesOrNo(field)) return ['yes', 'no'].map(said((value) => `consent.${value}`));
  switch (field) {
    case 'channel':
      return channels.map(said((value) => `imports.channel.${value}`));
    case 'consent_channel':
      return consentChannels.map(said((value) => `imports.consentChannel.${value}`));
    case 'language':
      return spokenLanguages(study).map((value) => ({
        value,
        words: { [value]: texts(value)('language.name') },
      }));
    case 'consent_version':
      return study.consent_texts.map(({ version }) => plain(version));
    case 'arm':
      return named(arms);
    case 'site':
      return named(sites);
    case 'team':
      return named(study.teams);
    case 'followed_by':
      return followers.map(plain);
    default:
      return null;
  }
}

/** The value that a cell means, in whichever language it is written; what is no choice stays as it is. */
export function meant(field: RegistrationField, cell: string, registering: Registering): string {
  const choice = choicesIn(field, registering)?.find(({ value, words }) =>
    [value, ...Object.values(words)].some((word) => alike(word) === alike(cell)),
  );
  return choice?.value ?? cell;
}

export type HeaderProblem = {
  readonly kind: 'unknown' | 'doubled' | 'missing' | 'nameless';
  readonly name: string;
};

/** More than the columns there are: a file of a million columns is no page of a million lines. */
const mostProblems = 50;

/** Which field each column holds, or everything that is wrong with the first line. */
export function readHeader(
  header: readonly string[],
  registering: Registering,
): { readonly columns: readonly RegistrationField[] } | { readonly problems: HeaderProblem[] } {
  const fields = registrationFields(registering);
  const names = new Map<string, RegistrationField>();
  for (const field of fields)
    for (const name of [field, ...languages.map((one) => columnName(field, registering, one))])
      names.set(alike(name.replace(/^ask_/, '')), field);

  // A spreadsheet may save columns that were emptied.
  const filled = header.slice(0, header.findLastIndex((name) => name !== '') + 1);
  const problems: HeaderProblem[] = [];
  const columns: RegistrationField[] = [];
  filled.forEach((name, at) => {
    const field = names.get(alike(name));
    if (name === '') problems.push({ kind: 'nameless', name: String(at + 1) });
    else if (!field) problems.push({ kind: 'unknown', name: shown(name) });
    else if (columns.includes(field)) problems.push({ kind: 'doubled', name: shown(name) });
    else columns.push(field);
  });
  for (const field of fields)
    if (isNeeded(field, registering) && !columns.includes(field))
      problems.push({ kind: 'missing', name: field });
  return problems.length > 0 ? { problems: problems.slice(0, mostProblems) } : { columns };
}

/** Capitals, spaces and hyphens make no other word: E-post, epost, E post. */
function alike(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]/g, '');
}

/** A file without a first line of names has a person there: not more of it is repeated than helps. */
function shown(name: string): string {
  // The number first: cut off in the middle it would be known for one no more.
  return [...withoutIdentityNumbers(name, '…')].slice(0, 60).join('');
}
