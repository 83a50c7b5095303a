/** An envelope has come: the form in it is written down before anybody keys it. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { Participation } from '../collection/participation.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import { keyingsOf } from '../db/keyings.ts';
import { insertPaperForm, type PaperForm, paperFormById, paperFormsAt } from '../db/paper-forms.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { isKeyedTwice } from './double-keying.ts';

export interface Envelope {
  /** Made when its page was shown, the same in every repeat of one post; null where there was no page. */
  readonly id: string | null;
  readonly participation: Participation;
  readonly receivedOn: string;
  /** Of the instrument, as it is printed on the form. */
  readonly version: number;
  /** There is a form of this wave already, and this is one more. */
  readonly isAnother: boolean;
  readonly actor: string;
}

export type Receipt =
  /** Also of a repeat. `answered`: there is an answer; this form is held beside it until a person chooses. */
  | { readonly outcome: 'logged'; readonly form: PaperForm; readonly answered: boolean }
  /** A form of this wave was written down before, the last one on `form`: the same one, most likely. */
  | { readonly outcome: 'logged-before'; readonly form: PaperForm }
  | { readonly outcome: 'withdrawn' | 'not-yet-due' | 'no-such-version' };

/** A form that comes after its wave closed is taken: it was written when it was written. */
export async function logForm(services: Services, envelope: Envelope): Promise<Receipt> {
  const { db, clock, definitions } = services;
  const { id, participation, version, receivedOn, isAnother, actor } = envelope;
  const { study, role, participant, wave, state } = participation;
  const { code } = participant;
  if (state === 'not-yet-due') return { outcome: 'not-yet-due' };
  if (!definitions.instrument(role.instrument, version)) return { outcome: 'no-such-version' };
  return db.study.transaction().execute(async (trx): Promise<Receipt> => {
    await lockParticipant(trx, code);
    if (await isShut(trx, code)) return { outcome: 'withdrawn' };
    const isAnswered = async () => (await submittedResponse(trx, code, wave)) !== null;
    const repeated = id === null ? null : await paperFormById(trx, id);
    if (repeated?.code === code && repeated.wave === wave)
      return { outcome: 'logged', form: repeated, answered: await isAnswered() };
    const earlier = await paperFormsAt(trx, code, wave);
    const last = (await notRemoved(trx, earlier)).at(-1);
    if (last && !isAnother) return { outcome: 'logged-before', form: last };
    const form: PaperForm = {
      ...{ id: id === null || repeated ? randomUUID() : id, code, wave },
      ...{ instrument: role.instrument, instrument_version: version },
      ...{ received_on: receivedOn, logged_at: timestamp(clock), logged_by: actor },
      keyings: isKeyedTwice(study, { code, wave, nth: earlier.length + 1 }) ? 2 : 1,
      ...{ settled_at: null, outcome: null, decided_at: null, decided_by: null },
    };
    await insertPaperForm(trx, form);
    const detail = { wave, received: receivedOn };
    await appendEvent(trx, clock, { actor, action: 'paper form received', code, detail });
    return { outcome: 'logged', form, answered: await isAnswered() };
  });
}

/** What was written down by mistake was nobody's envelope. */
async function notRemoved(
  trx: StudyTransaction,
  forms: readonly PaperForm[],
): Promise<PaperForm[]> {
  const came: PaperForm[] = [];
  for (const form of forms) {
    const keyings = form.outcome === 'set-aside' ? await keyingsOf(trx, form.id) : null;
    if (!keyings || keyings.some(({ finished_at }) => finished_at !== null)) came.push(form);
  }
  return came;
}
