/** Across the stores: behind every participant there is a person, unless that person was erased. */

import type { Readers } from '../db/open.ts';
import { participantsAfter } from '../db/participants.ts';
import { codesWithPerson } from '../db/people.ts';
import type { Check } from './checks.ts';

const pageLength = 500;

/** The study is read first: whoever takes part was written to the registry before. */
export async function personCheck({ study, registry }: Readers): Promise<Check> {
  const faults: string[] = [];
  let participants = 0;
  for (let last = ''; ; ) {
    const page = await participantsAfter(study, last, pageLength);
    const known = await codesWithPerson(
      registry,
      page.map(({ code }) => code),
    );
    for (const { code, event_key } of page)
      if (!known.has(code) && event_key !== '')
        faults.push(`participant ${code} has no person in the registry, and was not erased`);
    participants += page.length;
    last = page.at(-1)?.code ?? last;
    if (page.length < pageLength) break;
  }
  return { what: `${participants} participants, each with a person or erased`, faults };
}
