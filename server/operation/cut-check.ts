/** Whether every data cut still has the digest that it was locked under. */

import { digestOfCut } from '../cuts/locking.ts';
import { countCutRecords } from '../db/cut-records.ts';
import { allCuts } from '../db/data-cuts.ts';
import type { Readers } from '../db/open.ts';
import type { Check } from './checks.ts';

/** One that somebody was taken out of since cannot be the same any more. */
export async function cutCheck({ study }: Readers): Promise<Check> {
  const cuts = await allCuts(study);
  const faults: string[] = [];
  for (const cut of cuts) {
    const { left, altered } = await countCutRecords(study, cut.id);
    if (altered > 0 || left < cut.participants) continue;
    const { sha256 } = await digestOfCut(study, cut.id);
    const name = `data cut ${cut.number} of ${cut.definition.study}`;
    if (sha256 !== cut.sha256)
      faults.push(`study: ${name} is not as it was locked: its digest is ${sha256}`);
  }
  return { what: `study: ${cuts.length} data cuts, each with its digest`, faults };
}
