/** Opening identities for staff: who looked is on record before anything is opened. */

import { appendEvent, type Event } from '../db/events.ts';
import { personByCode, personsOf } from '../db/people.ts';
import type { Services } from '../services.ts';
import { type Identity, openPerson } from './person.ts';

/** Null when the person has been erased. */
export async function readIdentity(
  services: Services,
  code: string,
  actor: string,
): Promise<Identity | null> {
  await recordRead(services, { actor, action: 'identity read', code });
  const person = await personByCode(services.db.registry, code);
  return person && openPerson(services.sealer, person);
}

/** The identities behind `codes`, by code: one entry in the log for the whole list, with its length. */
export async function readIdentities(
  services: Services,
  study: string,
  codes: readonly string[],
  actor: string,
): Promise<ReadonlyMap<string, Identity>> {
  if (codes.length === 0) return new Map();
  const detail = { study, count: codes.length };
  await recordRead(services, { actor, action: 'identity read', detail });
  const wanted = new Set(codes);
  const persons = await personsOf(services.db.registry, study);
  return new Map(
    persons
      .filter(({ code }) => wanted.has(code))
      .map((person) => [person.code, openPerson(services.sealer, person)]),
  );
}

/** For what is opened in other ways than by these two. */
export async function recordRead(services: Services, event: Event): Promise<void> {
  await services.db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, services.clock, event));
}
