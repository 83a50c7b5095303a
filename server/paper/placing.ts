/** From what keyers read to the answer that counts: compared, put together, and never over another answer. */

import type { Answer, Sheet } from '../../surveys/answer.ts';
import { agreed, type Reading } from '../../surveys/keying-differences.ts';
import { timestamp } from '../clock.ts';
import { openResponse } from '../collection/open-response.ts';
import { participationIn, pinnedInstrument } from '../collection/participation.ts';
import { submitSheet } from '../collection/submission.ts';
import type { StudyTransaction } from '../db/events.ts';
import { decisionsOf, type Keying, keyingsOf } from '../db/keyings.ts';
import type { StudySelect } from '../db/open.ts';
import { type PaperForm, paperFormById, updatePaperForm } from '../db/paper-forms.ts';
import { isShut, participantByCode } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import type { Services } from '../services.ts';

export type Placing =
  /** Somebody else is to key it too. */
  | 'second-keying'
  /** Its two keyers read something differently. */
  | 'differs'
  /** There is another answer to the wave: a person chooses. */
  | 'held'
  | 'counts'
  /** They withdrew meanwhile. */
  | 'withdrawn';

/** Goes as far with a form as it can go by itself. The participant's row must be held. */
export async function settle(
  services: Services,
  trx: StudyTransaction,
  formId: string,
  actor: string,
): Promise<Placing> {
  const form = await paperFormById(trx, formId);
  if (!form) throw new Error('there is no such form');
  if (form.settled_at === null) {
    const finished = await finishedKeyings(trx, form);
    if (finished.length < form.keyings) return 'second-keying';
    if (!(await readingOf(services, trx, form))) return 'differs';
    await updatePaperForm(trx, form.id, { settled_at: timestamp(services.clock) });
  }
  if (await isShut(trx, form.code)) return 'withdrawn';
  if (await submittedResponse(trx, form.code, form.wave)) return 'held';
  await makeCount(services, trx, form, actor);
  return 'counts';
}

/** The form becomes the answer to its wave, which has none. */
export async function makeCount(
  services: Services,
  trx: StudyTransaction,
  form: PaperForm,
  actor: string,
): Promise<void> {
  const reading = await readingOf(services, trx, form);
  const participant = await participantByCode(trx, form.code);
  const participation = participant && participationIn(services, participant, form.wave);
  if (!reading || !participation) throw new Error('the form is not settled');
  const [first, second] = await finishedKeyings(trx, form);
  const { instrument, instrument_version } = form;
  const response = await openResponse(services, trx, participation, {
    ...{ instrument, instrument_version, form_id: form.id },
    ...{ written_on: reading.writtenOn, received_on: form.received_on },
    ...{ keyed_by: first?.keyed_by ?? null, keyed_again_by: second?.keyed_by ?? null },
    keyed_at: (second ?? first)?.finished_at ?? null,
  });
  await submitSheet(services, trx, {
    participation,
    instrument: pinnedInstrument(services, instrument, instrument_version),
    response,
    saved: reading.sheet,
    policy: 'paper',
    actor,
  });
  await updatePaperForm(trx, form.id, { outcome: 'counts' });
}

/** What stands on the form, as far as its keyers and whoever decided know; null while they differ. */
export async function readingOf(
  services: Services,
  db: StudySelect,
  form: PaperForm,
): Promise<Reading | null> {
  const [first, second] = await finishedKeyings(db, form);
  if (!first) return null;
  if (!second) return asReading(first);
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  const decisions = await decisionsOf(db, form.id);
  const decided = new Map(
    decisions.map(({ field, answer }) => [field, JSON.parse(answer) as Answer | string | null]),
  );
  return agreed(instrument, asReading(first), asReading(second), decided);
}

export function asReading({ sheet, written_on }: Keying): Reading {
  return { sheet: JSON.parse(sheet) as Sheet, writtenOn: written_on };
}

async function finishedKeyings(db: StudySelect, { id }: PaperForm): Promise<Keying[]> {
  return (await keyingsOf(db, id)).filter(({ finished_at }) => finished_at !== null);
}
