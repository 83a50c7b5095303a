/** Correcting who somebody is and how they are reached: the registry's row is sealed anew, and the old address loses its links. */

import { timestamp } from '../clock.ts';
import { revokeWaveLinks } from '../contact/revocation.ts';
import { shutDataCopies } from '../db/data-copies.ts';
import { appendEvent } from '../db/events.ts';
import { mailedWaves } from '../db/links.ts';
import { stateOf } from '../db/participants.ts';
import { insertNames, lockPerson, type Person, personByCode, updatePerson } from '../db/people.ts';
import { mark } from '../digest.ts';
import type { Services } from '../services.ts';
import { namePrefixes } from './name-index.ts';
import { type Identity, openPerson, sealedPerson } from './person.ts';

export interface DetailsChange {
  readonly code: string;
  readonly details: Identity;
  /** What the form showed, see `detailsBasis`. */
  readonly basis: string;
  readonly actor: string;
}

export type DetailsOutcome =
  | {
      readonly outcome: 'changed';
      /** The waves whose links went to the old address and are shut now. */
      readonly revoked: readonly number[];
      /** Links to a copy of what is held that opened something until now. */
      readonly copies: number;
    }
  | { readonly outcome: 'unchanged' | 'stale' | 'final' };

/** Changes with every change of a person's row, and says nothing of what stands in it. */
export function detailsBasis(person: Person): string {
  const { name_sealed, email_sealed, phone_sealed, address_sealed } = person;
  return mark([name_sealed, email_sealed, phone_sealed, address_sealed]);
}

/**
 * The person's row is the commit point. Links are shut before it: an attempt that was cut off between
 * the two leaves no link open at an address that is about to go, and is done again in full.
 */
export async function changeDetails(
  services: Services,
  change: DetailsChange,
): Promise<DetailsOutcome> {
  const { db, sealer } = services;
  const { code, details, basis, actor } = change;
  const person = await personByCode(db.registry, code);
  if (!person || (await staysAsItIs(services, code))) return { outcome: 'final' };
  const fields = changedFields(openPerson(sealer, person), details);
  if (fields.length === 0) return { outcome: 'unchanged' };
  if (detailsBasis(person) !== basis) return { outcome: 'stale' };

  const revoked = fields.includes('email') ? await mailedWaves(db.study, code) : [];
  for (const wave of revoked)
    await revokeWaveLinks(services, { code, wave, medium: 'mail' }, actor);
  const copies = await writeDetails(services, change, fields);
  return copies === null ? { outcome: 'stale' } : { outcome: 'changed', revoked, copies };
}

const detailFields = ['name', 'email', 'phone', 'address'] as const;

function changedFields(before: Identity, after: Identity): readonly (keyof Identity)[] {
  return detailFields.filter((field) => before[field] !== after[field]);
}

/** Whoever withdrew may still have their address put right; of the dead and of doubles nothing changes. */
async function staysAsItIs({ db }: Services, code: string): Promise<boolean> {
  const state = await stateOf(db.study, code);
  return state === 'dead' || state === 'merged';
}

/** How many links to copies it shut; null if somebody else changed the person meanwhile. */
async function writeDetails(
  { db, clock, sealer }: Services,
  { code, details, basis, actor }: DetailsChange,
  fields: readonly string[],
): Promise<number | null> {
  return db.registry.transaction().execute(async (trx) => {
    await lockPerson(trx, code);
    const person = await personByCode(trx, code);
    if (!person || detailsBasis(person) !== basis) return null;
    const sealed = sealedPerson(sealer, person.study, { code, ...details }, person.registered_at);
    const { code: _, study, registered_at, merged_into, ...changed } = sealed;
    const mailbox = fields.includes('email')
      ? { email_ordinal: person.email_ordinal + 1, email_failed_at: null }
      : { email_ordinal: person.email_ordinal, email_failed_at: person.email_failed_at };
    await updatePerson(trx, code, { ...changed, ...mailbox });
    if (fields.includes('name')) await insertNames(trx, person, namePrefixes(sealer, details.name));
    await appendEvent(trx, clock, {
      actor,
      action: 'person changed',
      code,
      detail: { fields: fields.join(' ') },
    });
    // Mailed or posted to where the person is no longer reached, and it would tell the new address.
    const isMoved = fields.includes('email') || fields.includes('address');
    return isMoved ? shutDataCopies(trx, code, timestamp(clock)) : 0;
  });
}
