/** A keyer who sees at once that something is keyed wrongly puts it right, as long as it is theirs alone. */

import { timestamp } from '../clock.ts';
import { correctionsOf } from '../db/code-corrections.ts';
import { appendEvent } from '../db/events.ts';
import { type Keying, keyingsOf, updateKeying } from '../db/keyings.ts';
import type { StudySelect } from '../db/open.ts';
import {
  deletePaperResponse,
  type PaperForm,
  paperFormById,
  paperFormsAt,
  updatePaperForm,
} from '../db/paper-forms.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import type { Services } from '../services.ts';
import { type KeyingSave, type KeyOutcome, parsedForm, repeats, written } from './keying.ts';
import { settle } from './placing.ts';

/** So long after a form was finished; later it comes in as one more form, and a coordinator chooses. */
const correctsFor = { hours: 1 };

/**
 * The finished keying that its keyer can still put right. Null once the other keyer is done, or a
 * coordinator has had to do with the form or may have shown what it is held against: nothing that
 * somebody else read must lead the hand.
 */
export async function correctable(
  { clock }: Services,
  db: StudySelect,
  form: PaperForm,
  keyer: string,
): Promise<Keying | null> {
  const all = await keyingsOf(db, form.id);
  const own = all.find(({ keyed_by }) => keyed_by === keyer);
  const isHeld = form.settled_at !== null && form.outcome === null;
  if (!own?.finished_at || isHeld || form.decided_at !== null) return null;
  if (all.some((one) => one !== own && one.finished_at !== null)) return null;
  if ((await correctionsOf(db, form.id)).length > 0) return null;
  const until = Temporal.Instant.from(own.finished_at).add(correctsFor);
  if (Temporal.Instant.compare(clock.now(), until) > 0) return null;
  const others = (await paperFormsAt(db, form.code, form.wave)).filter(({ id }) => id !== form.id);
  if (others.some(({ settled_at, outcome }) => settled_at !== null && outcome === null))
    return null;
  return (await isShut(db, form.code)) ? null : own;
}

/** What was finished counts until this does: there is no moment at which the form counts for nothing. */
export async function correctKeying(services: Services, save: KeyingSave): Promise<KeyOutcome> {
  const { db, clock } = services;
  const parsed = await parsedForm(services, save);
  if (!parsed) return { outcome: 'not-this-form' };
  const { form: known, sheet, problems } = parsed;
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems };
  return db.study.transaction().execute(async (trx): Promise<KeyOutcome> => {
    await lockParticipant(trx, known.code);
    const form = await paperFormById(trx, known.id);
    const own = form?.code === known.code && (await correctable(services, trx, form, save.keyer));
    if (!own) return { outcome: 'keyed-already' };
    if (repeats(own, save, sheet)) return { outcome: 'repeated' };
    await deletePaperResponse(trx, form.id);
    await updatePaperForm(trx, form.id, { settled_at: null, outcome: null });
    const finished_at = timestamp(clock);
    await updateKeying(trx, own.id, { ...written(services, save, sheet), finished_at });
    await appendEvent(trx, clock, {
      ...{ actor: save.keyer, action: 'keying corrected', code: form.code },
      detail: { wave: form.wave, ordinal: own.ordinal },
    });
    return { outcome: 'keyed', placing: await settle(services, trx, form.id, save.keyer) };
  });
}
