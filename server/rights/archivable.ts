/** Whose answers may go to an archive: read from the ledger of consent, and told as codes. */

import type { Study } from '../../surveys/study.ts';
import { answersToAsk } from '../db/consents.ts';
import { mergedPairs } from '../db/merging.ts';
import type { Services } from '../services.ts';

/**
 * Those who said yes the last time they were asked. Who was never asked has not said yes, and of
 * whoever was registered twice both registrations count.
 */
export async function archivableCodes(
  { db }: Pick<Services, 'db'>,
  { study, archive_consent }: Study,
): Promise<ReadonlySet<string>> {
  if (archive_consent === undefined) return new Set();
  const pairs = await mergedPairs(db.study);
  const knownBy = new Map(pairs.map(({ code, into }) => [code, into]));
  const said = new Map<string, boolean>();
  for (const { code, agreed } of await answersToAsk(db.registry, study, archive_consent))
    said.set(knownBy.get(code) ?? code, agreed === 1);
  return new Set([...said].flatMap(([code, agreed]) => (agreed ? [code] : [])));
}
