/** Looks at every line of a file of people with the rules of the registration form, and at all of them side by side. */

import type { Visitor } from '../accounts/signed-in-page.ts';
import { contactIndexes, contactSearch } from '../enrolment/duplicates.ts';
import { foldedWords } from '../enrolment/name-index.ts';
import type { Registration } from '../enrolment/registration.ts';
import type { FieldProblem, FormFields } from '../form-fields.ts';
import { isYesOrNo, meant } from './import-columns.ts';
import type { CsvLine } from './import-file.ts';
import type { Registering } from './registering.ts';
import {
  parseRegistration,
  type RegistrationField,
  registrationDefaults,
  registrationFields,
} from './registration-form.ts';
import { seenOf } from './seen.ts';

/** A line as the registration form would have sent it. */
export interface Line {
  readonly number: number;
  /** The code it will have; the same at every attempt. */
  readonly code: string;
  readonly fields: Readonly<Partial<Record<RegistrationField, string>>>;
}

export type LineProblem =
  | { readonly kind: 'field'; readonly field: RegistrationField; readonly problem: FieldProblem }
  | { readonly kind: 'cells'; readonly found: number; readonly expected: number }
  | { readonly kind: 'same-contact' | 'same-name'; readonly line: number }
  | { readonly kind: 'registered'; readonly codes: readonly string[]; readonly elsewhere: boolean };

export interface FaultyLine {
  readonly number: number;
  readonly name: string;
  readonly problems: readonly LineProblem[];
}

export interface CheckedLines {
  /** Of all lines whose fields can be taken, also where somebody looks like another. */
  readonly registrations: readonly Registration[];
  /** How many have nothing wrong. */
  readonly good: number;
  readonly faulty: readonly FaultyLine[];
}

/** A line with too many or too few cells has none of them where it should be. */
export function linesOf(
  csv: readonly CsvLine[],
  columns: readonly RegistrationField[],
  registering: Registering,
  nextCode: () => string,
): { lines: Line[]; faulty: FaultyLine[] } {
  const asked = registrationFields(registering);
  const defaults = Object.fromEntries(
    Object.entries(registrationDefaults(registering)).filter(([name]) =>
      asked.includes(name as RegistrationField),
    ),
  );
  const lines: Line[] = [];
  const faulty: FaultyLine[] = [];
  for (const { number, cells } of csv) {
    const found = Math.max(
      cells.findLastIndex((cell) => cell !== '') + 1,
      Math.min(cells.length, columns.length),
    );
    if (found !== columns.length) {
      const problem = { kind: 'cells', found, expected: columns.length } as const;
      faulty.push({ number, name: '', problems: [problem] });
      continue;
    }
    const typed = columns.map((field, at) => [field, meant(field, cells[at] ?? '', registering)]);
    const filled = typed.filter(([, value]) => value !== '');
    lines.push({
      number,
      code: nextCode(),
      fields: { ...defaults, ...Object.fromEntries(filled) },
    });
  }
  return { lines, faulty };
}

export async function checkLines(
  { services, signedIn }: Visitor,
  registering: Registering,
  lines: readonly Line[],
): Promise<CheckedLines> {
  const { study } = registering;
  const parsed = lines.map((line) => parseLine(line, registering));
  const own = new Set(lines.map(({ code }) => code));
  const search = await contactSearch(services, study.study);
  const found = parsed.map((line) => search(line).filter((code) => !own.has(code)));
  const { seen } = await seenOf(services, signedIn, study, [...new Set(found.flat())]);
  const earlier = sameInFile(services.sealer);

  const faulty: FaultyLine[] = [];
  parsed.forEach((line, at) => {
    const twin = earlier(line);
    const known = found[at] ?? [];
    const problems: LineProblem[] = fieldProblems(line.fields);
    if (twin && !line.isOther) problems.push(twin);
    if (known.length > 0 && !line.isOther) {
      const codes = known.filter((code) => seen.includes(code));
      problems.push({ kind: 'registered', codes, elsewhere: codes.length < known.length });
    }
    const { number, fields } = line;
    if (problems.length > 0) faulty.push({ number, name: fields.typed.name, problems });
  });
  const registrations = parsed.flatMap(({ registration }) => registration ?? []);
  return { registrations, good: lines.length - faulty.length, faulty };
}

interface ParsedLine {
  readonly number: number;
  readonly code: string;
  readonly fields: FormFields<RegistrationField>;
  readonly registration: Registration | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The line itself says that it is not who has the same e-mail or phone. */
  readonly isOther: boolean;
}

function parseLine({ number, code, fields: sent }: Line, registering: Registering): ParsedLine {
  const blankAsNo = sent.same_contact === 'no' ? { same_contact: '' } : {};
  const form = { fields: { ...sent, ...blankAsNo }, own: () => '' };
  const { fields, registration } = parseRegistration(form, registering);
  // In a file a blank says nothing; on the form it is a box that was not ticked.
  for (const [name, value] of Object.entries(fields.typed) as [RegistrationField, string][])
    if (isYesOrNo(name) && name !== 'same_contact' && value === '') fields.refuse(name, 'required');
  return {
    number,
    code,
    fields,
    registration: registration && { ...registration, code },
    email: fields.email('email'),
    phone: fields.phone('phone'),
    isOther: sent.same_contact === 'yes',
  };
}

function fieldProblems(fields: FormFields<RegistrationField>): LineProblem[] {
  const problems = Object.entries(fields.problems()) as [RegistrationField, FieldProblem][];
  return problems.map(([field, problem]) => ({ kind: 'field', field, problem }));
}

/** For each line in turn: an earlier one with the same e-mail or phone, or, where there is neither, the same name. */
function sameInFile(sealer: Visitor['services']['sealer']) {
  const lineOf = new Map<string, number>();
  return (line: ParsedLine): LineProblem | null => {
    const { email, phone } = contactIndexes(sealer, line);
    const contacts = [email, phone].filter((index) => index !== null);
    const name = foldedWords(line.fields.typed.name).join(' ');
    const keys = contacts.length > 0 ? contacts : name === '' ? [] : [`name ${name}`];
    const earlier = keys.map((key) => lineOf.get(key)).find((number) => number !== undefined);
    for (const key of keys) if (!lineOf.has(key)) lineOf.set(key, line.number);
    if (earlier === undefined) return null;
    return { kind: contacts.length > 0 ? 'same-contact' : 'same-name', line: earlier };
  };
}
