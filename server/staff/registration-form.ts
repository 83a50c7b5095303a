/** The registration form: which fields a role has, and from what was typed to a registration. */

import { consentTextOn, type Study, type StudyRole } from '../../surveys/study.ts';
import { typedDay } from '../day.ts';
import type { Registration } from '../enrolment/registration.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';
import { languages } from '../texts.ts';

export type RegistrationField =
  | 'name'
  | 'email'
  | 'phone'
  | 'address'
  | 'channel'
  | 'language'
  | 'inclusion_date'
  | 'arm'
  | 'site'
  | 'team'
  | 'consent_date'
  | 'consent_version'
  | 'consent_channel'
  | 'same_contact';

export const channels = ['web', 'paper'] as const;
export const consentChannels = ['paper', 'web', 'oral'] as const;

/** In the order of the form. What a role does not belong to is not asked. */
export function registrationFields(role: StudyRole): RegistrationField[] {
  return [
    'name',
    'email',
    'phone',
    'address',
    'channel',
    'language',
    'inclusion_date',
    ...(['arm', 'site', 'team'] as const).filter((name) => role.belongs_to.includes(name)),
    'consent_date',
    'consent_version',
    'consent_channel',
    'same_contact',
  ];
}

/** The languages that both the study and the platform speak. */
export function spokenLanguages(study: Study): string[] {
  return study.languages.filter((language) => languages.includes(language));
}

export interface ParsedRegistration {
  readonly fields: FormFields<RegistrationField>;
  /** Null when a field could not be taken. */
  readonly registration: Omit<Registration, 'code'> | null;
}

export function parseRegistration(
  form: Form,
  study: Study,
  role: StudyRole,
  today: string,
): ParsedRegistration {
  const fields = formFields(form, registrationFields(role), { phones: ['phone'] });
  const person = parsePerson(fields);
  const place = parsePlace(fields, study, role);
  const inclusionDate = pastDate(fields, 'inclusion_date', today);
  const consent = parseConsent(fields, study, today);
  if (inclusionDate && consent && consent.givenOn > inclusionDate)
    fields.refuse('inclusion_date', 'too-early', { from: typedDay(consent.givenOn) });
  fields.choice('same_contact', ['yes']);

  const complete = Object.keys(fields.problems()).length === 0;
  if (!complete || !person || !inclusionDate || !consent) return { fields, registration: null };
  return {
    fields,
    registration: { role: role.name, ...person, ...place, inclusionDate, consent },
  };
}

type Fields = FormFields<RegistrationField>;

function parsePerson(fields: Fields) {
  const name = fields.needed('name', fields.text('name', 200));
  const channel = fields.needed('channel', fields.choice('channel', channels));
  const email = fields.email('email');
  if (channel === 'web') fields.needed('email', email);
  const phone = fields.phone('phone');
  const address = fields.lines('address', 500);
  return name && channel ? { name, channel, email, phone, address } : null;
}

function parsePlace(fields: Fields, study: Study, role: StudyRole) {
  const asked = (name: 'arm' | 'site' | 'team', list: readonly { readonly name: string }[]) => {
    if (!role.belongs_to.includes(name)) return null;
    const names = list.map((entry) => entry.name);
    return fields.needed(name, fields.choice(name, names));
  };
  const arm = asked('arm', study.arms);
  const site = asked('site', study.sites);
  const team = asked('team', study.teams);
  const sites = study.arms.find(({ name }) => name === arm)?.sites;
  if (site && sites && !sites.includes(site)) fields.refuse('site', 'not-at-this-site');
  const language = fields.choice('language', spokenLanguages(study));
  return { arm, site, team, language: fields.needed('language', language) ?? '' };
}

function parseConsent(fields: Fields, study: Study, today: string) {
  const givenOn = pastDate(fields, 'consent_date', today);
  const versions = study.consent_texts.map(({ version }) => version);
  const version = fields.needed('consent_version', fields.choice('consent_version', versions));
  const channel = fields.needed(
    'consent_channel',
    fields.choice('consent_channel', consentChannels),
  );
  const text = study.consent_texts.find((known) => known.version === version);
  if (!text || !givenOn || !channel) return null;
  if (text.from > givenOn)
    return fields.refuse('consent_version', 'not-in-force', { from: typedDay(text.from) });
  return { givenOn, text, channel };
}

function pastDate(fields: Fields, name: RegistrationField, today: string): string | null {
  const date = fields.needed(name, fields.date(name));
  return date && date > today ? fields.refuse(name, 'in-the-future') : date;
}

/** What a new form begins with. */
export function registrationDefaults(
  study: Study,
  today: string,
): Partial<Record<RegistrationField, string>> {
  return {
    language: spokenLanguages(study)[0] ?? '',
    channel: 'web',
    consent_channel: 'paper',
    consent_version: (consentTextOn(study, today) ?? study.consent_texts[0])?.version ?? '',
  };
}
