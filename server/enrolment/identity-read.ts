/** Opening identities for staff: who looked is on record before anything is opened. */

import { appendEvent, type Event } from '../db/events.ts';
import { namesByCode, personByCode, personsByCode } from '../db/people.ts';
import type { Services } from '../services.ts';
import { type Identity, openName, openPerson } from './person.ts';

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
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  await recordList(services, study, wanted.length, actor);
  const persons = await personsByCode(services.db.registry, wanted);
  return new Map(persons.map((person) => [person.code, openPerson(services.sealer, person)]));
}

/** The same of names alone, for finding somebody among them. */
export async function readNames(
  services: Services,
  study: string,
  codes: readonly string[],
  actor: string,
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  await recordList(services, study, codes.length, actor);
  const persons = await namesByCode(services.db.registry, codes);
  return new Map(persons.map((person) => [person.code, openName(services.sealer, person)]));
}

function recordList(
  services: Services,
  study: string,
  count: number,
  actor: string,
): Promise<void> {
  return recordRead(services, { actor, action: 'identity read', detail: { study, count } });
}

/** For what is opened in other ways than by these two. */
export async function recordRead(services: Services, event: Event): Promise<void> {
  await services.db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, services.clock, event));
}
