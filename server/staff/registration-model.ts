/** The registration form as its template gets it: the fields in sections, with labels and choices. */

import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type FieldModel, inputField, linesField, selectField } from '../field-models.ts';
import { texts } from '../texts.ts';
import { type AskModel, askModels, consentModels } from './consent-fields.ts';
import type { Registering } from './registering.ts';
import {
  channels,
  type RegistrationField,
  registrationFields,
  spokenLanguages,
} from './registration-form.ts';

export interface RegistrationView {
  readonly registering: Registering;
  /** The names of who can follow somebody up, by code. */
  readonly followerNames: ReadonlyMap<string, string>;
  readonly language: string;
  readonly values: Readonly<Partial<Record<RegistrationField, string>>>;
  readonly problems: Readonly<Partial<Record<RegistrationField, string>>>;
}

interface Section {
  readonly title: string;
  readonly fields: readonly FieldModel[];
  readonly asks: readonly AskModel[];
}

const person = ['name', 'channel', 'email', 'phone', 'address', 'language'] as const;
const place = ['inclusion_date', 'arm', 'site', 'team', 'followed_by'] as const;

export function registrationSections(view: RegistrationView): Section[] {
  const asked = registrationFields(view.registering);
  const shown = { ...view, study: view.registering.study };
  const section = (
    name: string,
    fields: readonly FieldModel[],
    asks: readonly AskModel[] = [],
  ) => ({
    title: texts(view.language)(`staff.registration.sections.${name}`),
    fields,
    asks,
  });
  const models = (names: readonly RegistrationField[]) =>
    names.filter((name) => asked.includes(name)).map((name) => fieldModel(name, view));
  return [
    section('person', models(person)),
    section('consent', consentModels(shown), askModels(shown)),
    section('place', models(place)),
  ];
}

export function roleLabel(role: StudyRole, language: string): string {
  return inLanguage(role.label, language).toLocaleLowerCase(language);
}

/** Links to the forms of other roles. */
export function otherRoles(
  study: Study,
  roles: readonly StudyRole[],
  role: StudyRole,
  language: string,
) {
  return roles
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
    focused: name === 'name' && Object.keys(view.problems).length === 0,
  };
  const choices = choicesOf(name, view);
  if (choices) return selectField(name, label, { ...given, choices });
  if (name === 'address') return linesField(name, label, given);
  return inputField(name, label, { ...given, type: types[name] ?? 'text' });
}

const hinted: readonly RegistrationField[] = ['email', 'phone', 'inclusion_date'];
const short: readonly RegistrationField[] = ['phone', 'inclusion_date', 'language'];
const types: Readonly<Partial<Record<RegistrationField, string>>> = {
  email: 'email',
  phone: 'tel',
};

function choicesOf(
  name: RegistrationField,
  { registering, followerNames, language }: RegistrationView,
): Choices | null {
  const { study, sites, arms, followers } = registering;
  const say = texts(language);
  const named = (list: readonly { name: string; label: Readonly<Record<string, string>> }[]) =>
    list.map((entry) => ({ value: entry.name, label: inLanguage(entry.label, language) }));
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
      return arms.map((arm) => {
        const found = named(sites.filter((site) => arm.sites.includes(site.name)));
        const label = inLanguage(arm.label, language);
        return {
          value: arm.name,
          label: `${label} (${found.map((site) => site.label).join(', ')})`,
        };
      });
    case 'site':
      return named(sites);
    case 'team':
      return named(study.teams);
    case 'followed_by':
      return followers
        .map((code) => ({ value: code, label: followerNames.get(code) ?? code }))
        .sort((a, b) => a.label.localeCompare(b.label, language));
    default:
      return null;
  }
}
