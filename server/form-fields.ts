/** Reads a posted form field by field: every problem is found at once, and what was typed is kept to be shown again. */

import { parseDate } from '../surveys/dates.ts';
import { containsIdentityNumber } from '../surveys/identity-number.ts';
import { type Form, refusal } from './form.ts';
import type { Say, TextArguments } from './texts.ts';

export type FieldProblemCode =
  | 'required'
  | 'too-long'
  | 'too-short'
  | 'unreadable-character'
  | 'identity-number'
  | 'not-an-option'
  | 'not-a-date'
  | 'not-an-email'
  | 'not-a-phone'
  | 'in-the-future'
  | 'too-early'
  | 'too-late'
  | 'not-the-same'
  | 'taken'
  | 'not-at-this-site'
  | 'not-in-force'
  | 'not-in-text'
  | 'consent-needed'
  | 'is-withdrawal'
  | 'bad-code'
  | 'bad-short-code'
  | 'unknown-code'
  | 'code-by-hand'
  | 'no-such-version'
  | 'other-version'
  | 'no-such-wave'
  | 'not-on-form'
  | 'wrong-code'
  | 'wrong-password'
  | 'no-study'
  | 'whole-or-sites'
  | 'not-limited'
  | 'no-email'
  | 'no-wave'
  | 'plan-not-frozen'
  | 'being-made';

/** `field.<code>` in the locale files says it in words; the details are never what was typed. */
export interface FieldProblem {
  readonly code: FieldProblemCode;
  readonly details: TextArguments;
}

export interface FormFields<Name extends string> {
  readonly typed: Readonly<Record<Name, string>>;
  /** Empty when every field could be taken. */
  problems(): Readonly<Partial<Record<Name, FieldProblem>>>;
  /** The first refusal of a field stands. Gives null, so that a reader can end with it. */
  refuse(name: Name, code: FieldProblemCode, details?: TextArguments): null;
  /** One line of text; null when it is blank or refused. */
  text(name: Name, longest: number): string | null;
  /** Several lines of text. */
  lines(name: Name, longest: number): string | null;
  email(name: Name): string | null;
  phone(name: Name): string | null;
  /** A calendar date, ISO. */
  date(name: Name): string | null;
  choice<Choice extends string>(name: Name, choices: readonly Choice[]): Choice | null;
  /** Refuses a field that was left blank. */
  needed<T>(name: Name, value: T | null): T | null;
}

/** What these fields hold may be any run of digits; an identity number is found by their own rule. */
type Exempt<Name> = { readonly phones?: readonly Name[] };

/** Throws when the form has a field that is not one of `names`, or one of them twice: no page of ours sends that. */
export function formFields<Name extends string>(
  form: Form,
  names: readonly Name[],
  { phones = [] }: Exempt<Name> = {},
): FormFields<Name> {
  const typed = typedTexts(form, names);
  const problems: Partial<Record<Name, FieldProblem>> = {};
  const refuse = (name: Name, code: FieldProblemCode, details: TextArguments = {}): null => {
    problems[name] ??= { code, details };
    if (code === 'identity-number') typed[name] = '';
    return null;
  };
  for (const name of names)
    if (!phones.includes(name) && containsIdentityNumber(typed[name]))
      refuse(name, 'identity-number');

  const readable = (name: Name, longest: number, unreadable: RegExp): string | null => {
    const text = typed[name].normalize('NFC').replace(/\r\n?/g, '\n').trim();
    if (text === '' || problems[name]) return null;
    if (unreadable.test(text)) return refuse(name, 'unreadable-character');
    return [...text].length > longest ? refuse(name, 'too-long', { max: longest }) : text;
  };
  const text = (name: Name, longest: number) => readable(name, longest, notInALine);

  return {
    typed,
    problems: () => problems,
    refuse,
    text,
    lines: (name, longest) => readable(name, longest, notInLines),
    email(name) {
      const email = text(name, 254);
      return email === null || emailAddress.test(email) ? email : refuse(name, 'not-an-email');
    },
    phone(name) {
      const phone = text(name, 30);
      if (phone === null || isPhone(phone)) return phone;
      return refuse(name, containsIdentityNumber(phone) ? 'identity-number' : 'not-a-phone');
    },
    date(name) {
      const day = text(name, 20);
      return day === null ? null : (parseDate(day) ?? refuse(name, 'not-a-date'));
    },
    choice(name, choices) {
      const chosen = text(name, 100);
      if (chosen === null) return null;
      return choices.find((choice) => choice === chosen) ?? refuse(name, 'not-an-option');
    },
    needed: (name, value) => (value === null ? refuse(name, 'required') : value),
  };
}

/** The problem of each field in the reader's language. */
export function problemTexts<Name extends string>(
  fields: FormFields<Name> | null,
  say: Say,
): Readonly<Partial<Record<Name, string>>> {
  const problems = Object.entries(fields?.problems() ?? {}) as [Name, FieldProblem][];
  return Object.fromEntries(
    problems.map(([name, { code, details }]) => [name, say(`field.${code}`, details)]),
  ) as Partial<Record<Name, string>>;
}

const notInALine = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const notInLines = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** One address and nothing that a mail server could take for a second one. */
const emailAddress = /^[^\s@<>()[\]\\",;:]+@[^\s@<>()[\]\\",;:]+\.[^\s@<>()[\]\\",;:]+$/;

/** Eight digits as in Norway, or any number with its country code. */
function isPhone(typed: string): boolean {
  const digits = typed.replace(/[ ()-]/g, '').replace(/^00/, '+');
  return /^(\+47)?\d{8}$/.test(digits) || /^\+(?!47)[1-9]\d{7,14}$/.test(digits);
}

function typedTexts<Name extends string>(form: Form, names: readonly Name[]): Record<Name, string> {
  for (const [name, value] of Object.entries(form.fields))
    if (!names.some((known) => known === name) || typeof value !== 'string')
      throw refusal(form.fields);
  return Object.fromEntries(names.map((name) => [name, form.fields[name] ?? ''])) as Record<
    Name,
    string
  >;
}
