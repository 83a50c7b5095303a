/** The forms of a study that two people have keyed, as the figures on keying take them. */

import type { Answer, Sheet } from '../../surveys/answer.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { decisionsAbout, doubleKeyings, keyerNumbers } from '../db/double-keyings.ts';
import type { Services } from '../services.ts';
import type { TwiceKeyed } from './keying-quality.ts';

/** Of the participants at these sites; null for all. */
export async function twiceKeyed(
  services: Services,
  study: string,
  sites: readonly string[] | null,
): Promise<TwiceKeyed[]> {
  const db = services.db.study;
  const rows = await doubleKeyings(db, study, sites);
  const codes = rows.map(({ code }) => code);
  const decisions = Map.groupBy(await decisionsAbout(db, codes), ({ form_id }) => form_id);
  const numbers = await keyerNumbers(db);
  const number = (account: string) => numbers.get(account) ?? 0;
  const reading = (sheet: string, writtenOn: string | null) => ({
    ...{ sheet: JSON.parse(sheet) as Sheet, writtenOn },
  });
  return rows.map((row) => ({
    instrument: pinnedInstrument(services, row.instrument, row.instrument_version),
    keyers: [number(row.first_by), number(row.second_by)],
    readings: [
      reading(row.first_sheet, row.first_written_on),
      reading(row.second_sheet, row.second_written_on),
    ],
    decisions: new Map(
      (decisions.get(row.id) ?? []).map(({ field, answer }) => [
        field,
        JSON.parse(answer) as Answer | string | null,
      ]),
    ),
  }));
}
