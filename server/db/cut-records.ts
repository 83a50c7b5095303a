/** The records of data cuts: what the study held of each participant on the day of a cut. */

import type { Sheet } from '../../surveys/answer.ts';
import type { StudyTransaction } from './events.ts';
import type { StudyReader, StudySelect } from './open.ts';
import type {
  AnsweredInstrument,
  Enrolled,
  ResearchRecords,
  ResponseState,
  StoredScore,
} from './research-records.ts';

/** One participant in a cut, with their responses in the order of their waves. */
export interface CutRecord {
  readonly participant: Enrolled;
  readonly responses: readonly CutResponse[];
}

/** The answers and scores of a submitted response; none of one that was only begun. */
export interface CutResponse extends ResponseState {
  readonly sheet: Sheet | null;
  readonly scores: readonly Omit<StoredScore, 'id'>[];
}

/** Which instruments the answers of each role in a cut were given with. */
export type CutInstruments = Readonly<Record<string, readonly AnsweredInstrument[]>>;

/** The records of a cut; of those who are at one of `sites` now, null for everybody. */
export function cutRecords(
  reader: StudyReader,
  cut: { readonly id: string; readonly instruments: CutInstruments },
  sites: readonly string[] | null,
): ResearchRecords {
  const rows = reader.selectFrom('data_cut_record').where('cut_id', '=', cut.id);
  const responses = async (codes: readonly string[]) =>
    (await rows.select('record').where('data_cut_record.code', 'in', codes).execute())
      .map(({ record }) => JSON.parse(record) as CutRecord)
      .flatMap((record) => record.responses);
  const submitted = async (codes: readonly string[], waves: readonly number[]) =>
    (await responses(codes)).filter(
      ({ wave, submittedAt }) => submittedAt !== null && waves.includes(wave),
    );
  return {
    async enrolledAfter(role, after, limit) {
      const page = await rows
        .innerJoin('participant', 'participant.code', 'data_cut_record.code')
        .select('record')
        .where('data_cut_record.role', '=', role)
        .where('data_cut_record.code', '>', after)
        .$if(sites !== null, (query) => query.where('current_site', 'in', sites ?? []))
        .orderBy('data_cut_record.code')
        .limit(limit)
        .execute();
      return page.map(({ record }) => (JSON.parse(record) as CutRecord).participant);
    },
    responsesOf: async (codes) =>
      (await responses(codes)).map(({ sheet: _, scores: __, ...state }) => state),
    sheetsOf: async (codes, waves) =>
      (await submitted(codes, waves)).map(({ id, sheet }) => ({
        ...{ id, sheet: JSON.stringify(sheet) },
      })),
    scoresOf: async (codes, waves) =>
      (await submitted(codes, waves)).flatMap(({ id, scores }) =>
        scores.map((score) => ({ id, ...score })),
      ),
    instrumentsOf: async (role) => [...(cut.instruments[role] ?? [])],
  };
}

export interface RecordRow {
  readonly cut_id: string;
  readonly code: string;
  readonly role: string;
  /** Canonical JSON. */
  readonly record: string;
}

export async function insertCutRecords(
  trx: StudyTransaction,
  rows: readonly RecordRow[],
): Promise<void> {
  const values = rows.map((row) => ({ ...row, altered_at: null }));
  if (values.length > 0) await trx.insertInto('data_cut_record').values(values).execute();
}

/** The next records of a cut in the order of their codes, as they are kept. */
export async function cutRecordsAfter(
  db: StudySelect,
  cutId: string,
  after: string,
  limit: number,
): Promise<{ code: string; record: string }[]> {
  return db
    .selectFrom('data_cut_record')
    .select(['code', 'record'])
    .where('cut_id', '=', cutId)
    .where('code', '>', after)
    .orderBy('code')
    .limit(limit)
    .execute();
}

/** How many records a cut has left, and how many of them lost texts since. */
export async function countCutRecords(
  db: StudySelect,
  cutId: string,
): Promise<{ left: number; altered: number }> {
  const row = await db
    .selectFrom('data_cut_record')
    .select((eb) => [
      eb.fn.countAll().as('left'),
      eb.fn.count('data_cut_record.altered_at').as('altered'),
    ])
    .where('cut_id', '=', cutId)
    .executeTakeFirstOrThrow();
  return { left: Number(row.left), altered: Number(row.altered) };
}

/** In every cut, locked or not. */
export async function cutRecordsUnder(
  db: StudySelect,
  codes: readonly string[],
): Promise<{ cut_id: string; code: string; record: string }[]> {
  return db
    .selectFrom('data_cut_record')
    .select(['cut_id', 'code', 'record'])
    .where('code', 'in', codes)
    .execute();
}

export async function alterCutRecord(
  trx: StudyTransaction,
  { cut_id, code, record, at }: Omit<RecordRow, 'role'> & { readonly at: string },
): Promise<void> {
  await trx
    .updateTable('data_cut_record')
    .set({ record, altered_at: at })
    .where('cut_id', '=', cut_id)
    .where('code', '=', code)
    .execute();
}

export async function deleteCutRecords(
  trx: StudyTransaction,
  codes: readonly string[],
): Promise<void> {
  await trx.deleteFrom('data_cut_record').where('code', 'in', codes).execute();
}
