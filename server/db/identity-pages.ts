/** Participants and the persons behind them page by page, for the list that leaves the house. */

import type { RegistrySelect, StudySelect } from './open.ts';
import type { Participant } from './participants.ts';
import type { Person } from './people.ts';

/** The participants of a study at the given sites, at all for null. */
export interface Within {
  readonly study: string;
  readonly sites: readonly string[] | null;
}

export async function countWithin(db: StudySelect, { study, sites }: Within): Promise<number> {
  const row = await db
    .selectFrom('participant')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('study', '=', study)
    .$if(sites !== null, (query) => query.where('current_site', 'in', sites ?? []))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The next ones in the order of their codes; the first ones after an empty code. */
export async function participantsAfter(
  db: StudySelect,
  { study, sites }: Within,
  after: string,
  limit: number,
): Promise<Participant[]> {
  return db
    .selectFrom('participant')
    .selectAll()
    .where('study', '=', study)
    .where('code', '>', after)
    .$if(sites !== null, (query) => query.where('current_site', 'in', sites ?? []))
    .orderBy('code')
    .limit(limit)
    .execute();
}

export async function personsByCodes(
  db: RegistrySelect,
  codes: readonly string[],
): Promise<Person[]> {
  return db.selectFrom('person').selectAll().where('code', 'in', codes).execute();
}
