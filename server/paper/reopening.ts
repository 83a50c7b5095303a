/** A keyer who sees at once that something is keyed wrongly goes on where they had finished. */

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

/** So long after a form was finished; later it comes in as one more form, and a coordinator chooses. */
const reopens = { hours: 1 };

/** The finished keying that its keyer can open again; null once anybody else has had to do with the form. */
export async function reopenable(
  { clock }: Services,
  db: StudySelect,
  form: PaperForm,
  keyer: string,
): Promise<Keying | null> {
  const all = await keyingsOf(db, form.id);
  const own = all.find(({ keyed_by }) => keyed_by === keyer);
  if (!own?.finished_at || form.decided_at !== null) return null;
  // What the other one read must not lead the hand.
  if (all.some((one) => one !== own && one.finished_at !== null)) return null;
  const until = Temporal.Instant.from(own.finished_at).add(reopens);
  if (Temporal.Instant.compare(clock.now(), until) > 0) return null;
  // Another form of the wave waits for somebody to choose between the two.
  const others = (await paperFormsAt(db, form.code, form.wave)).filter(({ id }) => id !== form.id);
  if (others.some(({ settled_at, outcome }) => settled_at !== null && outcome === null))
    return null;
  return (await isShut(db, form.code)) ? null : own;
}

/** The form counts no more until it is finished again. */
export async function reopenKeying(
  services: Services,
  formId: string,
  keyer: string,
): Promise<'reopened' | 'too-late'> {
  const { db, clock } = services;
  const known = await paperFormById(db.study, formId);
  if (!known) return 'too-late';
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, known.code);
    const form = await paperFormById(trx, formId);
    const own = form?.code === known.code && (await reopenable(services, trx, form, keyer));
    if (!own) return 'too-late';
    await deletePaperResponse(trx, formId);
    await updatePaperForm(trx, formId, { settled_at: null, outcome: null });
    await updateKeying(trx, own.id, { finished_at: null });
    await appendEvent(trx, clock, {
      ...{ actor: keyer, action: 'keying reopened', code: known.code },
      detail: { wave: known.wave, ordinal: own.ordinal },
    });
    return 'reopened';
  });
}
