/** The ledger of consent: the forms that were signed, what each of them said, and their scans. Rows are only ever added. */

import type { Selectable } from 'kysely';
import type { RegistryTransaction } from './events.ts';
import type { RegistrySelect } from './open.ts';
import type { Consent } from './people.ts';
import type { RegistryTables } from './registry-tables.ts';

export type ConsentAnswer = Selectable<RegistryTables['consent_answer']>;
export type ConsentScan = Selectable<RegistryTables['consent_scan']>;
export type ConsentScanFacts = Omit<ConsentScan, 'body_sealed'>;

/** Repeatable: the first form under an id stands; false if it was there. */
export async function insertSignedForm(
  trx: RegistryTransaction,
  consent: Consent,
  answers: Readonly<Record<string, boolean>>,
): Promise<boolean> {
  const result = await trx
    .insertInto('consent')
    .values(consent)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (Number(result.numInsertedOrUpdatedRows ?? 0) === 0) return false;
  await trx
    .insertInto('consent_answer')
    .values(
      Object.entries(answers).map(([item, agreed]) => ({
        consent_id: consent.id,
        item,
        agreed: agreed ? (1 as const) : (0 as const),
      })),
    )
    .execute();
  return true;
}

/** The forms of a person in the order they were signed; of one day, as they were recorded. */
export async function signedFormsOf(db: RegistrySelect, code: string): Promise<Consent[]> {
  return db
    .selectFrom('consent')
    .selectAll()
    .where('code', '=', code)
    .orderBy('given_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

export async function consentAnswersOf(db: RegistrySelect, code: string): Promise<ConsentAnswer[]> {
  return db
    .selectFrom('consent_answer')
    .innerJoin('consent', 'consent.id', 'consent_answer.consent_id')
    .selectAll('consent_answer')
    .where('consent.code', '=', code)
    .execute();
}

/** What the people of a study said to one thing that was asked, in the order the forms were signed. */
export async function answersToAsk(
  db: RegistrySelect,
  study: string,
  item: string,
): Promise<{ readonly code: string; readonly agreed: 0 | 1 }[]> {
  return db
    .selectFrom('consent_answer')
    .innerJoin('consent', 'consent.id', 'consent_answer.consent_id')
    .innerJoin('person', 'person.code', 'consent.code')
    .select(['consent.code', 'consent_answer.agreed'])
    .where('person.study', '=', study)
    .where('consent_answer.item', '=', item)
    .orderBy('consent.given_on')
    .orderBy('consent.recorded_at')
    .orderBy('consent.id')
    .execute();
}

/** The people of a study who have signed none of these versions. */
export async function codesWithoutVersion(
  db: RegistrySelect,
  study: string,
  versions: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .select('person.code')
    .where('person.study', '=', study)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('consent')
            .select('consent.id')
            .whereRef('consent.code', '=', 'person.code')
            .where('consent.text_version', 'in', versions),
        ),
      ),
    )
    .execute();
  return rows.map(({ code }) => code);
}

/** Repeatable: false if the scan was there. */
export async function insertScan(trx: RegistryTransaction, scan: ConsentScan): Promise<boolean> {
  const result = await trx
    .insertInto('consent_scan')
    .values(scan)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** What is known of the scans of a person, without the files. */
export async function scansOf(db: RegistrySelect, code: string): Promise<ConsentScanFacts[]> {
  return db
    .selectFrom('consent_scan')
    .select([
      'id',
      'consent_id',
      'code',
      'media_type',
      'bytes',
      'sha256',
      'scanned_at',
      'scanned_by',
    ])
    .where('code', '=', code)
    .orderBy('scanned_at')
    .orderBy('id')
    .execute();
}

export async function scanById(db: RegistrySelect, id: string): Promise<ConsentScan | null> {
  const row = await db
    .selectFrom('consent_scan')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
