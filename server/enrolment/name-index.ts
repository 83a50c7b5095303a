/** Finding people by name although names are sealed: keyed hashes of how their words begin. */

import type { Person } from '../db/people.ts';
import { insertNames, personsWithoutNames } from '../db/people.ts';
import type { Sealer } from '../security/sealing.ts';
import type { Services } from '../services.ts';
import { openPerson } from './person.ts';

/** Letters of a word that are hashed. Fewer would find half of everybody, more would tell names apart. */
const prefixLength = 3;

/**
 * 16 bits of the hash: different beginnings meet in one value, so that a thief of the table learns
 * little from how often each is there; who is found is looked at again with the name opened.
 */
const indexLength = 4;

/** The words of a name as they are compared: lower case, without accents, ø as o and æ as ae. */
export function foldedWords(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The index values of a name, or of what somebody typed to find one; two words can share one. */
export function namePrefixes(sealer: Sealer, name: string): string[] {
  const prefixes = foldedWords(name).map((word) => [...word].slice(0, prefixLength).join(''));
  const values = prefixes.map((prefix) => sealer.blindIndex(prefix, 'name').slice(0, indexLength));
  return [...new Set(values)];
}

/**
 * The index values to look for: of words that are long enough, as every name that begins with one has
 * its value; of short words alone, those of names in which they stand whole.
 */
export function typedPrefixes(sealer: Sealer, typed: string): string[] {
  const words = foldedWords(typed);
  const long = words.filter((word) => [...word].length >= prefixLength);
  return namePrefixes(sealer, (long.length > 0 ? long : words).join(' '));
}

/** True when none of the words is long enough to find whose names begin with it. */
export function isShort(typed: string): boolean {
  return foldedWords(typed).every((word) => [...word].length < prefixLength);
}

/** True when every typed word begins a word of the name. */
export function matchesName(name: string, typed: string): boolean {
  const words = foldedWords(name);
  return foldedWords(typed).every((begun) => words.some((word) => word.startsWith(begun)));
}

/** Names that were registered before there was an index; repeatable, and nothing once all have one. */
export async function indexNames({ db, sealer }: Services): Promise<void> {
  const persons: Person[] = await personsWithoutNames(db.registry);
  if (persons.length === 0) return;
  await db.registry.transaction().execute(async (trx) => {
    for (const person of persons)
      await insertNames(trx, person, namePrefixes(sealer, openPerson(sealer, person).name));
  });
}
