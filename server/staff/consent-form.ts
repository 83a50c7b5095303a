/** The fields about a signed form: which text, when, in which way, and yes or no to each thing it asks. */

import { asksOf, everyAsk } from '../../surveys/consent.ts';
import { type Ask, type ConsentText, consentTextOn, type Study } from '../../surveys/study.ts';
import { typedDay } from '../day.ts';
import type { SignedConsent } from '../enrolment/consent.ts';
import type { FieldProblemCode, FormFields } from '../form-fields.ts';

export type AskField = `ask_${string}`;
export type ConsentField = 'consent_date' | 'consent_version' | 'consent_channel' | AskField;

export const consentChannels = ['paper', 'web', 'oral'] as const;

export const askField = ({ name }: Ask): AskField => `ask_${name}`;

export function consentFields(study: Study): ConsentField[] {
  return ['consent_date', 'consent_version', 'consent_channel', ...everyAsk(study).map(askField)];
}

type Fields = FormFields<ConsentField>;

/** How a form is read on which a person joins, and one that somebody who takes part signs later. */
interface Reading {
  /** A box that is not ticked says no; where yes and no both stand, one of them has to be chosen. */
  readonly blankIsNo: boolean;
  /** What is told when a thing that is needed is not agreed to. */
  readonly needed: FieldProblemCode;
}

export const joining: Reading = { blankIsNo: true, needed: 'consent-needed' };
export const takingPart: Reading = { blankIsNo: false, needed: 'is-withdrawal' };

/** Null when a field could not be taken. */
export function parseConsent(
  fields: Fields,
  study: Study,
  today: string,
  reading: Reading,
): SignedConsent | null {
  const givenOn = pastDate(fields, 'consent_date', today);
  const versions = study.consent_texts.map(({ version }) => version);
  const version = fields.needed('consent_version', fields.choice('consent_version', versions));
  const channel = fields.needed(
    'consent_channel',
    fields.choice('consent_channel', consentChannels),
  );
  const text = study.consent_texts.find((known) => known.version === version) ?? null;
  const answers = parseAnswers(fields, study, text, reading);
  if (!text || !givenOn || !channel) return null;
  if (text.from > givenOn)
    return fields.refuse('consent_version', 'not-in-force', { from: typedDay(text.from) });
  return { givenOn, text, channel, answers };
}

function parseAnswers(
  fields: Fields,
  study: Study,
  text: ConsentText | null,
  { blankIsNo, needed }: Reading,
): Record<string, boolean> {
  const answers: Record<string, boolean> = {};
  for (const ask of everyAsk(study)) {
    const field = askField(ask);
    const said = fields.choice(field, ['yes', 'no']);
    if (!text) continue;
    const asked = asksOf(text).find(({ name }) => name === ask.name);
    if (!asked) {
      if (said === 'yes') fields.refuse(field, 'not-in-text', { version: text.version });
      continue;
    }
    if (said === null && !blankIsNo) fields.refuse(field, 'required');
    if (asked.required && said !== 'yes') fields.refuse(field, needed);
    answers[ask.name] = said === 'yes';
  }
  return answers;
}

export function pastDate<Name extends string>(
  fields: FormFields<Name>,
  name: Name,
  today: string,
): string | null {
  const date = fields.needed(name, fields.date(name));
  return date && date > today ? fields.refuse(name, 'in-the-future') : date;
}

/** What the fields begin with: the text in force, on paper. No yes is put into anybody's mouth. */
export function consentDefaults(
  study: Study,
  today: string,
): Partial<Record<ConsentField, string>> {
  return {
    consent_channel: 'paper',
    consent_version: (consentTextOn(study, today) ?? study.consent_texts[0])?.version ?? '',
  };
}
