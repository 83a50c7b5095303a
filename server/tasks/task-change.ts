/** Putting a task on the list and taking it off again: each change and its event are one, and a repeat changes nothing. */

import { randomUUID } from 'node:crypto';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import { waveDates, waveState } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';
import { type Clock, timestamp, today } from '../clock.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import { lockParticipant, type Participant } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import type { TaskKind, TaskOutcome } from '../db/study-tables.ts';
import { hasTask, insertTask, openTask, type TaskAddress, updateTask } from '../db/tasks.ts';
import type { EventAction } from '../event-actions.ts';
import type { Services } from '../services.ts';

export interface NewTask extends TaskAddress {
  readonly study: string;
  readonly kind: Exclude<TaskKind, 'late'>;
  readonly dueOn: string;
}

export type Opening = 'opened' | 'moved' | 'unchanged';

/** One of each kind for each wave: a call that was agreed anew moves to its new day, anything else stands. */
export async function addTask(
  { db, clock }: Services,
  task: NewTask,
  actor: string,
): Promise<Opening> {
  return db.study.transaction().execute((trx) => addTaskIn(trx, clock, task, actor));
}

/** The same as part of a change that calls for it. */
export async function addTaskIn(
  trx: StudyTransaction,
  clock: Clock,
  task: NewTask,
  actor: string,
): Promise<Opening> {
  await lockParticipant(trx, task.code);
  const standing = await openTask(trx, task);
  if (!standing) {
    await insert(trx, clock, task, actor);
    return 'opened';
  }
  if (task.kind !== 'phone' || standing.due_on === task.dueOn) return 'unchanged';
  await updateTask(trx, standing.id, { due_on: task.dueOn });
  await record(trx, clock, 'task moved', task, actor, { due: task.dueOn });
  return 'moved';
}

export interface Settlement extends TaskAddress {
  /** The open task that was on the page; null for a late wave that nobody had seen to. */
  readonly task: string | null;
  readonly outcome: TaskOutcome;
  /** When to try again; needed for who was not reached. */
  readonly again: string | null;
}

/** `over`: somebody saw to it meanwhile, or it is no longer to be done. */
export async function settleTask(
  { db, clock }: Services,
  study: Study,
  participant: Participant,
  settlement: Settlement,
  actor: string,
): Promise<'settled' | 'over'> {
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, participant.code);
    const address = { ...settlement, study: study.study };
    if (settlement.task === null) {
      const dueOn = await lateSince(trx, clock, study, participant, settlement.wave);
      if (settlement.kind !== 'late' || !dueOn || (await hasTask(trx, settlement))) return 'over';
      await insert(trx, clock, { ...address, dueOn }, actor);
    }
    const open = await openTask(trx, settlement);
    if (!open || (settlement.task !== null && open.id !== settlement.task)) return 'over';
    await close(trx, clock, { ...settlement, id: open.id }, actor);
    if (settlement.outcome === 'not-reached' && settlement.again)
      await insert(trx, clock, { ...address, dueOn: settlement.again }, actor);
    return 'settled';
  });
}

/** Takes off the list what is no longer to be done, as part of the change that makes it so. */
export async function endTaskIn(
  trx: StudyTransaction,
  clock: Clock,
  address: TaskAddress,
  actor: string,
): Promise<void> {
  const open = await openTask(trx, address);
  if (open) await close(trx, clock, { ...address, id: open.id, outcome: 'done' }, actor);
}

/** The day since which a wave is late; null when it is not, or nobody is to be reminded of it. */
async function lateSince(
  trx: StudyTransaction,
  clock: Clock,
  study: Study,
  { code, role, state, inclusion_date }: Participant,
  wave: number,
): Promise<string | null> {
  const dates = waveDates(study, roleOf(study, role), inclusion_date)[wave - 1];
  if (!dates || waveState(dates, today(clock, study.time_zone)) !== 'late') return null;
  if (!mayBeContacted(state) || (await submittedResponse(trx, code, wave))) return null;
  return dates.late;
}

async function insert(
  trx: StudyTransaction,
  clock: Clock,
  task: TaskAddress & { readonly study: string; readonly dueOn: string },
  actor: string,
): Promise<void> {
  const { study, code, kind, wave, dueOn } = task;
  await insertTask(trx, {
    ...{ id: randomUUID(), study, code, kind, wave, due_on: dueOn },
    opened_at: timestamp(clock),
    opened_by: actor,
  });
  await record(trx, clock, 'task opened', task, actor, { due: dueOn });
}

async function close(
  trx: StudyTransaction,
  clock: Clock,
  task: TaskAddress & { readonly id: string; readonly outcome: TaskOutcome },
  actor: string,
): Promise<void> {
  const { id, outcome } = task;
  await updateTask(trx, id, { done_at: timestamp(clock), done_by: actor, outcome });
  await record(trx, clock, 'task closed', task, actor, { outcome });
}

async function record(
  trx: StudyTransaction,
  clock: Clock,
  action: EventAction,
  { code, kind, wave }: TaskAddress,
  actor: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await appendEvent(trx, clock, { actor, action, code, detail: { kind, wave, ...detail } });
}
