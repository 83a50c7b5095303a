/** Forms that two people have keyed: both readings, and what was decided, for the figures on keying. */

import { inChunks } from './chunks.ts';
import { decisionsUnder } from './keyings.ts';
import type { StudySelect } from './open.ts';

export async function doubleKeyings(
  db: StudySelect,
  study: string,
  sites: readonly string[] | null,
) {
  return db
    .selectFrom('paper_form')
    .innerJoin('participant', 'participant.code', 'paper_form.code')
    .innerJoin('keying as first', (join) =>
      join.onRef('first.form_id', '=', 'paper_form.id').on('first.ordinal', '=', 1),
    )
    .innerJoin('keying as second', (join) =>
      join.onRef('second.form_id', '=', 'paper_form.id').on('second.ordinal', '=', 2),
    )
    .where('participant.study', '=', study)
    .where('first.finished_at', 'is not', null)
    .where('second.finished_at', 'is not', null)
    .$if(sites !== null, (some) => some.where('current_site', 'in', ['-', ...(sites ?? [])]))
    .select(['paper_form.id', 'paper_form.code', 'instrument', 'instrument_version'])
    .select(['first.sheet as first_sheet', 'first.written_on as first_written_on'])
    .select(['second.sheet as second_sheet', 'second.written_on as second_written_on'])
    .select(['first.keyed_by as first_by', 'second.keyed_by as second_by'])
    .orderBy('paper_form.logged_at')
    .execute();
}

/** What was decided about forms of these codes. */
export async function decisionsAbout(db: StudySelect, codes: readonly string[]) {
  return inChunks([...new Set(codes)], (some) => decisionsUnder(db, some));
}

/** The numbers of keyers, by their accounts. */
export async function keyerNumbers(db: StudySelect): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('keyer').selectAll().execute();
  return new Map(rows.map(({ account_id, number }) => [account_id, number]));
}
