/** The registration form: which fields a role has, and from what was typed to a registration. */

import type { Study } from '../../surveys/study.ts';
import { typedDay } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import type { Consent } from '../db/people.ts';
import type { Registration } from '../enrolment/registration.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';
import { languages } from '../texts.ts';
import {
  type ConsentField,
  consentDefaults,
  consentFields,
  joining,
  parseConsent,
} from './consent-form.ts';
import type { Registering } from './registering.ts';

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
  | 'followed_by'
  | 'same_contact'
  | ConsentField;

export const channels = ['web', 'paper'] as const;

/** In the order of the form. What a role does not belong to is not asked. */
export function registrationFields({ study, role, followers }: Registering): RegistrationField[] {
  const { belongs_to } = role;
  return [
    ...(['name', 'channel', 'email', 'phone', 'address', 'language'] as const),
    ...consentFields(study),
    'inclusion_date',
    ...(['arm', 'site', 'team'] as const).filter((name) => belongs_to.includes(name)),
    ...(followers.length > 0 ? (['followed_by'] as const) : []),
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

export function parseRegistration(form: Form, registering: Registering): ParsedRegistration {
  const { study, role, today, followers } = registering;
  const fields = formFields(form, registrationFields(registering), { phones: ['phone'] });
  const person = parsePerson(fields);
  const place = parsePlace(fields, registering);
  const consent = parseConsent(fields, study, today, joining);
  const included = fields.date('inclusion_date');
  if (included && included > today) fields.refuse('inclusion_date', 'in-the-future');
  if (included && consent && consent.givenOn > included)
    fields.refuse('inclusion_date', 'too-early', { from: typedDay(consent.givenOn) });
  const followedBy = followers.length > 0 ? fields.choice('followed_by', followers) : null;
  fields.choice('same_contact', ['yes']);

  const complete = Object.keys(fields.problems()).length === 0;
  if (!complete || !person || !consent) return { fields, registration: null };
  // Who is included on the day they agree, as nearly everybody is, has one date to be typed.
  const inclusionDate = included ?? consent.givenOn;
  return {
    fields,
    registration: { role: role.name, ...person, ...place, followedBy, inclusionDate, consent },
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

function parsePlace(fields: Fields, { study, role, sites, arms }: Registering) {
  const asked = (name: 'arm' | 'site' | 'team', list: readonly { readonly name: string }[]) => {
    if (!role.belongs_to.includes(name)) return null;
    const names = list.map((entry) => entry.name);
    return fields.needed(name, fields.choice(name, names));
  };
  const arm = asked('arm', arms);
  const site = asked('site', sites);
  const team = asked('team', study.teams);
  const armSites = study.arms.find(({ name }) => name === arm)?.sites;
  if (site && armSites && !armSites.includes(site)) fields.refuse('site', 'not-at-this-site');
  const language = fields.choice('language', spokenLanguages(study));
  return { arm, site, team, language: fields.needed('language', language) ?? '' };
}

type Values = Partial<Record<RegistrationField, string>>;

/** What a new form begins with; a list with one choice has it chosen. */
export function registrationDefaults({ study, today, arms, sites }: Registering): Values {
  const only = (list: readonly { readonly name: string }[]) =>
    (list.length === 1 && list[0]?.name) || '';
  return {
    language: spokenLanguages(study)[0] ?? '',
    channel: 'web',
    arm: only(arms),
    site: only(sites),
    team: only(study.teams),
    ...consentDefaults(study, today),
  };
}

/** What the next of a pile of forms has in common with the one before: nothing of the person. */
export function sameAgain(participant: Participant, signed: Consent | undefined): Values {
  const { arm, site, team, followed_by, inclusion_date } = participant;
  return {
    ...(signed && {
      consent_date: typedDay(signed.given_on),
      consent_version: signed.text_version,
      consent_channel: signed.channel,
    }),
    inclusion_date: signed?.given_on === inclusion_date ? '' : typedDay(inclusion_date),
    arm: arm ?? '',
    site: site ?? '',
    team: team ?? '',
    followed_by: followed_by ?? '',
  };
}
