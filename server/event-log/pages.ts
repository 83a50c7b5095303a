/** The logs of both stores as one, newest first: each store keeps its order, and the later of two comes first. */

import { type EventFilter, eventsBefore } from '../db/event-log.ts';
import type { EventTable } from '../db/event-tables.ts';
import type { Databases } from '../db/open.ts';

export type Store = 'registry' | 'study';

export interface LogEntry extends EventTable {
  readonly store: Store;
}

/** How far down each store has been read: the last sequence number shown, null before the first page. */
export type Place = Readonly<Record<Store, number | null>>;

export const top: Place = { registry: null, study: null };

export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Where the next page goes on; null on the last one. */
  readonly next: Place | null;
}

export const pageLength = 50;

export async function logPage(
  { registry, study }: Pick<Databases, Store>,
  filter: EventFilter,
  place: Place,
): Promise<LogPage> {
  // One more than is shown tells whether there is another page.
  const most = pageLength + 1;
  const identities = await eventsBefore(registry, filter, place.registry, most).execute();
  const answers = await eventsBefore(study, filter, place.study, most).execute();
  const all = newestFirst(
    identities.map((entry) => ({ ...entry, store: 'registry' as const })),
    answers.map((entry) => ({ ...entry, store: 'study' as const })),
  );
  const entries = all.slice(0, pageLength);
  return { entries, next: all.length > pageLength ? placeAfter(entries, place) : null };
}

/** At one instant the registry's come first: what spans both stores is written there last. */
function newestFirst(registry: readonly LogEntry[], study: readonly LogEntry[]): LogEntry[] {
  const merged: LogEntry[] = [];
  let [fromRegistry, fromStudy] = [0, 0];
  while (fromRegistry < registry.length || fromStudy < study.length) {
    const [one, other] = [registry[fromRegistry], study[fromStudy]];
    const registryFirst = one !== undefined && (other === undefined || one.at >= other.at);
    if (registryFirst) fromRegistry += 1;
    else fromStudy += 1;
    const next = registryFirst ? one : other;
    if (next) merged.push(next);
  }
  return merged;
}

function placeAfter(entries: readonly LogEntry[], before: Place): Place {
  const last = (store: Store) =>
    entries.findLast((entry) => entry.store === store)?.seq ?? before[store];
  return { registry: last('registry'), study: last('study') };
}

/** A place as it stands in an address: `120.4711`, with nothing where a store is at its top. */
export function placeText({ registry, study }: Place): string {
  return `${registry ?? ''}.${study ?? ''}`;
}

/** Null for what is no place; no longer than a sequence number can be. */
export function parsePlace(text: string): Place | null {
  const [, registry, study] = /^(\d{0,9})\.(\d{0,9})$/.exec(text) ?? [];
  if (registry === undefined || study === undefined) return null;
  const seq = (digits: string) => (digits === '' ? null : Number(digits));
  return { registry: seq(registry), study: seq(study) };
}
