/** Opening a response, on the web or from paper: from here on its instrument's text may not change. */

import { randomUUID } from 'node:crypto';
import { timestamp } from '../clock.ts';
import type { StudyTransaction } from '../db/events.ts';
import { ensureResponse, type Response } from '../db/responses.ts';
import type { Services } from '../services.ts';
import type { Participation } from './participation.ts';

/** What a form that came on paper says of itself, and who keyed it. */
export type OnPaper = Pick<
  Response,
  | 'instrument'
  | 'instrument_version'
  | 'form_id'
  | 'written_on'
  | 'received_on'
  | 'keyed_by'
  | 'keyed_again_by'
  | 'keyed_at'
>;

const notOnPaper = {
  ...{ form_id: null, written_on: null, received_on: null },
  ...{ keyed_by: null, keyed_again_by: null, keyed_at: null },
} as const;

/** Repeatable: one response per participant, wave and channel. */
export async function openResponse(
  { clock, definitions }: Services,
  trx: StudyTransaction,
  { participant, role, wave }: Participation,
  from: 'web' | OnPaper,
): Promise<Response> {
  const { instrument, instrument_version } = role;
  const given = from === 'web' ? { instrument, instrument_version, ...notOnPaper } : from;
  await definitions.pinInstrument(trx, clock, given.instrument, given.instrument_version);
  return ensureResponse(trx, {
    id: randomUUID(),
    code: participant.code,
    wave,
    channel: from === 'web' ? 'web' : 'paper',
    revision: 0,
    sheet: '{}',
    started_at: timestamp(clock),
    submitted_at: null,
    ...given,
  });
}
