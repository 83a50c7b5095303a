/** Who else in a study has the same e-mail or phone, found by keyed hashes without opening anybody. */

import { codesWithSameContact, contactIndexesOf } from '../db/people.ts';
import type { Sealer } from '../security/sealing.ts';
import type { Services } from '../services.ts';
import type { Registration } from './registration.ts';

type Contact = Pick<Registration, 'code' | 'email' | 'phone'>;

/** The codes of others in the study with the same e-mail or phone. */
export async function codesSharingContact(
  { db, sealer }: Services,
  study: string,
  contact: Contact,
): Promise<string[]> {
  const { email, phone } = contactIndexes(sealer, contact);
  const codes = await codesWithSameContact(db.registry, study, {
    email_index: email,
    phone_index: phone,
  });
  return codes.filter((other) => other !== contact.code);
}

/** The same question for many at once. */
export async function contactSearch(
  { db, sealer }: Services,
  study: string,
): Promise<(contact: Contact) => string[]> {
  const codes = new Map<string, string[]>();
  for (const { code, email_index, phone_index } of await contactIndexesOf(db.registry, study))
    for (const index of [email_index, phone_index])
      if (index !== null) codes.set(index, [...(codes.get(index) ?? []), code]);
  return (contact) => {
    const { email, phone } = contactIndexes(sealer, contact);
    const found = [email, phone].flatMap((index) => (index && codes.get(index)) || []);
    return [...new Set(found)].filter((other) => other !== contact.code);
  };
}

/** What an e-mail and a phone are found by, in whatever spelling. */
export function contactIndexes(sealer: Sealer, { email, phone }: Omit<Contact, 'code'>) {
  return {
    email: email === null ? null : sealer.blindIndex(email, 'email'),
    phone: phone === null ? null : sealer.blindIndex(phone, 'phone'),
  };
}
