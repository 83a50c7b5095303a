/** The part of a form that says what an account may enter: whole studies, or sites of those that part their staff by site. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { AccountAccess, Role } from '../db/accounts.ts';
import type { FieldModel } from '../field-models.ts';
import type { Form } from '../form.ts';
import type { FormFields } from '../form-fields.ts';
import { texts } from '../texts.ts';

/** One field per study, with a tick for the whole study and for each site. */
export type AccessField = `access_${string}`;

/** No site can be called this. */
const whole = '*';

const fieldOf = ({ study }: Study): AccessField => `access_${study}`;
const hasLimits = ({ limited_to_sites = [] }: Study) => limited_to_sites.length > 0;
const isLimited = ({ limited_to_sites = [] }: Study, role: Role) =>
  limited_to_sites.some((limited) => limited === role);

/** Where there is one study and no limit there is nothing to choose. */
export function studiesAsked(studies: readonly Study[]): readonly Study[] {
  return studies.length === 1 && !studies.some(hasLimits) ? [] : studies;
}

export function accessFieldNames(studies: readonly Study[]): AccessField[] {
  return studiesAsked(studies).map(fieldOf);
}

export type Ticks = ReadonlyMap<AccessField, readonly string[]>;

/** The ticks, and the form without them: a field that is ticked twice is no fault here. */
export function partForm(studies: readonly Study[], form: Form): { ticks: Ticks; rest: Form } {
  const names = accessFieldNames(studies);
  const isTick = (name: string) => names.some((known) => known === name);
  const others = Object.entries(form.fields).filter(([name]) => !isTick(name));
  return {
    ticks: new Map(names.map((name) => [name, [form.fields[name] ?? []].flat()])),
    rest: { ...form, fields: Object.fromEntries(others) },
  };
}

/** What the ticks mean for a role; whatever cannot be so is refused at its field. */
export function readAccess(
  studies: readonly Study[],
  role: Role,
  ticks: Ticks,
  fields: Pick<FormFields<AccessField>, 'refuse' | 'problems'>,
): AccountAccess[] {
  if (role === 'admin') return [];
  const asked = studiesAsked(studies);
  if (asked.length === 0) return studies.map(({ study }) => ({ study, site: '' }));
  const access = asked.flatMap((study) => {
    const ticked = [...new Set(ticks.get(fieldOf(study)))];
    const problem = problemOf(study, role, ticked);
    if (problem) fields.refuse(fieldOf(study), problem);
    return ticked.map((tick) => ({ study: study.study, site: tick === whole ? '' : tick }));
  });
  const [first] = asked;
  if (first && access.length === 0) fields.refuse(fieldOf(first), 'no-study');
  return access;
}

function problemOf(study: Study, role: Role, ticked: readonly string[]) {
  const sites = study.sites.map(({ name }) => name);
  if (ticked.some((tick) => tick !== whole && !sites.includes(tick))) return 'not-an-option';
  if (ticked.includes(whole)) return ticked.length > 1 ? 'whole-or-sites' : null;
  return ticked.length > 0 && !isLimited(study, role) ? 'not-limited' : null;
}

interface AccessView {
  readonly ticks: Ticks;
  /** Null while it is to be chosen in the same form. */
  readonly role: Role | null;
  readonly problems: Readonly<Partial<Record<AccessField, string>>>;
  readonly language: string;
}

export interface AccessModel extends Pick<FieldModel, 'name' | 'label' | 'hint' | 'problem'> {
  readonly choices: readonly {
    readonly id: string;
    readonly value: string;
    readonly label: string;
    readonly isTicked: boolean;
    /** The whole study goes together with no site. */
    readonly isExclusive: boolean;
  }[];
}

/** For a new account of the only study it is ticked already. */
export function usualTicks(studies: readonly Study[]): Ticks {
  const asked = studiesAsked(studies);
  return new Map(asked.map((study) => [fieldOf(study), asked.length === 1 ? [whole] : []]));
}

export function ticksFor(studies: readonly Study[], access: readonly AccountAccess[]): Ticks {
  const ticksIn = (study: Study) =>
    access.filter((row) => row.study === study.study).map(({ site }) => site || whole);
  return new Map(studiesAsked(studies).map((study) => [fieldOf(study), ticksIn(study)]));
}

/** Sites can be ticked where the study limits the role to them; before a role is chosen, where it limits one of them. */
export function accessModels(
  studies: readonly Study[],
  { ticks, role, problems, language }: AccessView,
): AccessModel[] {
  const say = texts(language);
  return studiesAsked(studies).map((study) => {
    const name = fieldOf(study);
    const choice = (value: string, label: string) => ({
      ...{ id: `${name}-${value === whole ? 'whole' : value}`, value, label },
      isTicked: (ticks.get(name) ?? []).includes(value),
      isExclusive: value === whole,
    });
    const hasSites = role === null ? hasLimits(study) : isLimited(study, role);
    const sites = hasSites ? study.sites : [];
    const limited = (study.limited_to_sites ?? []).map((role) => say(`admin.roles.${role}`));
    return {
      name,
      label: inLanguage(study.title, language),
      hint:
        hasSites && role === null ? say('admin.access.sites', { roles: limited.join(', ') }) : '',
      problem: problems[name] ?? '',
      choices: [
        choice(whole, say('admin.access.whole')),
        ...sites.map((site) => choice(site.name, inLanguage(site.label, language))),
      ],
    };
  });
}
