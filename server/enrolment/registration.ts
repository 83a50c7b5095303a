/** Registering a participant: the person and the consent in one store, the code's facts in the other. */

import { randomBytes, randomUUID } from 'node:crypto';
import { roleOf, type Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { appendEvent, type RegistryTransaction, type StudyTransaction } from '../db/events.ts';
import { insertParticipant, participantByCode } from '../db/participants.ts';
import { insertNames, insertPerson, personByCode } from '../db/people.ts';
import type { Services } from '../services.ts';
import { consentEntries, type SignedConsent, sameConsent, writeConsent } from './consent.ts';
import { namePrefixes } from './name-index.ts';
import { openPerson, sealedPerson } from './person.ts';

export interface Registration {
  /** Made when the form was shown: the same form sent twice is one participant. */
  readonly code: string;
  readonly role: string;
  readonly arm: string | null;
  readonly site: string | null;
  readonly team: string | null;
  /** The code of their job specialist, where the study keeps that. */
  readonly followedBy?: string | null;
  readonly inclusionDate: string;
  readonly language: string;
  readonly channel: 'web' | 'paper';
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly consent: SignedConsent;
}

export function registerParticipant(
  services: Services,
  study: Study,
  registration: Registration,
  actor: string,
): Promise<void> {
  return registerParticipants(services, study, [registration], actor);
}

/**
 * All of them or none in each store. Repeatable at every step: the rows in `study` are the commit
 * point, a person without one does not take part, and the same form or file sent again completes
 * what was cut off.
 */
export async function registerParticipants(
  services: Services,
  study: Study,
  registrations: readonly Registration[],
  actor: string,
): Promise<void> {
  const stage = { services, study, actor, at: timestamp(services.clock) };
  await services.db.registry.transaction().execute(async (trx) => {
    for (const registration of registrations) await writePerson(trx, stage, registration);
  });
  await services.db.study.transaction().execute(async (trx) => {
    for (const registration of registrations) await writeParticipant(trx, stage, registration);
  });
}

interface Stage {
  readonly services: Services;
  readonly study: Study;
  readonly actor: string;
  readonly at: string;
}

async function writePerson(
  trx: RegistryTransaction,
  { services: { sealer, clock }, study, actor, at }: Stage,
  registration: Registration,
): Promise<void> {
  const { code, consent } = registration;
  const person = sealedPerson(sealer, study.study, registration, at);
  if (!(await insertPerson(trx, person))) return;
  await insertNames(trx, person, namePrefixes(sealer, registration.name));
  await writeConsent(trx, consent, { id: randomUUID(), code, actor, at });
  const detail = { consentVersion: consent.text.version };
  await appendEvent(trx, clock, { actor, action: 'person registered', code, detail });
}

async function writeParticipant(
  trx: StudyTransaction,
  { services: { clock }, study, actor, at }: Stage,
  registration: Registration,
): Promise<void> {
  const { code } = registration;
  const { belongs_to } = roleOf(study, registration.role);
  const arm = belongs_to.includes('arm') ? registration.arm : null;
  const site = belongs_to.includes('site') ? registration.site : null;
  const inserted = await insertParticipant(trx, {
    code,
    study: study.study,
    role: registration.role,
    arm,
    site,
    team: belongs_to.includes('team') ? registration.team : null,
    inclusion_date: registration.inclusionDate,
    language: registration.language,
    channel: registration.channel,
    registered_at: at,
    event_key: randomBytes(32).toString('base64url'),
    current_arm: arm,
    current_site: site,
    followed_by: registration.followedBy ?? null,
    merged_into: null,
    state: 'enrolled',
    state_on: null,
    mail: 'wanted',
  });
  if (inserted) await appendEvent(trx, clock, { actor, action: 'participant registered', code });
}

/**
 * `repeated`: the form was sent before, as it stands. `another`: its code was used for somebody
 * else or with another consent, as when a form is filled in anew after going back to it.
 */
export async function registrationStanding(
  { db, sealer }: Services,
  study: Study,
  registration: Registration,
): Promise<'new' | 'repeated' | 'another'> {
  const { code } = registration;
  // In this order: whoever takes part was written to the registry before.
  const participant = await participantByCode(db.study, code);
  const person = await personByCode(db.registry, code);
  if (!person) return participant ? 'another' : 'new';
  const { name, email, phone, address } = openPerson(sealer, person);
  const samePerson =
    person.study === study.study &&
    name === registration.name &&
    email === registration.email &&
    phone === registration.phone &&
    address === registration.address;
  const samePlace =
    !participant ||
    (participant.role === registration.role &&
      participant.arm === registration.arm &&
      participant.site === registration.site &&
      participant.team === registration.team &&
      participant.followed_by === (registration.followedBy ?? null) &&
      participant.inclusion_date === registration.inclusionDate &&
      participant.language === registration.language &&
      participant.channel === registration.channel);
  const given = await consentEntries(db, code);
  const consented = given.some((entry) => sameConsent(entry, registration.consent));
  return samePerson && samePlace && consented ? 'repeated' : 'another';
}
