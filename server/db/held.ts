/** Everything that the stores hold under one code, table by table: what a participant has a right to see. */

import type { Role } from './accounts.ts';
import type { RegistrySelect, StudySelect } from './open.ts';

export type HeldInRegistry = Awaited<ReturnType<typeof heldInRegistry>>;
export type HeldInStudy = Awaited<ReturnType<typeof heldInStudy>>;

/** By the names of the tables; all rows as they are written. */
export async function heldInRegistry(db: RegistrySelect, code: string) {
  const consents = db.selectFrom('consent').select('id').where('code', '=', code);
  return {
    person: await db.selectFrom('person').selectAll().where('code', '=', code).execute(),
    consent: await db
      .selectFrom('consent')
      .selectAll()
      .where('code', '=', code)
      .orderBy('recorded_at')
      .execute(),
    consent_answer: await db
      .selectFrom('consent_answer')
      .selectAll()
      .where('consent_id', 'in', consents)
      .orderBy('consent_id')
      .orderBy('item')
      .execute(),
    consent_scan: await db
      .selectFrom('consent_scan')
      .selectAll()
      .where('code', '=', code)
      .orderBy('scanned_at')
      .execute(),
    note: await db
      .selectFrom('note')
      .selectAll()
      .where('code', '=', code)
      .orderBy('written_at')
      .execute(),
    outbox: await db
      .selectFrom('outbox')
      .selectAll()
      .where('code', '=', code)
      .orderBy('created_at')
      .execute(),
    data_copy: await db
      .selectFrom('data_copy')
      .selectAll()
      .where('code', '=', code)
      .orderBy('made_at')
      .execute(),
    event: await db
      .selectFrom('event')
      .selectAll()
      .where('code', '=', code)
      .orderBy('seq')
      .execute(),
  };
}

/** Answers included: only what is handed to the participant may be made of it. */
export async function heldInStudy(db: StudySelect, code: string) {
  const responses = db.selectFrom('response').select('id').where('code', '=', code);
  const forms = db.selectFrom('paper_form').select('id').where('code', '=', code);
  return {
    participant: await db.selectFrom('participant').selectAll().where('code', '=', code).execute(),
    participant_change: await db
      .selectFrom('participant_change')
      .selectAll()
      .where('code', '=', code)
      .orderBy('recorded_at')
      .execute(),
    withdrawal_follow_up: await db
      .selectFrom('withdrawal_follow_up')
      .selectAll()
      .where('code', '=', code)
      .execute(),
    task: await db
      .selectFrom('task')
      .selectAll()
      .where('code', '=', code)
      .orderBy('opened_at')
      .execute(),
    link: await db
      .selectFrom('link')
      .selectAll()
      .where('code', '=', code)
      .orderBy('created_at')
      .execute(),
    response: await db
      .selectFrom('response')
      .selectAll()
      .where('code', '=', code)
      .orderBy('wave')
      .orderBy('started_at')
      .execute(),
    saved_page: await db
      .selectFrom('saved_page')
      .selectAll()
      .where('response_id', 'in', responses)
      .orderBy('saved_at')
      .execute(),
    visit: await db
      .selectFrom('visit')
      .selectAll()
      .where('response_id', 'in', responses)
      .orderBy('opened_at')
      .execute(),
    score: await db
      .selectFrom('score')
      .selectAll()
      .where('response_id', 'in', responses)
      .orderBy('response_id')
      .orderBy('scale')
      .execute(),
    data_cut_record: await db
      .selectFrom('data_cut_record')
      .selectAll()
      .where('code', '=', code)
      .orderBy('cut_id')
      .execute(),
    replaced_response: await db
      .selectFrom('replaced_response')
      .selectAll()
      .where('response_id', 'in', responses)
      .execute(),
    paper_form: await db
      .selectFrom('paper_form')
      .selectAll()
      .where('code', '=', code)
      .orderBy('logged_at')
      .execute(),
    keying: await db
      .selectFrom('keying')
      .selectAll()
      .where('form_id', 'in', forms)
      .orderBy('begun_at')
      .execute(),
    keying_decision: await db
      .selectFrom('keying_decision')
      .selectAll()
      .where('form_id', 'in', forms)
      .orderBy('form_id')
      .orderBy('field')
      .execute(),
    code_correction: await db
      .selectFrom('code_correction')
      .selectAll()
      .where('form_id', 'in', forms)
      .orderBy('proposed_at')
      .execute(),
    event: await db
      .selectFrom('event')
      .selectAll()
      .where('code', '=', code)
      .orderBy('seq')
      .execute(),
  };
}

/** Second registrations of one person, which go on under this code. */
export async function codesMergedInto(db: StudySelect, code: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participant')
    .select('code')
    .where('merged_into', '=', code)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
}

/** What part those who did something play, also of accounts that are closed. */
export async function accountRoles(db: RegistrySelect): Promise<ReadonlyMap<string, Role>> {
  const rows = await db.selectFrom('account').select(['id', 'role']).execute();
  return new Map(rows.map(({ id, role }) => [id, role]));
}
