/** Compares what the participants of a drill were promised with what the database, or a copy of it, holds. */

import { firstBrokenEvent } from '../../server/db/events.ts';
import {
  type DatabaseHome,
  type Databases,
  openDatabases,
  type StudyDb,
} from '../../server/db/open.ts';
import { type Response, savedPages } from '../../server/db/responses.ts';
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

/** What a participant had been told at some moment. */
export interface Promised {
  readonly code: string;
  /** The nonces of the pages that were acknowledged. */
  readonly acknowledged: readonly string[];
  readonly sent: boolean;
}

export function promisedSoFar(people: readonly DrillParticipant[]): Promised[] {
  return people.map(({ code, acknowledged, sending }) => ({
    code,
    acknowledged: [...acknowledged],
    sent: sending === 'sent',
  }));
}

/** Every promise that a copy of the data does not hold; it may hold more than was promised. */
export async function notHeld(
  home: DatabaseHome,
  promises: readonly Promised[],
): Promise<string[]> {
  const { study, close } = await openDatabases(home);
  const faults: string[] = [];
  for (const { code, acknowledged, sent } of promises) {
    const response = await responseOf(study, code);
    const saves = response ? await savedPages(study, response.id) : [];
    const nonces = new Set(saves.map(({ nonce }) => nonce));
    for (const nonce of acknowledged)
      if (!nonces.has(nonce)) faults.push(`${code}: an acknowledged page is not held`);
    if (sent && !response?.submitted_at) faults.push(`${code}: the submission is not held`);
    if (response) faults.push(...(await unlogged(study, response)));
  }
  await close();
  return faults;
}

function responseOf(study: StudyDb, code: string): Promise<Response | undefined> {
  return study.selectFrom('response').selectAll().where('code', '=', code).executeTakeFirst();
}

async function unlogged(study: StudyDb, { code, revision }: Response): Promise<string[]> {
  const events = await study
    .selectFrom('event')
    .select('action')
    .where('code', '=', code)
    .where('action', 'in', ['page saved', 'response submitted'])
    .execute();
  return events.length === revision
    ? []
    : [`${code}: ${revision} changes and ${events.length} events`];
}

async function brokenTo(person: DrillParticipant, { study }: Databases): Promise<string[]> {
  const { code, acknowledged, unheard } = person;
  const response = await responseOf(study, code);
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

  faults.push(...(await unlogged(study, response)));

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
