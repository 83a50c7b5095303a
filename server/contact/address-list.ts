/** The letters of a batch as a file to print envelopes and letters from: names, addresses and the codes that open the form. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { participationOf } from '../collection/participation.ts';
import { dayAndMonth } from '../day.ts';
import { appendEvent } from '../db/events.ts';
import type { LetterBatch } from '../db/letter-batches.ts';
import { personsByCode } from '../db/people.ts';
import { openPerson } from '../enrolment/person.ts';
import { csvHeader, csvRows } from '../export/csv.ts';
import type { Services } from '../services.ts';
import { waitingLetters } from './letter-batch.ts';
import { openToken } from './outbox.ts';
import { spelled } from './short-code.ts';

const columns = [
  ...['name', 'address_1', 'address_2', 'address_3', 'address_4'],
  ...['language', 'wave', 'reminder', 'answer_by', 'web_address', 'web_code', 'code'],
].map((name) => ({ name, storage: 'text' as const }));

/** Those that are to be posted. On record, with how many, before anything is opened. */
export async function addressList(
  services: Services,
  study: Study,
  batch: LetterBatch,
  actor: string,
): Promise<string> {
  const { db, clock, sealer, config } = services;
  const letters = (await waitingLetters(services, batch)).filter(
    ({ takenOut }) => takenOut === null,
  );
  const detail = { study: study.study, purpose: 'letters', count: letters.length };
  await db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, clock, { actor, action: 'identity exported', detail }));
  const persons = await personsByCode(
    db.registry,
    letters.map(({ letter }) => letter.code),
  );
  const identities = new Map(persons.map((one) => [one.code, openPerson(sealer, one)]));
  const rows: string[][] = [];
  for (const { letter } of letters) {
    const participation = await participationOf(services, letter.code, letter.wave);
    const identity = identities.get(letter.code);
    if (!participation || !identity) continue;
    const { language } = participation.participant;
    const label = study.waves[letter.wave - 1]?.label;
    rows.push([
      identity.name,
      ...addressLines(identity.address ?? ''),
      language,
      label ? inLanguage(label, language) : String(letter.wave),
      letter.ordinal > 1 ? String(letter.ordinal - 1) : '',
      dayAndMonth(participation.dates.closes, language),
      `${config.publicUrl}/k`,
      spelled(openToken(services, letter) ?? ''),
      letter.code,
    ]);
  }
  // Spreadsheets take letters such as Å for something else without this mark.
  return `\uFEFF${csvHeader(columns)}${csvRows(columns, rows)}`;
}

/** Four lines, as an envelope has them; what is more goes with the last. */
export function addressLines(address: string): string[] {
  const lines = address
    .split(/\n|,\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [0, 1, 2, 3].map((at) => (at < 3 ? (lines[at] ?? '') : lines.slice(3).join(', ')));
}
