/** What staff have to do about participants: on the list until somebody says how it went. */

import type { Selectable } from 'kysely';
import { mayAnswer, mayBeContacted, participantStates } from '../../surveys/participant-state.ts';
import type { WaveReach } from '../../surveys/wave-reach.ts';
import { hasSubmitted, type People, peopleOf } from './boards.ts';
import type { StudyTransaction } from './events.ts';
import type { StudySelect } from './open.ts';
import { hasFormReceived } from './paper-forms.ts';
import type { StudyTables, TaskKind } from './study-tables.ts';

export type Task = Selectable<StudyTables['task']>;

/** What makes two tasks the same: only one of them is open at a time. */
export type TaskAddress = Pick<Task, 'code' | 'kind' | 'wave'>;

/** Nothing is to be done any more about who has left for good. */
const present = participantStates.filter(mayAnswer);
const contacted = participantStates.filter(mayBeContacted);

/** False when the same task is open already. */
export async function insertTask(
  trx: StudyTransaction,
  task: Omit<Task, 'done_at' | 'done_by' | 'outcome'>,
): Promise<boolean> {
  const result = await trx
    .insertInto('task')
    .values({ ...task, done_at: null, done_by: null, outcome: null })
    .onConflict((conflict) =>
      conflict.columns(['code', 'kind', 'wave']).where('done_at', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function openTask(
  db: StudySelect,
  { code, kind, wave }: TaskAddress,
): Promise<Task | null> {
  const row = await db
    .selectFrom('task')
    .selectAll()
    .where('code', '=', code)
    .where('kind', '=', kind)
    .where('wave', '=', wave)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** True when there is or ever was such a task. */
export async function hasTask(
  db: StudySelect,
  { code, kind, wave }: TaskAddress,
): Promise<boolean> {
  const row = await db
    .selectFrom('task')
    .select('id')
    .where('code', '=', code)
    .where('kind', '=', kind)
    .where('wave', '=', wave)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateTask(
  trx: StudyTransaction,
  id: string,
  change: Partial<Pick<Task, 'due_on' | 'done_at' | 'done_by' | 'outcome'>>,
): Promise<void> {
  await trx.updateTable('task').set(change).where('id', '=', id).execute();
}

/** The open tasks of a study that were written down; `late` is worked out, see `lateOccasions`. */
export async function writtenTasks(
  db: StudySelect,
  study: string,
  sites: readonly string[] | null,
): Promise<Pick<Task, 'id' | 'code' | 'kind' | 'wave' | 'due_on'>[]> {
  return db
    .selectFrom('task')
    .innerJoin('participant', 'participant.code', 'task.code')
    .select(['task.id', 'task.code', 'task.kind', 'task.wave', 'task.due_on'])
    .where('task.study', '=', study)
    .where('task.kind', '!=', 'late')
    .where('done_at', 'is', null)
    .where('state', 'in', present)
    .$if(sites !== null, (some) => some.where('current_site', 'in', ['-', ...(sites ?? [])]))
    .execute();
}

export interface LateOccasion {
  readonly code: string;
  readonly inclusion_date: string;
  /** Of a task that was put off to another day. */
  readonly id: string | null;
  readonly due_on: string | null;
}

/** Who is late with a wave and has not been seen to. */
export async function lateOccasions(
  db: StudySelect,
  people: People,
  { wave, late, closed }: WaveReach,
): Promise<LateOccasion[]> {
  const kind: TaskKind = 'late';
  return peopleOf(db, people)
    .leftJoin('task', (join) =>
      join
        .onRef('task.code', '=', 'participant.code')
        .on('kind', '=', kind)
        .on('task.wave', '=', wave)
        .on('done_at', 'is', null),
    )
    .select(['participant.code', 'inclusion_date', 'task.id', 'task.due_on'])
    .where('inclusion_date', '>', closed)
    .where('inclusion_date', '<=', late)
    .where('state', 'in', contacted)
    .where((eb) => eb.not(hasSubmitted(eb, [wave])))
    .where((eb) => eb.not(hasFormReceived(eb, wave)))
    .where((eb) => {
      const seenTo = eb
        .selectFrom('task as earlier')
        .select('earlier.id')
        .whereRef('earlier.code', '=', 'participant.code')
        .where('earlier.kind', '=', kind)
        .where('earlier.wave', '=', wave);
      return eb.or([eb('task.id', 'is not', null), eb.not(eb.exists(seenTo))]);
    })
    .execute();
}
