/** A person with the paper in hand decides: what stands where two keyers differ, and which of two answers counts. */

import type { Answer } from '../../surveys/answer.ts';
import { differences, writtenOnField } from '../../surveys/keying-differences.ts';
import { timestamp } from '../clock.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import { insertDecision, keyingsOf } from '../db/keyings.ts';
import {
  deletePaperResponse,
  handOnReplaced,
  type PaperForm,
  paperFormById,
  replaceResponse,
  updatePaperForm,
} from '../db/paper-forms.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import { type Response, submittedResponse } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { asReading, makeCount, type Placing, readingOf, settle } from './placing.ts';
import { restoreAnswers } from './restored-answers.ts';

/** Of a field: what one of the keyers read, or something that neither did. */
export type Choice = 'first' | 'second' | { readonly answer: Answer | string | null };

export type Deciding =
  /** `placing`: how far the form has come, once its differences are decided. */
  | { readonly outcome: 'decided'; readonly placing?: Placing }
  /** Not every difference has a choice. */
  | { readonly outcome: 'incomplete' }
  /** Somebody else has decided, or the form is another's now. */
  | { readonly outcome: 'changed-meanwhile' };

/** All of a form's differences at once; both readings stay as they were. */
export async function decideDifferences(
  services: Services,
  formId: string,
  choices: ReadonlyMap<string, Choice>,
  actor: string,
): Promise<Deciding> {
  return withForm(services, formId, async (trx, form): Promise<Deciding> => {
    const [first, second] = await keyingsOf(trx, form.id);
    // Nothing is written any more of who has left: what they wrote in their own words may be gone by now.
    const isOver = form.settled_at !== null || (await isShut(trx, form.code));
    if (isOver || !first?.finished_at || !second?.finished_at)
      return { outcome: 'changed-meanwhile' };
    const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
    const readings = { first: asReading(first), second: asReading(second) };
    const fields = differences(instrument, readings.first, readings.second);
    if (fields.some((field) => !choices.has(field))) return { outcome: 'incomplete' };
    for (const field of fields) {
      const choice = choices.get(field) ?? 'first';
      const answer = typeof choice === 'string' ? at(readings[choice], field) : choice.answer;
      await insertDecision(trx, {
        ...{ form_id: form.id, field, answer: JSON.stringify(answer) },
        ...{ decided_at: timestamp(services.clock), decided_by: actor },
      });
    }
    await record(services, trx, form, 'differences decided', actor, { count: fields.length });
    return { outcome: 'decided', placing: await settle(services, trx, form.id, actor) };
  });
}

function at({ sheet, writtenOn }: ReturnType<typeof asReading>, field: string) {
  return field === writtenOnField ? writtenOn : (sheet[field] ?? { missing: 'skipped' as const });
}

/** A form that was written down by mistake: nobody has keyed it, and nobody is to. */
export async function removeForm(
  services: Services,
  formId: string,
  actor: string,
): Promise<Deciding> {
  return withForm(services, formId, async (trx, form): Promise<Deciding> => {
    const keyings = await keyingsOf(trx, form.id);
    if (form.settled_at !== null || keyings.some(({ finished_at }) => finished_at !== null))
      return { outcome: 'changed-meanwhile' };
    const at = timestamp(services.clock);
    const decided = { decided_at: at, decided_by: actor };
    await updatePaperForm(trx, form.id, { settled_at: at, outcome: 'set-aside', ...decided });
    await record(services, trx, form, 'paper form removed', actor);
    return { outcome: 'decided' };
  });
}

export interface HeldChoice {
  readonly form: string;
  readonly counts: 'form' | 'standing';
  /** The response that was shown beside the form; empty where there was none. */
  readonly seen: string;
  readonly actor: string;
}

/** Neither answer is lost: the one that does not count is kept as it is. */
export async function decideHeld(
  services: Services,
  { form: formId, counts, seen, actor }: HeldChoice,
): Promise<Deciding> {
  return withForm(services, formId, async (trx, form): Promise<Deciding> => {
    if (form.settled_at === null || form.outcome !== null || (await isShut(trx, form.code)))
      return { outcome: 'changed-meanwhile' };
    const standing = await submittedResponse(trx, form.code, form.wave);
    if ((standing?.id ?? '') !== seen) return { outcome: 'changed-meanwhile' };
    // It was settled while its participant was out of the study.
    if (!standing) {
      await settle(services, trx, form.id, actor);
      return { outcome: 'decided' };
    }
    const decided = { decided_at: timestamp(services.clock), decided_by: actor };
    if (counts === 'standing') {
      await updatePaperForm(trx, form.id, { outcome: 'set-aside', ...decided });
      await record(services, trx, form, 'paper form set aside', actor);
      return { outcome: 'decided' };
    }
    await stepBack(trx, standing, form, decided);
    await makeCount(services, trx, form, actor);
    await updatePaperForm(trx, form.id, decided);
    await record(services, trx, form, 'paper form chosen', actor);
    return { outcome: 'decided' };
  });
}

/** Whether somebody has chosen for or against a form, and can be asked to choose anew. */
export function isChosen({ outcome, decided_at }: PaperForm): boolean {
  return outcome !== null && decided_at !== null;
}

/**
 * A choice can be wrong too: the form waits for one again. An answer from the web that had stepped back
 * for it counts meanwhile; of two paper forms neither does until somebody has chosen.
 */
export async function takeChoiceBack(
  services: Services,
  formId: string,
  actor: string,
): Promise<Deciding> {
  return withForm(services, formId, async (trx, form): Promise<Deciding> => {
    const isGone = !isChosen(form) || (await isShut(trx, form.code));
    if (isGone || !(await readingOf(services, trx, form))) return { outcome: 'changed-meanwhile' };
    await deletePaperResponse(trx, form.id);
    await restoreAnswers(services, trx, form.id);
    await updatePaperForm(trx, form.id, { outcome: null, decided_at: null, decided_by: null });
    await record(services, trx, form, 'choice taken back', actor);
    return { outcome: 'decided' };
  });
}

/** What has counted until now, for the form that counts from now on. */
async function stepBack(
  trx: StudyTransaction,
  { id, form_id, submitted_at }: Response,
  form: PaperForm,
  decided: Pick<PaperForm, 'decided_at' | 'decided_by'>,
): Promise<void> {
  if (form_id === null) {
    await replaceResponse(trx, {
      ...{ response_id: id, form_id: form.id, submitted_at: submitted_at ?? '' },
    });
    return;
  }
  await deletePaperResponse(trx, form_id);
  await handOnReplaced(trx, { from: form_id, to: form.id });
  await updatePaperForm(trx, form_id, { outcome: 'set-aside', ...decided });
}

async function withForm(
  { db }: Services,
  formId: string,
  decide: (trx: StudyTransaction, form: PaperForm) => Promise<Deciding>,
): Promise<Deciding> {
  const known = await paperFormById(db.study, formId);
  if (!known) return { outcome: 'changed-meanwhile' };
  return db.study.transaction().execute(async (trx): Promise<Deciding> => {
    await lockParticipant(trx, known.code);
    const form = await paperFormById(trx, formId);
    return form?.code === known.code ? decide(trx, form) : { outcome: 'changed-meanwhile' };
  });
}

function record(
  { clock }: Services,
  trx: StudyTransaction,
  { code, wave }: PaperForm,
  action:
    | 'differences decided'
    | 'paper form chosen'
    | 'paper form set aside'
    | 'paper form removed'
    | 'choice taken back',
  actor: string,
  detail: Readonly<Record<string, number>> = {},
): Promise<void> {
  return appendEvent(trx, clock, { actor, action, code, detail: { wave, ...detail } });
}
