/** A participant in words: what they belong to, who they are, what they agreed to. */

import { roleOf, type Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import type { Identity } from '../enrolment/person.ts';
import { texts } from '../texts.ts';

/** Arm, site and team in one line. */
export function belongings(study: Study, participant: Participant, language: string): string {
  const { arm, site, team } = participant;
  return [
    labelOf(study.arms, arm, language),
    labelOf(study.sites, site, language),
    labelOf(study.teams, team, language),
  ]
    .filter((label) => label !== '')
    .join(' · ');
}

/** A list of facts, in the order they are read. */
export function participantFacts(study: Study, participant: Participant, language: string) {
  const say = texts(language);
  const { role, inclusion_date, registered_at, channel } = participant;
  const values = {
    role: inLanguage(roleOf(study, role).label, language),
    belongs: belongings(study, participant, language),
    inclusion: dayInWords(inclusion_date, language),
    channel: say(`staff.channel.${channel}`),
    language: texts(participant.language)('language.name'),
    registered: dayInWords(dayOf(registered_at, study.time_zone), language),
  };
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ label: say(`staff.fact.${name}`), value }));
}

export function identityFacts(identity: Identity | null, language: string) {
  const say = texts(language);
  return (['email', 'phone', 'address'] as const).map((name) => ({
    label: say(`staff.fact.${name}`),
    value: identity?.[name] ?? '–',
  }));
}

interface Named {
  readonly name: string;
  readonly label: Readonly<Record<string, string>>;
}

function labelOf(list: readonly Named[], name: string | null, language: string): string {
  const found = list.find((entry) => entry.name === name);
  return found ? inLanguage(found.label, language) : '';
}
