/** Compares what the participants of the drill were promised with what the database holds. */

import { firstBrokenEvent } from '../../server/db/events.ts';
import { type DatabaseHome, type Databases, openDatabases } from '../../server/db/open.ts';
import { savedPages } from '../../server/db/responses.ts';
import type { Sheet } from '../../surveys/answer.ts';
import type { DrillParticipant } from './participant.ts';

/** Every promise that was not kept, in words. The server must not be running. */
export async function brokenPromises(
  home: DatabaseHome,
  people: readonly DrillParticipant[],
): Promise<string[]> {
  const db = await openDatabases(home);
  try {
    const faults = await Promise.all(people.map((person) => brokenTo(person, db)));
    const chains = [db.study, db.registry].map((store) => firstBrokenEvent(store as never));
    const broken = (await Promise.all(chains)).filter((seq) => seq !== null);
    return [...faults.flat(), ...broken.map((seq) => `the event chain breaks at ${seq}`)];
  } finally {
    await db.close();
  }
}

async function brokenTo(person: DrillParticipant, { study }: Databases): Promise<string[]> {
  const { code, acknowledged, unheard } = person;
  const response = await study
    .selectFrom('response')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  if (!response) return acknowledged.length > 0 ? [`${code}: the response is lost`] : [];

  const faults: string[] = [];
  const saves = await savedPages(study, response.id);
  const nonces = saves.map(({ nonce }) => nonce);
  const unheardSaved = unheard !== null && nonces.includes(unheard.nonce);
  const promised = unheardSaved ? [...acknowledged, unheard.nonce] : acknowledged;
  for (const nonce of promised)
    if (nonces.filter((saved) => saved === nonce).length !== 1)
      faults.push(`${code}: an acknowledged page is lost`);
  if (saves.length > promised.length)
    faults.push(`${code}: ${saves.length - promised.length} pages are doubled`);

  const events = await study
    .selectFrom('event')
    .select('action')
    .where('code', '=', code)
    .where('action', 'in', ['page saved', 'response submitted'])
    .execute();
  if (events.length !== response.revision)
    faults.push(`${code}: ${response.revision} changes and ${events.length} events`);

  const submitted = response.submitted_at !== null;
  if (person.sending === 'sent' && !submitted) faults.push(`${code}: the submission is lost`);
  if (person.sending === 'not yet' && submitted) faults.push(`${code}: submitted by nobody`);

  const held = JSON.parse(response.sheet) as Sheet;
  const sheet = unheardSaved ? { ...person.sheet, ...unheard.answers } : person.sheet;
  for (const [item, answer] of Object.entries(sheet))
    if (JSON.stringify(held[item]) !== JSON.stringify(answer))
      faults.push(`${code}: ${item} is ${JSON.stringify(held[item])}, not what was acknowledged`);
  return faults;
}
