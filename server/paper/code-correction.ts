/** A form that was filled in under somebody else's code goes to whom it belongs: one person says so, another one agrees. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import {
  type CodeCorrection,
  closeCorrection,
  correctionsOf,
  insertCorrection,
} from '../db/code-corrections.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import {
  deletePaperResponse,
  type PaperForm,
  paperFormById,
  paperFormsAt,
  updatePaperForm,
} from '../db/paper-forms.ts';
import { lockParticipant } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import { isAnonymous } from '../db/withdrawals.ts';
import { removeFreeText } from '../enrolment/free-text.ts';
import type { Services } from '../services.ts';
import { readingOf, settle } from './placing.ts';
import { restoreAnswers } from './restored-answers.ts';

export type Proposal =
  | 'proposed'
  /** It stands under this code and wave as it is. */
  | 'same-code'
  /** Who has that code is asked something else, or not yet. */
  | 'other-form'
  | 'not-yet-due'
  /** That code goes on as another one. */
  | 'merged'
  /** Somebody has proposed another code, which is to be decided first. */
  | 'proposed-before';

export async function proposeCode(
  { db, clock }: Services,
  form: PaperForm,
  to: Participation,
  actor: string,
): Promise<Proposal> {
  const { participant, wave, role, state } = to;
  if (participant.code === form.code && wave === form.wave) return 'same-code';
  if (role.instrument !== form.instrument) return 'other-form';
  if (participant.state === 'merged') return 'merged';
  if (state === 'not-yet-due') return 'not-yet-due';
  return db.study.transaction().execute(async (trx): Promise<Proposal> => {
    await lockBoth(trx, form.code, participant.code);
    const standing = await paperFormById(trx, form.id);
    const open = (await correctionsOf(trx, form.id)).some(({ outcome }) => outcome === null);
    if (open || standing?.code !== form.code || standing.wave !== form.wave)
      return 'proposed-before';
    await insertCorrection(trx, {
      ...{ id: randomUUID(), form_id: form.id, from_code: form.code, from_wave: form.wave },
      ...{ to_code: participant.code, to_wave: wave },
      ...{ proposed_at: timestamp(clock), proposed_by: actor },
      ...{ decided_at: null, decided_by: null, outcome: null },
    });
    await appendEvent(trx, clock, {
      ...{ actor, action: 'code correction proposed', code: form.code },
      detail: { wave: form.wave, to: participant.code, at: wave },
    });
    return 'proposed';
  });
}

export type CorrectionOutcome =
  | 'confirmed'
  | 'rejected'
  /** Whoever proposed it cannot agree with themselves. */
  | 'own-proposal'
  | 'changed-meanwhile';

/** Who proposed it may take it back, but not agree. */
export async function decideCode(
  services: Services,
  correction: CodeCorrection,
  outcome: 'confirmed' | 'rejected',
  actor: string,
): Promise<CorrectionOutcome> {
  const { db, clock } = services;
  const { id, form_id, from_code, from_wave, to_code, to_wave, proposed_by } = correction;
  if (outcome === 'confirmed' && proposed_by === actor) return 'own-proposal';
  return db.study.transaction().execute(async (trx): Promise<CorrectionOutcome> => {
    await lockBoth(trx, from_code, to_code);
    const form = await paperFormById(trx, form_id);
    const open = (await correctionsOf(trx, form_id)).find((one) => one.id === id);
    if (open?.outcome !== null || !form) return 'changed-meanwhile';
    const isWhereItWas = form.code === from_code && form.wave === from_wave;
    if (outcome === 'confirmed' && !isWhereItWas) return 'changed-meanwhile';
    await closeCorrection(trx, id, { decided_at: timestamp(clock), decided_by: actor, outcome });
    await appendEvent(trx, clock, {
      ...{ actor, action: decided[outcome], code: from_code },
      detail: { wave: from_wave, to: to_code, at: to_wave },
    });
    if (outcome === 'confirmed') await move(services, trx, form, correction);
    return outcome;
  });
}

const decided = {
  confirmed: 'code correction confirmed',
  rejected: 'code correction rejected',
} as const;

/** What the form took the place of under its old code counts again, and under the new one it comes in like the rest. */
async function move(
  services: Services,
  trx: StudyTransaction,
  form: PaperForm,
  { to_code, to_wave, from_code, from_wave }: CodeCorrection,
): Promise<void> {
  await deletePaperResponse(trx, form.id);
  await restoreAnswers(services, trx, form.id);
  const anew = { outcome: null, decided_at: null, decided_by: null };
  // One that was written down by mistake has nothing on it to count.
  const isKeyed = (await readingOf(services, trx, form)) !== null;
  const there = { code: to_code, wave: to_wave };
  await updatePaperForm(trx, form.id, isKeyed ? { ...there, ...anew } : there);
  // Of who has left and become anonymous nothing is kept that leads to them, whenever it comes.
  if (await isAnonymous(trx, to_code)) await removeFreeText(services, trx, [to_code]);
  // Nobody has chosen between it and what stands there; of who has left nothing counts any more.
  if (form.settled_at !== null && isKeyed) await settle(services, trx, form.id, 'system');
  if (await submittedResponse(trx, from_code, from_wave)) return;
  for (const other of await paperFormsAt(trx, from_code, from_wave)) {
    if (other.settled_at === null || !(await readingOf(services, trx, other))) continue;
    await updatePaperForm(trx, other.id, anew);
    await settle(services, trx, other.id, 'system');
  }
}

/** In one order, whichever way round two people correct the same two. */
async function lockBoth(trx: StudyTransaction, one: string, other: string): Promise<void> {
  for (const code of [...new Set([one, other])].sort()) await lockParticipant(trx, code);
}
