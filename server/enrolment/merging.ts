/** Merging two registrations of one person: a person decides, nothing is deleted, and it is done once. */

import { randomUUID } from 'node:crypto';
import type { Study } from '../../surveys/study.ts';
import { timestamp, today } from '../clock.ts';
import { closeCorrection, openCorrections } from '../db/code-corrections.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import {
  closeTasksOf,
  followedBy,
  isUnmergedPerson,
  mergedPairs,
  mergePerson,
  redirectMerged,
  responsesUnder,
  shutEverything,
  swapPaperForms,
  swapResponses,
} from '../db/merging.ts';
import {
  changesOf,
  insertChange,
  lockParticipant,
  type Participant,
  type ParticipantChange,
  participantByCode,
  updateParticipant,
} from '../db/participants.ts';
import type { Services } from '../services.ts';
import {
  type Choices,
  type MergePlan,
  mergedState,
  mergePlan,
  type Pair,
  standingOf,
} from './merge-plan.ts';
import { writeChange } from './participant-change.ts';

export interface Merge extends Pair {
  readonly study: Study;
  readonly choices: Choices;
  /** What the two were when the choices were shown; see `standingOf`. */
  readonly seen: string;
  /** Made when the form was shown: the same form sent twice is one merge. */
  readonly nonce: string;
  readonly actor: string;
}

export type MergeOutcome =
  /** `into` is the code that goes on, which in `already-merged` somebody else may have chosen. */
  | { readonly outcome: 'merged' | 'already-merged'; readonly into: string }
  /** The choices were made of something else than what is there now. */
  | { readonly outcome: 'changed-meanwhile' }
  /** One of them is somebody's second registration already, of a third code. */
  | { readonly outcome: 'merged-elsewhere' };

/** Repeatable at every step: the transaction in `study` is the commit point, and the rest is caught up with. */
export async function mergeParticipants(services: Services, merge: Merge): Promise<MergeOutcome> {
  const outcome = await services.db.study.transaction().execute(async (trx) => {
    const { goesOn, goesAway } = merge;
    // In one order, whichever way round two people merge the same two.
    for (const code of [goesOn, goesAway].sort()) await lockParticipant(trx, code);
    const on = await participantByCode(trx, goesOn);
    const away = await participantByCode(trx, goesAway);
    if (!on || !away) return { outcome: 'changed-meanwhile' } as const;
    const before = await mergedBefore(trx, merge, on, away);
    if (before) return before;

    const responses = await responsesUnder(trx, [goesOn, goesAway]);
    const plan = mergePlan(responses, merge, merge.choices);
    if (!plan || standingOf([on, away], responses) !== merge.seen)
      return { outcome: 'changed-meanwhile' } as const;
    await writeMerge(services, trx, merge, { on, away, plan });
    return { outcome: 'merged', into: goesOn } as const;
  });
  if ('into' in outcome) await finishMerges(services, merge.actor);
  return outcome;
}

/** In the registry, for what the study store has merged; nothing once both agree. */
export async function finishMerges({ db, clock }: Services, actor: string): Promise<void> {
  for (const pair of await mergedPairs(db.study)) {
    if (!(await isUnmergedPerson(db.registry, pair))) continue;
    await db.registry.transaction().execute(async (trx) => {
      if (!(await mergePerson(trx, pair))) return;
      const { code, into } = pair;
      await appendEvent(trx, clock, { actor, action: 'person merged', code, detail: { into } });
    });
  }
}

/** Null while neither is merged with anybody. */
async function mergedBefore(
  trx: StudyTransaction,
  { goesAway, goesOn, nonce }: Merge,
  on: Participant,
  away: Participant,
): Promise<MergeOutcome | null> {
  if (on.merged_into === null && away.merged_into === null) return null;
  if (on.merged_into === goesAway) return { outcome: 'already-merged', into: goesAway };
  if (away.merged_into !== goesOn) return { outcome: 'merged-elsewhere' };
  const sameForm = (await changesOf(trx, goesAway)).some(({ id }) => id === nonce);
  return { outcome: sameForm ? 'merged' : 'already-merged', into: goesOn };
}

interface Merging {
  readonly on: Participant;
  readonly away: Participant;
  readonly plan: MergePlan;
}

async function writeMerge(
  { clock }: Services,
  trx: StudyTransaction,
  { study, goesOn, goesAway, nonce, actor }: Merge,
  { on, away, plan }: Merging,
): Promise<void> {
  const at = timestamp(clock);
  const fromOn = today(clock, study.time_zone);
  const recorded = { recorded_at: at, recorded_by: actor };
  const change = (row: Omit<ParticipantChange, keyof typeof recorded>) =>
    insertChange(trx, { ...row, ...recorded });

  // Before and after: neither who answers under the code that goes away is to go on, nor who answers
  // what ends up there.
  await shutEverything(trx, goesAway, at);
  for (const wave of [...plan.moved, ...plan.swapped])
    await swapResponses(trx, [goesOn, goesAway], wave);
  await swapPaperForms(trx, { code: goesAway, into: goesOn }, plan);
  // A form that was said to be somebody else's may have changed its code: it is proposed anew.
  for (const { id, from_code, from_wave, to_code, to_wave } of await openCorrections(trx, [
    goesOn,
    goesAway,
  ])) {
    const rejected = { decided_at: at, decided_by: actor, outcome: 'rejected' } as const;
    await closeCorrection(trx, id, rejected);
    const detail = { wave: from_wave, to: to_code, at: to_wave };
    const action = 'code correction rejected';
    await appendEvent(trx, clock, { actor, action, code: from_code, detail });
  }
  await shutEverything(trx, goesAway, at);
  await closeTasksOf(trx, goesAway, { at, actor });
  for (const code of await followedBy(trx, goesAway)) {
    const kind = 'followed-by';
    await change({
      id: randomUUID(),
      code,
      kind,
      previous: goesAway,
      value: goesOn,
      from_on: fromOn,
    });
    await updateParticipant(trx, code, { followed_by: goesOn });
  }
  await redirectMerged(trx, { code: goesAway, into: goesOn });

  const state = { kind: 'state', value: 'merged', from_on: fromOn } as const;
  await change({ ...state, id: nonce, code: goesAway, previous: away.state });
  await updateParticipant(trx, goesAway, {
    state: 'merged',
    state_on: fromOn,
    merged_into: goesOn,
  });
  await appendEvent(trx, clock, {
    actor,
    action: 'participants merged',
    code: goesOn,
    detail: {
      other: goesAway,
      ...waveList('taken', [...plan.moved, ...plan.swapped]),
      ...waveList('kept', plan.kept),
    },
  });

  // Whoever asked for no more e-mail asked for themselves, not for a code.
  if (away.mail === 'stopped' && on.mail !== 'stopped')
    await writeChange(trx, clock, on, { kind: 'mail', value: 'stopped', fromOn, actor });
  const silenced = mergedState(on.state, away.state);
  if (silenced === on.state) return;
  const since = away.state_on ?? fromOn;
  const silencing = { kind: 'state', value: silenced, from_on: since } as const;
  await change({ ...silencing, id: randomUUID(), code: goesOn, previous: on.state });
  await updateParticipant(trx, goesOn, { state: silenced, state_on: since });
  await appendEvent(trx, clock, {
    actor,
    action: 'state changed',
    code: goesOn,
    detail: { from: on.state, to: silenced, on: since },
  });
}

function waveList(name: string, waves: readonly number[]): Record<string, string> {
  return waves.length === 0 ? {} : { [name]: [...waves].sort((a, b) => a - b).join(', ') };
}
