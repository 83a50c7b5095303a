/** Thousands of participants with every wave answered, written straight into the tables to save time. */

import { randomUUID } from 'node:crypto';
import { newCode } from '../../../server/participant-code.ts';
import type { Services } from '../../../server/services.ts';
import type { Sheet } from '../../../surveys/answer.ts';
import { completeSheet } from '../../../surveys/answers.ts';
import { scoreSheet } from '../../../surveys/score.ts';

const waves = [1, 2, 3, 4];

/** Included on 1 January 2016, so that on 1 March 2018 all four waves are over. */
export async function insertMany({ db, definitions }: Services, count: number): Promise<void> {
  const instrument = definitions.instrument('job-mastery', 1);
  if (!instrument) throw new Error('the instrument is missing');
  const sheets = waves.map((wave) =>
    completeSheet(instrument, answersAt(wave), { firstWave: wave === 1 }, 'web'),
  );
  const scores = sheets.map((sheet) => scoreSheet(instrument, sheet));
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newCode());

  await db.study.transaction().execute(async (trx) => {
    for (const code of codes) {
      await trx.insertInto('participant').values(participant(code)).execute();
      for (const [index, wave] of waves.entries()) {
        const id = randomUUID();
        const sheet = JSON.stringify(sheets[index]);
        await trx
          .insertInto('response')
          .values(response(id, code, wave, sheet))
          .execute();
        const rows = (scores[index] ?? []).map(({ scale, rule, value, missing, answered, of }) => ({
          ...{ response_id: id, scale, rule, value, missing, answered, of_items: of },
        }));
        await trx.insertInto('score').values(rows).execute();
      }
    }
  });
}

function answersAt(wave: number): Sheet {
  const numbers = Array.from({ length: 39 }, (_, i) => String(i + 2).padStart(2, '0'));
  return {
    ...Object.fromEntries(numbers.map((number) => [`jm${number}`, { value: 1 }])),
    jm06: { value: [1, 3] },
    jm40: { value: wave + 3 },
  };
}

function participant(code: string) {
  return {
    code,
    study: 'jobbspesialist',
    role: 'candidate',
    arm: 'jobbspesialist',
    site: 'tromso',
    team: null,
    inclusion_date: '2016-01-01',
    language: 'nb',
    channel: 'web' as const,
    registered_at: '2016-01-01T10:00:00.000Z',
    ...{
      current_arm: null,
      current_site: null,
      followed_by: null,
      mail: 'wanted' as const,
      merged_into: null,
    },
    ...{ state: 'enrolled' as const, state_on: null },
    event_key: 'none',
  };
}

function response(id: string, code: string, wave: number, sheet: string) {
  return {
    id,
    code,
    wave,
    channel: 'web' as const,
    instrument: 'job-mastery',
    instrument_version: 1,
    revision: 1,
    sheet,
    started_at: '2016-01-01T10:00:00.000Z',
    submitted_at: '2016-01-01T10:10:00.000Z',
    written_on: null,
    received_on: null,
    keyed_by: null,
  };
}
