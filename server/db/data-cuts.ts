/** Data cuts: which there are of a study, by what rule they were made, and under which digest they are locked. */

import type { Study } from '../../surveys/study.ts';
import type { CutInstruments } from './cut-records.ts';
import type { CutEligibility, CutTables } from './cut-tables.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';

export type { CutEligibility } from './cut-tables.ts';

/** What is in a cut. */
export interface CutRule {
  /** The day as whose end the data are. */
  readonly on: string;
  /** The waves whose answers it opens. */
  readonly waves: readonly number[];
  /** Participants who were included on this day or before. */
  readonly includedUntil: string;
  readonly eligible: CutEligibility;
}

/** A cut that is locked. */
export interface DataCut extends CutRule {
  readonly id: string;
  /** 1 for the first of its study. */
  readonly number: number;
  /** The study as it was defined then. */
  readonly definition: Study;
  readonly lockedAt: string;
  readonly lockedBy: string;
  /** How many there were when it was locked. */
  readonly participants: number;
  readonly instruments: CutInstruments;
  readonly sha256: string;
}

/** The locked ones, the newest first. */
export async function cutsOf(db: StudySelect, study: string): Promise<DataCut[]> {
  const rows = await lockedCuts(db).where('study', '=', study).execute();
  return rows.map(asCut);
}

/** The locked ones of all studies. */
export async function allCuts(db: StudySelect): Promise<DataCut[]> {
  return (await lockedCuts(db).execute()).map(asCut);
}

function lockedCuts(db: StudySelect) {
  return db
    .selectFrom('data_cut')
    .selectAll()
    .where('locked_at', 'is not', null)
    .orderBy('study')
    .orderBy('number', 'desc');
}

export async function beginCut(
  trx: StudyTransaction,
  cut: Pick<CutTables['data_cut'], 'id' | 'study' | 'definition' | 'begun_at' | 'begun_by'>,
  { on, waves, includedUntil, eligible }: CutRule,
): Promise<number> {
  const { last } = await trx
    .selectFrom('data_cut')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('study', '=', cut.study)
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await trx
    .insertInto('data_cut')
    .values({
      ...{ ...cut, number, cut_on: on, waves: JSON.stringify(waves) },
      ...{ included_until: includedUntil, eligible },
      ...{ locked_at: null, participants: null, instruments: null, sha256: null },
    })
    .execute();
  return number;
}

export async function sealCut(
  trx: StudyTransaction,
  id: string,
  seal: {
    readonly lockedAt: string;
    readonly participants: number;
    readonly instruments: CutInstruments;
    readonly sha256: string;
  },
): Promise<void> {
  const { lockedAt, participants, instruments, sha256 } = seal;
  await trx
    .updateTable('data_cut')
    .set({ locked_at: lockedAt, participants, sha256, instruments: JSON.stringify(instruments) })
    .where('id', '=', id)
    .execute();
}

/** True while one is being made that was begun after `since`. */
export async function isCutBegun(db: StudySelect, study: string, since: string): Promise<boolean> {
  const row = await db
    .selectFrom('data_cut')
    .select('id')
    .where('study', '=', study)
    .where('locked_at', 'is', null)
    .where('begun_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** What is left of cuts whose making was cut off. */
export async function deleteUnsealedCuts(trx: StudyTransaction, study: string): Promise<void> {
  const unsealed = trx
    .selectFrom('data_cut')
    .select('id')
    .where('study', '=', study)
    .where('locked_at', 'is', null);
  await trx.deleteFrom('data_cut_record').where('cut_id', 'in', unsealed).execute();
  await trx
    .deleteFrom('data_cut')
    .where('study', '=', study)
    .where('locked_at', 'is', null)
    .execute();
}

function asCut(row: CutTables['data_cut']): DataCut {
  return {
    ...{ id: row.id, number: row.number, on: row.cut_on, eligible: row.eligible },
    waves: JSON.parse(row.waves) as number[],
    includedUntil: row.included_until,
    definition: JSON.parse(row.definition) as Study,
    ...{ lockedAt: row.locked_at ?? '', lockedBy: row.begun_by },
    ...{ participants: row.participants ?? 0, sha256: row.sha256 ?? '' },
    instruments: JSON.parse(row.instruments ?? '{}') as CutInstruments,
  };
}
