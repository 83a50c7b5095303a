/** Persons in the registry: who is behind a code, and how they are found. */

import type { Selectable } from 'kysely';
import { inChunks } from './chunks.ts';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { RegistryTables } from './registry-tables.ts';

export type Person = Selectable<RegistryTables['person']>;
export type Consent = Selectable<RegistryTables['consent']>;
/** Repeatable: the first row of a code stands. */
export async function insertPerson(trx: RegistryTransaction, person: Person): Promise<boolean> {
  const result = await trx
    .insertInto('person')
    .values(person)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Replaces what a person's name is found by. */
export async function insertNames(
  trx: RegistryTransaction,
  { code, study }: Pick<Person, 'code' | 'study'>,
  prefixes: readonly string[],
): Promise<void> {
  await trx.deleteFrom('person_name').where('code', '=', code).execute();
  if (prefixes.length === 0) return;
  await trx
    .insertInto('person_name')
    .values(prefixes.map((prefix_index) => ({ code, study, prefix_index })))
    .execute();
}

export async function personsWithoutNames(db: RegistrySelect): Promise<Person[]> {
  return db
    .selectFrom('person')
    .selectAll()
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('person_name')
            .select('person_name.code')
            .whereRef('person_name.code', '=', 'person.code'),
        ),
      ),
    )
    .execute();
}

export async function personByCode(db: RegistrySelect, code: string): Promise<Person | null> {
  const row = await db.selectFrom('person').selectAll().where('code', '=', code).executeTakeFirst();
  return row ?? null;
}

export async function personsByCode(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Person[]> {
  return inChunks(codes, (some) =>
    db.selectFrom('person').selectAll().where('code', 'in', some).execute(),
  );
}

/** Holds a person's row until the transaction ends, so that two changes cannot cross. */
export async function lockPerson(trx: RegistryTransaction, code: string): Promise<void> {
  await trx
    .updateTable('person')
    .set((eb) => ({ code: eb.ref('code') }))
    .where('code', '=', code)
    .execute();
}

export async function updatePerson(
  trx: RegistryTransaction,
  code: string,
  change: Omit<Person, 'code' | 'study' | 'registered_at' | 'merged_into'>,
): Promise<void> {
  await trx.updateTable('person').set(change).where('code', '=', code).execute();
}

/** Sealed names alone, for who is looked for by name. */
export async function namesByCode(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Pick<Person, 'code' | 'name_sealed'>[]> {
  return inChunks(codes, (some) =>
    db.selectFrom('person').select(['code', 'name_sealed']).where('code', 'in', some).execute(),
  );
}

/** Who has that address or number, by its index. */
export async function codesWithContact(
  db: RegistrySelect,
  studies: readonly string[],
  column: 'email_index' | 'phone_index',
  index: string,
): Promise<string[]> {
  if (studies.length === 0) return [];
  const rows = await db
    .selectFrom('person')
    .select('code')
    .where('study', 'in', studies)
    .where(column, '=', index)
    .execute();
  return rows.map(({ code }) => code);
}

export type Mailbox = Pick<Person, 'code' | 'email_ordinal' | 'email_failed_at'>;

/** Those of some people who have an e-mail address, and whether it is known not to work. */
export async function mailboxesOf(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Mailbox[]> {
  return inChunks(codes, (some) =>
    db
      .selectFrom('person')
      .select(['code', 'email_ordinal', 'email_failed_at'])
      .where('code', 'in', some)
      .where('email_sealed', 'is not', null)
      .execute(),
  );
}

/** Of one address of theirs: what is known of an earlier one says nothing of the one they have now. */
export async function markMailbox(
  trx: RegistryTransaction,
  { code, email_ordinal, email_failed_at }: Mailbox,
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ email_failed_at })
    .where('code', '=', code)
    .where('email_ordinal', '=', email_ordinal)
    .execute();
}

/** Who has a word for each of the beginnings; a few too many, as the beginnings are shortened. */
export async function codesWithNames(
  db: RegistrySelect,
  studies: readonly string[],
  prefixes: readonly string[],
): Promise<string[]> {
  if (studies.length === 0 || prefixes.length === 0) return [];
  const rows = await db
    .selectFrom('person_name')
    .select('code')
    .where('study', 'in', studies)
    .where('prefix_index', 'in', prefixes)
    .groupBy('code')
    .having((eb) => eb(eb.fn.countAll(), '=', eb.lit(prefixes.length)))
    .execute();
  return rows.map(({ code }) => code);
}

/** Those of the codes that have a person behind them. */
export async function codesWithPerson(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const rows = await db.selectFrom('person').select('code').where('code', 'in', codes).execute();
  return new Set(rows.map(({ code }) => code));
}

/** Registrations in the study with the same address or number, without those that were merged into another. */
export async function codesWithSameContact(
  db: RegistrySelect,
  study: string,
  indexes: { email_index: string | null; phone_index: string | null },
): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .select('code')
    .where('study', '=', study)
    .where('merged_into', 'is', null)
    .where((eb) =>
      eb.or([
        eb('email_index', '=', indexes.email_index ?? '-'),
        eb('phone_index', '=', indexes.phone_index ?? '-'),
      ]),
    )
    .execute();
  return rows.map((row) => row.code);
}

/** The codes of everybody, in all studies. */
export async function allCodes(db: RegistrySelect): Promise<string[]> {
  return (await db.selectFrom('person').select('code').execute()).map(({ code }) => code);
}

/** What everybody in a study can be found by, for looking up many at once. */
export async function contactIndexesOf(
  db: RegistrySelect,
  study: string,
): Promise<Pick<Person, 'code' | 'email_index' | 'phone_index'>[]> {
  return db
    .selectFrom('person')
    .select(['code', 'email_index', 'phone_index'])
    .where('study', '=', study)
    .execute();
}

export async function consentsOf(db: RegistrySelect, code: string): Promise<Consent[]> {
  return db
    .selectFrom('consent')
    .selectAll()
    .where('code', '=', code)
    .orderBy('recorded_at')
    .execute();
}
