/** The letters of a batch one by one: whose they are is opened as each is made, and never before. */

import type { Study } from '../../surveys/study.ts';
import { participationOf } from '../collection/participation.ts';
import { addressLines } from '../contact/address-list.ts';
import { type BatchLetter, letterNow, waitingLetters } from '../contact/letter-batch.ts';
import { letterWords } from '../contact/message-content.ts';
import { openToken } from '../contact/outbox.ts';
import { spelled } from '../contact/short-code.ts';
import { appendEvent } from '../db/events.ts';
import type { LetterBatch } from '../db/letter-batches.ts';
import { personByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import type { PostedLetter } from '../printing/letters-pdf.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { formFor } from './printed-form.ts';

/** Those that are to be posted, in the order of the batch. */
export async function lettersToPrint(
  services: Services,
  batch: LetterBatch,
): Promise<BatchLetter['letter'][]> {
  const waiting = await waitingLetters(services, batch);
  return waiting.filter(({ takenOut }) => takenOut === null).map(({ letter }) => letter);
}

/** On record, with how many, before anything is opened. */
export async function recordPrinting(
  { db, clock }: Services,
  study: Study,
  count: number,
  actor: string,
): Promise<void> {
  const detail = { study: study.study, purpose: 'letters', count };
  await db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, clock, { actor, action: 'identity exported', detail }));
}

/**
 * Each is looked at once more as it is made. Throws when one is not to go any more, so that the file is
 * seen to be broken: what is printed would not be what is posted.
 */
export async function* lettersMade(
  services: Services,
  { study, batch }: { readonly study: Study; readonly batch: LetterBatch },
  letters: readonly BatchLetter['letter'][],
): AsyncGenerator<PostedLetter> {
  const { db, sealer, config } = services;
  for (const [index, known] of letters.entries()) {
    const letter = await letterNow(services, batch, known);
    if (!letter) throw new Error('the batch changed while it was printed');
    const participation = await participationOf(services, letter.code, letter.wave);
    const person = await personByCode(db.registry, letter.code);
    const token = openToken(services, letter);
    if (!participation || !person || token === null)
      throw new Error('the batch changed while it was printed');
    const { name, address } = openPerson(sealer, person);
    const { role, dates } = participation;
    const { language } = participation.participant;
    const words = letterWords({ study, role, language, closes: dates.closes });
    const place = { number: index + 1, of: letters.length };
    yield {
      cover: {
        ...{
          name,
          address: addressLines(address ?? ''),
          returnAddress: study.paper.return_address,
        },
        ...{ subject: words?.subject ?? '', body: words?.body ?? '' },
        webAddress: `${config.publicUrl}/k`.replace(/^https?:\/\//, ''),
        webCode: spelled(token),
        place: texts(language)('letterPage.place', place),
      },
      form: formFor(services, participation),
    };
  }
}
