/** Opening a response, on the web or from paper: from here on its instrument's text may not change. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { StudyTransaction } from '../db/events.ts';
import { ensureResponse, type Response } from '../db/responses.ts';
import type { Services } from '../services.ts';
import type { Participation } from './participation.ts';

/** What is known of a form that came on paper. */
type OnPaper = Pick<Response, 'written_on' | 'received_on' | 'keyed_by'>;

const notOnPaper: OnPaper = { written_on: null, received_on: null, keyed_by: null };

/** Repeatable: one response per participant, wave and channel. */
export async function openResponse(
  { clock, definitions }: Services,
  trx: StudyTransaction,
  { participant, role, wave }: Participation,
  from: 'web' | OnPaper,
): Promise<Response> {
  const { instrument, instrument_version } = role;
  await definitions.pinInstrument(trx, clock, instrument, instrument_version);
  return ensureResponse(trx, {
    id: randomUUID(),
    code: participant.code,
    wave,
    channel: from === 'web' ? 'web' : 'paper',
    instrument,
    instrument_version,
    revision: 0,
    sheet: '{}',
    started_at: timestamp(clock),
    submitted_at: null,
    ...(from === 'web' ? notOnPaper : from),
  });
}
