/** The end of a study's retention: identities are destroyed, and answers stay that lead to nobody. */

import type { Study } from '../../surveys/study.ts';
import { type Clock, today } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import type { Databases, RegistrySelect, StudySelect } from '../db/open.ts';
import {
  type Counts,
  deleteIdentities,
  deleteTraces,
  emptyJournal,
  identitiesOf,
  total,
  tracesOf,
} from '../db/retention.ts';

export interface Kept {
  readonly study: string;
  /** The last day on which the study's identities may be kept. */
  readonly until: string;
  readonly isOver: boolean;
  /** What is there of it now, by table. */
  readonly registry: Counts;
  readonly traces: Counts;
}

export async function keptOf(
  db: { readonly registry: RegistrySelect; readonly study: StudySelect },
  { study, retention_ends, time_zone }: Study,
  clock: Clock,
): Promise<Kept> {
  return {
    study,
    until: retention_ends,
    isOver: today(clock, time_zone) > retention_ends,
    registry: await identitiesOf(db.registry, { study }),
    traces: await tracesOf(db.study, { study }),
  };
}

/**
 * Repeatable: what was cut off is completed, and nothing is done twice. The study comes first: somebody
 * whose traces are gone counts as erased, so that at no moment a person is missing.
 */
export async function endRetention(
  { registry, study }: Pick<Databases, 'registry' | 'study'>,
  name: string,
  clock: Clock,
): Promise<void> {
  const event = (rows: number) => ({
    actor: 'system',
    action: 'retention ended' as const,
    detail: { study: name, rows },
  });
  await study.transaction().execute(async (trx) => {
    const traces = total(await tracesOf(trx, { study: name }));
    if (traces === 0) return;
    await deleteTraces(trx, { study: name });
    await appendEvent(trx, clock, event(traces));
  });
  await registry.transaction().execute(async (trx) => {
    const identities = total(await identitiesOf(trx, { study: name }));
    if (identities === 0) return;
    await deleteIdentities(trx, { study: name });
    await appendEvent(trx, clock, event(identities));
  });
  for (const db of [study, registry]) await emptyJournal(db);
}
