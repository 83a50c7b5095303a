/** Registering a participant: the person and the consent in one store, the code's facts in the other. */

import { randomBytes, randomUUID } from 'node:crypto';
import { type ConsentText, roleOf, type Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { insertParticipant, participantByCode } from '../db/participants.ts';
import {
  codesWithSameContact,
  consentsOf,
  insertConsent,
  insertNames,
  insertPerson,
  personByCode,
} from '../db/people.ts';
import { sha256 } from '../digest.ts';
import type { Services } from '../services.ts';
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
  readonly consent: {
    readonly givenOn: string;
    readonly text: ConsentText;
    readonly channel: 'paper' | 'web' | 'oral';
  };
}

/**
 * Repeatable at every step. The row in `study` is the commit point: a person without it does not
 * take part, and the same form sent again completes what was cut off.
 */
export async function registerParticipant(
  services: Services,
  study: Study,
  registration: Registration,
  actor: string,
): Promise<void> {
  const { code, consent } = registration;
  const at = timestamp(services.clock);
  await services.db.registry.transaction().execute(async (trx) => {
    const person = sealedPerson(services.sealer, study.study, registration, at);
    if (!(await insertPerson(trx, person))) return;
    await insertNames(trx, person, namePrefixes(services.sealer, registration.name));
    await insertConsent(trx, {
      id: randomUUID(),
      code,
      given_on: consent.givenOn,
      text_version: consent.text.version,
      text_sha256: sha256(JSON.stringify(consent.text.text)),
      channel: consent.channel,
      recorded_by: actor,
      recorded_at: at,
    });
    await appendEvent(trx, services.clock, {
      actor,
      action: 'person registered',
      code,
      detail: { consentVersion: consent.text.version },
    });
  });

  const { belongs_to } = roleOf(study, registration.role);
  await services.db.study.transaction().execute(async (trx) => {
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
    });
    if (!inserted) return;
    await appendEvent(trx, services.clock, { actor, action: 'participant registered', code });
  });
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
      participant.inclusion_date === registration.inclusionDate &&
      participant.language === registration.language &&
      participant.channel === registration.channel);
  const [given] = await consentsOf(db.registry, code);
  const sameConsent =
    given?.given_on === registration.consent.givenOn &&
    given.text_version === registration.consent.text.version &&
    given.channel === registration.consent.channel;
  return samePerson && samePlace && sameConsent ? 'repeated' : 'another';
}

/** The codes of others in the study with the same e-mail or phone. */
export async function codesSharingContact(
  { db, sealer }: Services,
  study: Study,
  { code, email, phone }: Pick<Registration, 'code' | 'email' | 'phone'>,
): Promise<string[]> {
  const codes = await codesWithSameContact(db.registry, study.study, {
    email_index: email === null ? null : sealer.blindIndex(email, 'email'),
    phone_index: phone === null ? null : sealer.blindIndex(phone, 'phone'),
  });
  return codes.filter((other) => other !== code);
}
