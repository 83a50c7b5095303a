/** A person's identity fields, sealed for the registry and opened for the pages that may show them. */

import type { Person } from '../db/people.ts';
import type { Sealer } from '../security/sealing.ts';

export interface Identity {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export function sealedPerson(
  sealer: Sealer,
  study: string,
  identity: Identity & { readonly code: string },
  registeredAt: string,
): Person {
  const { code, name, email, phone, address } = identity;
  const seal = (plain: string | null, column: string) =>
    plain === null ? null : sealer.seal(plain, { table: 'person', column, row: code });
  return {
    code,
    study,
    name_sealed: sealer.seal(name, { table: 'person', column: 'name', row: code }),
    email_sealed: seal(email, 'email'),
    phone_sealed: seal(phone, 'phone'),
    address_sealed: seal(address, 'address'),
    email_index: email === null ? null : sealer.blindIndex(email, 'email'),
    phone_index: phone === null ? null : sealer.blindIndex(phone, 'phone'),
    registered_at: registeredAt,
    merged_into: null,
    email_ordinal: 1,
    email_failed_at: null,
  };
}

export function openPerson(sealer: Sealer, person: Person): Identity {
  const open = (sealed: string | null, column: string) =>
    sealed === null ? null : sealer.open(sealed, { table: 'person', column, row: person.code });
  return {
    name: openName(sealer, person),
    email: open(person.email_sealed, 'email'),
    phone: open(person.phone_sealed, 'phone'),
    address: open(person.address_sealed, 'address'),
  };
}

export function openName(
  sealer: Sealer,
  { code, name_sealed }: Pick<Person, 'code' | 'name_sealed'>,
): string {
  return sealer.open(name_sealed, { table: 'person', column: 'name', row: code });
}
