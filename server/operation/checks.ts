/** What can be checked of one store by itself: its file, its references, and the chain of its events. */

import type { Store } from '../db/dialects.ts';
import { eventHead, firstBrokenEvent } from '../db/events.ts';
import { checksItself, fileFaults, isDamage, referenceFaults } from '../db/integrity.ts';
import type { RegistrySelect, StudySelect } from '../db/open.ts';

export interface Check {
  /** What is so when there are no faults. */
  readonly what: string;
  readonly faults: readonly string[];
}

export async function storeChecks(
  store: Store,
  db: StudySelect | RegistrySelect,
): Promise<Check[]> {
  const own = checksItself(db)
    ? [{ what: `${store}: PostgreSQL looks after its pages and references itself`, faults: [] }]
    : [
        { what: `${store}: the file is sound`, faults: named(store, await fileFaults(db)) },
        {
          what: `${store}: every reference leads somewhere`,
          faults: named(store, await referenceFaults(db)),
        },
      ];
  return [...own, await chainCheck(store, db)];
}

/** The check, or that the file is too damaged to make it. */
export async function unlessDamaged(store: Store, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { what: '', faults: named(store, [(error as Error).message]) };
  }
}

export function faultsOf(checks: readonly Check[]): string[] {
  return checks.flatMap(({ faults }) => faults);
}

function chainCheck(store: Store, db: StudySelect | RegistrySelect): Promise<Check> {
  return unlessDamaged(store, async () => {
    const broken = await firstBrokenEvent(db);
    const { seq } = await eventHead(db);
    const faults = broken === null ? [] : [`the chain of events is broken at number ${broken}`];
    return {
      what: `${store}: ${seq} events, each sealed to the one before`,
      faults: named(store, faults),
    };
  });
}

function named(store: Store, faults: readonly string[]): string[] {
  return faults.map((fault) => `${store}: ${fault}`);
}
