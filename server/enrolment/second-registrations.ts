/** Who may be registered twice: found by the keyed hashes of e-mail and phone, without opening anything. */

import type { Participant } from '../db/participants.ts';
import { codesWithSameContact, personByCode } from '../db/people.ts';
import type { Services } from '../services.ts';

/** The codes of others in the study with the same e-mail or phone. */
export async function sameContactAs(
  { db }: Services,
  { study, code }: Pick<Participant, 'study' | 'code'>,
): Promise<string[]> {
  const person = await personByCode(db.registry, code);
  if (!person) return [];
  const codes = await codesWithSameContact(db.registry, study, person);
  return codes.filter((other) => other !== code).sort();
}
