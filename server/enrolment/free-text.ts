/** Takes what somebody wrote in their own words out of everything that was kept of their answers. */

import { withoutFreeText } from '../../surveys/anonymous.ts';
import type { Answer, Sheet } from '../../surveys/answer.ts';
import { timestamp } from '../clock.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { alterCutRecord, type CutRecord, cutRecordsUnder } from '../db/cut-records.ts';
import type { StudyTransaction } from '../db/events.ts';
import { decisionsUnder, keyingsUnder, updateDecision, updateKeying } from '../db/keyings.ts';
import { responsesUnder } from '../db/merging.ts';
import { updateSheet } from '../db/responses.ts';
import { canonicalJson } from '../digest.ts';
import type { Services } from '../services.ts';

interface Given {
  readonly instrument: string;
  readonly instrument_version: number;
}

/** Answers that count and those that do not, what keyers read, and what was decided. Repeatable. */
export async function removeFreeText(
  services: Services,
  trx: StudyTransaction,
  codes: readonly string[],
): Promise<void> {
  const without = ({ instrument, instrument_version }: Given, sheet: Sheet): Sheet =>
    withoutFreeText(pinnedInstrument(services, instrument, instrument_version), sheet);
  const left = (row: Given & { readonly sheet: string }) =>
    JSON.stringify(without(row, JSON.parse(row.sheet) as Sheet));
  for (const response of await responsesUnder(trx, codes)) {
    const { id, revision } = response;
    await updateSheet(trx, id, { sheet: left(response), revision });
  }
  for (const keying of await keyingsUnder(trx, codes))
    await updateKeying(trx, keying.id, { sheet: left(keying) });
  for (const decision of await decisionsUnder(trx, codes)) {
    const { form_id, field, answer } = decision;
    const sheet = { [field]: JSON.parse(answer) as Answer };
    await updateDecision(trx, {
      ...{ form_id, field },
      answer: JSON.stringify(without(decision, sheet)[field]),
    });
  }
  await removeFromCuts(services, trx, codes);
}

/** A cut that was locked before holds the answers too; it tells how many of its records were altered. */
async function removeFromCuts(
  services: Services,
  trx: StudyTransaction,
  codes: readonly string[],
): Promise<void> {
  const at = timestamp(services.clock);
  for (const row of await cutRecordsUnder(trx, codes)) {
    const { participant, responses } = JSON.parse(row.record) as CutRecord;
    const record = canonicalJson({
      participant,
      responses: responses.map((response) => {
        const instrument = pinnedInstrument(services, response.instrument, response.version);
        const { sheet } = response;
        return { ...response, sheet: sheet && withoutFreeText(instrument, sheet) };
      }),
    });
    if (record !== row.record) await alterCutRecord(trx, { ...row, record, at });
  }
}
