/** The registration form as its template gets it: the fields in sections, with labels and choices. */

import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { typedDay } from '../day.ts';
import { type FieldModel, inputField, linesField, selectField } from '../field-models.ts';
import { texts } from '../texts.ts';
import {
  channels,
  consentChannels,
  type RegistrationField,
  registrationFields,
  spokenLanguages,
} from './registration-form.ts';

export interface RegistrationView {
  readonly study: Study;
  readonly role: StudyRole;
  readonly language: string;
  readonly values: Readonly<Partial<Record<RegistrationField, string>>>;
  readonly problems: Readonly<Partial<Record<RegistrationField, string>>>;
}

const sections = {
  person: ['name', 'channel', 'email', 'phone', 'address', 'language'],
  place: ['inclusion_date', 'arm', 'site', 'team'],
  consent: ['consent_date', 'consent_version', 'consent_channel'],
} as const satisfies Record<string, readonly RegistrationField[]>;

export function registrationSections(
  view: RegistrationView,
): { title: string; fields: FieldModel[] }[] {
  const asked = registrationFields(view.role);
  return Object.entries(sections).map(([name, names]) => ({
    title: texts(view.language)(`staff.registration.sections.${name}`),
    fields: names.filter((field) => asked.includes(field)).map((field) => fieldModel(field, view)),
  }));
}

export function roleLabel(role: StudyRole, language: string): string {
  return inLanguage(role.label, language).toLocaleLowerCase(language);
}

/** Links to the forms of the study's other roles. */
export function otherRoles(study: Study, role: StudyRole, language: string) {
  return study.roles
    .filter((other) => other !== role)
    .map((other) => ({
      href: `/staff/${study.study}/participants/new?role=${other.name}`,
      label: roleLabel(other, language),
    }));
}

type Choices = readonly { readonly value: string; readonly label: string }[];

function fieldModel(name: RegistrationField, view: RegistrationView): FieldModel {
  const say = texts(view.language);
  const label = say(`staff.registration.${name}`);
  const given = {
    value: view.values[name] ?? '',
    problem: view.problems[name],
    hint: hinted.includes(name) ? say(`staff.registration.hint.${name}`) : '',
    short: short.includes(name),
  };
  const choices = choicesOf(name, view);
  if (choices) return selectField(name, label, { ...given, choices });
  if (name === 'address') return linesField(name, label, given);
  return inputField(name, label, { ...given, type: types[name] ?? 'text' });
}

const hinted: readonly RegistrationField[] = ['email', 'phone', 'inclusion_date', 'consent_date'];
const short: readonly RegistrationField[] = ['phone', 'inclusion_date', 'consent_date', 'language'];
const types: Readonly<Partial<Record<RegistrationField, string>>> = {
  email: 'email',
  phone: 'tel',
};

function choicesOf(name: RegistrationField, { study, language }: RegistrationView): Choices | null {
  const say = texts(language);
  const named = (list: readonly { name: string; label: Readonly<Record<string, string>> }[]) =>
    list.map((entry) => ({ value: entry.name, label: inLanguage(entry.label, language) }));
  const siteLabels = (names: readonly string[]) =>
    named(study.sites.filter((site) => names.includes(site.name))).map(({ label }) => label);
  switch (name) {
    case 'channel':
      return channels.map((value) => ({ value, label: say(`staff.channel.${value}`) }));
    case 'language':
      return spokenLanguages(study).map((value) => ({
        value,
        label: texts(value)('language.name'),
      }));
    case 'arm':
      // The arm says where it is found, so that nobody has to try.
      return study.arms.map((arm) => ({
        value: arm.name,
        label: `${inLanguage(arm.label, language)} (${siteLabels(arm.sites).join(', ')})`,
      }));
    case 'site':
      return named(study.sites);
    case 'team':
      return named(study.teams);
    case 'consent_version':
      return study.consent_texts.map(({ version, from }) => ({
        value: version,
        label: say('staff.registration.versionLabel', { version, from: typedDay(from) }),
      }));
    case 'consent_channel':
      return consentChannels.map((value) => ({
        value,
        label: say(`staff.consentChannel.${value}`),
      }));
    default:
      return null;
  }
}
