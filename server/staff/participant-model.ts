/** A participant in words: how they stand, what they belong to, and how they are reached. */

import { roleOf, type Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import type { Consent } from '../db/people.ts';
import type { Identity } from '../enrolment/person.ts';
import { texts } from '../texts.ts';

/** The participant whose page is shown, to whom and where. */
export interface PersonPage {
  readonly study: Study;
  readonly participant: Participant;
  readonly language: string;
  /** The page's own address. */
  readonly path: string;
  /** The addresses of staff by the ids of their accounts. */
  readonly staff: ReadonlyMap<string, string>;
}

/** Arm, site and team in one line, as they are now. */
export function belongings(study: Study, participant: Participant, language: string): string {
  const { current_arm, current_site, team } = participant;
  return [
    labelOf(study.arms, current_arm, language),
    labelOf(study.sites, current_site, language),
    labelOf(study.teams, team, language),
  ]
    .filter((label) => label !== '')
    .join(' · ');
}

/** What is read before anything is said or done. */
export function standingLine({ study, participant, language }: PersonPage, phone: string | null) {
  const say = texts(language);
  const { state, state_on, role } = participant;
  return {
    state: say(`person.state.${state}`),
    takesPart: state === 'enrolled',
    text:
      state === 'enrolled'
        ? ''
        : say(`person.standing.${state}`, { day: state_on ? dayInWords(state_on, language) : '' }),
    who: [inLanguage(roleOf(study, role).label, language), belongings(study, participant, language)]
      .filter((part) => part !== '')
      .join(' · '),
    // Nobody is called about somebody who has died.
    phone: phone && state !== 'dead' ? { text: phone, dial: phone.replace(/[^\d+]/g, '') } : null,
  };
}

/** What the study calls whoever follows these participants up; empty where nobody does. */
export function followerLabel(study: Study, role: string, language: string): string {
  const follower = roleOf(study, role).followed_by;
  return follower ? inLanguage(roleOf(study, follower).label, language) : '';
}

interface Follower {
  readonly text: string;
  /** Empty for somebody whom the reader may not see. */
  readonly href: string;
}

/** A list of facts, in the order they are read. Consent and inclusion are two days. */
export function participantFacts(
  { study, participant, language }: PersonPage,
  consents: readonly Consent[],
  follower: Follower | null,
) {
  const say = texts(language);
  const { inclusion_date, registered_at, channel, mail, arm, site, role } = participant;
  const [consented] = consents.map(({ given_on }) => given_on).sort();
  const first = { ...participant, current_arm: arm, current_site: site };
  const belongsFirst = belongings(study, first, language);
  const values = {
    belongs: belongings(study, participant, language),
    first: belongsFirst === belongings(study, participant, language) ? '' : belongsFirst,
    follower: follower?.text ?? '',
    consent: consented === undefined ? '' : dayInWords(consented, language),
    inclusion: dayInWords(inclusion_date, language),
    channel: say(`staff.channel.${channel}`),
    mail: mail === 'wanted' ? '' : say(`staff.mail.${mail}`),
    language: texts(participant.language)('language.name'),
    registered: dayInWords(dayOf(registered_at, study.time_zone), language),
  };
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({
      label: name === 'follower' ? followerLabel(study, role, language) : say(`staff.fact.${name}`),
      value,
      href: name === 'follower' ? (follower?.href ?? '') : '',
    }));
}

/** `mailFails`: mail to the address they have now came back. */
export function contactFacts(identity: Identity | null, mailFails: boolean, language: string) {
  const say = texts(language);
  return (['phone', 'email', 'address'] as const).map((name) => ({
    label: say(`staff.fact.${name}`),
    value: identity?.[name] ?? '–',
    warning: name === 'email' && mailFails ? say('staff.fact.mailFails') : '',
  }));
}

interface Named {
  readonly name: string;
  readonly label: Readonly<Record<string, string>>;
}

/** Empty for what is not known, or nothing. */
export function labelOf(list: readonly Named[], name: string | null, language: string): string {
  const found = list.find((entry) => entry.name === name);
  return found ? inLanguage(found.label, language) : '';
}
