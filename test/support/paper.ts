/** Envelopes that come, through what production uses. */

import { participationOf } from '../../server/collection/participation.ts';
import type { PaperForm } from '../../server/db/paper-forms.ts';
import { logForm } from '../../server/paper/received.ts';
import type { TestApp } from './app.ts';
import { type Staff, send } from './staff.ts';

/** Writes down that a form came; the next one of the same wave as one more. */
export async function logged(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave: number,
  receivedOn: string,
): Promise<PaperForm> {
  const participation = await participationOf(services, code, wave);
  if (!participation) throw new Error('no such participation');
  const envelope = {
    participation,
    receivedOn,
    id: null,
    version: participation.role.instrument_version,
    isAnother: true,
    actor: 'keyer',
  };
  const receipt = await logForm(services, envelope);
  if (receipt.outcome !== 'logged') throw new Error(`no form was logged: ${receipt.outcome}`);
  return receipt.form;
}

/** What a keyer sends who has an envelope in the hand; the reply leads to its screen. */
export function sendEnvelope(t: TestApp, keyer: Staff, fields: Readonly<Record<string, string>>) {
  return send(t, keyer, '/staff/paper-entries', { _next: 'key', ...fields });
}
