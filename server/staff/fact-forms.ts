/** Which facts of a participant are changed together on one page, and between what somebody chooses there. */

import { roleOf, type Study } from '../../surveys/study.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { maySee } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { participantByCode, participantsOf } from '../db/participants.ts';
import { personByCode } from '../db/people.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import type { Fact } from '../enrolment/participant-change.ts';
import type { FormFields } from '../form-fields.ts';
import { parseCode } from '../participant-code.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import type { Found } from './participants.ts';
import { channels, spokenLanguages } from './registration-form.ts';

/** A correction of the inclusion date is looked at before it is made, on a page of its own. */
export type MovableFact = Exclude<Fact, 'inclusion-date'>;
export type FactField = MovableFact | 'from';

export const factForms = {
  moves: { facts: ['arm', 'site'], dated: true },
  follower: { facts: ['followed-by'], dated: true },
  answering: { facts: ['channel', 'language', 'mail'], dated: false },
} as const satisfies Readonly<
  Record<string, { readonly facts: readonly MovableFact[]; readonly dated: boolean }>
>;

const mailWishes = ['wanted', 'stopped'] as const;

export type FactFormName = keyof typeof factForms;

/** The facts of a page that this participant has; none when the page is not for them. */
export function factsOf(name: FactFormName, { study, participant }: Found): MovableFact[] {
  const role = roleOf(study, participant.role);
  return factForms[name].facts.filter((fact) => {
    if (fact === 'arm' || fact === 'site') return role.belongs_to.includes(fact);
    return fact === 'followed-by' ? role.followed_by !== undefined : true;
  });
}

/** What the page asked for; a problem stands in the fields where it could not be taken. */
export async function parseFacts(
  services: Services,
  fields: FormFields<FactField>,
  found: Found,
  facts: readonly MovableFact[],
): Promise<Partial<Record<MovableFact, string | null>>> {
  const { study, participant } = found;
  const values: Partial<Record<MovableFact, string | null>> = {};
  for (const fact of facts)
    values[fact] =
      fact === 'followed-by'
        ? await specialist(services, fields, found)
        : fields.needed(fact, fields.choice(fact, valuesOf(study, fact)));

  const sites = study.arms.find(({ name }) => name === values.arm)?.sites;
  if (sites && values.site && !sites.includes(values.site))
    fields.refuse('site', 'not-at-this-site');
  if (values.channel === 'web') {
    const person = await personByCode(services.db.registry, participant.code);
    if (!person?.email_sealed) fields.refuse('channel', 'no-email');
  }
  return values;
}

function valuesOf(study: Study, fact: Exclude<MovableFact, 'followed-by'>): readonly string[] {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  return {
    arm: names(study.arms),
    site: names(study.sites),
    channel: channels,
    language: spokenLanguages(study),
    mail: mailWishes,
  }[fact];
}

/** Left blank, nobody follows them up. */
async function specialist(
  { db }: Services,
  fields: FormFields<FactField>,
  { study, participant }: Found,
): Promise<string | null> {
  const typed = fields.text('followed-by', 30);
  if (typed === null) return null;
  const code = parseCode(typed);
  if (!code) return fields.refuse('followed-by', 'bad-code');
  const other = await participantByCode(db.study, code);
  const role = roleOf(study, participant.role).followed_by;
  const fits = other?.study === study.study && other.role === role && other.merged_into === null;
  return fits ? code : fields.refuse('followed-by', 'unknown-code');
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Null where a code is typed, as those it could be are not for this account to see. */
export async function choicesFor(
  services: Services,
  signedIn: SignedIn,
  found: Found,
  fact: MovableFact,
  language: string,
): Promise<readonly Choice[] | null> {
  const { study } = found;
  const named = (list: readonly { readonly name: string; readonly label: Texts }[]) =>
    list.map(({ name, label }) => ({ value: name, label: inLanguage(label, language) }));
  switch (fact) {
    case 'arm':
      return named(study.arms);
    case 'site':
      return named(study.sites);
    case 'channel':
      return channels.map((value) => ({ value, label: texts(language)(`staff.channel.${value}`) }));
    case 'language':
      return spokenLanguages(study).map((value) => ({
        value,
        label: texts(value)('language.name'),
      }));
    case 'mail':
      return mailWishes.map((value) => ({ value, label: texts(language)(`staff.mail.${value}`) }));
    default:
      return specialistChoices(services, signedIn, found, language);
  }
}

async function specialistChoices(
  services: Services,
  signedIn: SignedIn,
  { study, participant }: Found,
  language: string,
): Promise<readonly Choice[] | null> {
  const role = roleOf(study, participant.role).followed_by ?? '';
  const seen = (await participantsOf(services.db.study, study.study, role)).filter(
    (other) => other.merged_into === null && maySee(signedIn, study, other),
  );
  if (seen.length === 0) return null;
  const codes = seen.map(({ code }) => code);
  const people = await readIdentities(services, study.study, codes, signedIn.account.id);
  return codes
    .map((code) => ({ value: code, label: `${people.get(code)?.name ?? '–'} (${code})` }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
