/** Entries of the event log in words: who did what, with names and labels that people know. */

import { inLanguage, type Texts } from '../../surveys/text.ts';
import { accountEmail } from '../accounts/accounts.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { allAccounts } from '../db/accounts.ts';
import type { EventTable } from '../db/event-tables.ts';
import { actionKey } from '../event-actions.ts';
import type { Services } from '../services.ts';
import { hasText, textArguments, texts } from '../texts.ts';

/** Actors that are no accounts. */
export const otherActors = ['participant', 'system', 'unknown'] as const;

/** The accounts' addresses by their ids, closed accounts too: what they did still stands. */
export type Addresses = ReadonlyMap<string, string>;

export async function addressesOf(services: Services): Promise<Addresses> {
  const accounts = await allAccounts(services.db.registry);
  return new Map(accounts.map((account) => [account.id, accountEmail(services, account)]));
}

export interface EventInWords {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly code: string;
}

export interface Reader {
  readonly language: string;
  readonly timeZone: string;
  readonly addresses: Addresses;
}

export function eventInWords(
  { definitions }: Pick<Services, 'definitions'>,
  { at, actor, action, code, detail }: EventTable,
  reader: Reader,
): EventInWords {
  const { language, timeZone, addresses } = reader;
  const details = Object.entries(JSON.parse(detail) as Record<string, string | number>);
  const said = new Map(
    details.map(([name, value]) => [name, saidValue(definitions, name, value, reader)]),
  );
  return {
    at: momentInWords(at, timeZone, language),
    who: actorInWords(actor, addresses, language),
    what: sentence(action, said, language),
    code: code ?? '',
  };
}

export function actorInWords(actor: string, addresses: Addresses, language: string): string {
  const other = otherActors.find((name) => name === actor);
  return other ? texts(language)(`log.actor.${other}`) : (addresses.get(actor) ?? actor);
}

/** An action without words, as an older version may have left one, is shown as it stands. */
function sentence(
  action: string,
  said: ReadonlyMap<string, string | number>,
  language: string,
): string {
  const key = actionKey(action);
  if (!hasText(key)) return [action, ...[...said].map((pair) => pair.join(': '))].join(' · ');
  const values = textArguments(language, key).map((name) => [name, said.get(name) ?? unsaid(name)]);
  return texts(language)(key, Object.fromEntries(values));
}

const counted: readonly string[] = ['count', 'rows', 'values'];

/** An entry that counts nothing is about one. */
const unsaid = (name: string) => (counted.includes(name) ? 1 : '–');

type Named = readonly { readonly name: string; readonly label: Texts }[];

/** Names that a study gives are said by their labels, and the platform's own words by its texts. */
function saidValue(
  { studies }: Services['definitions'],
  name: string,
  value: string | number,
  { language, addresses }: Reader,
): string | number {
  const text = String(value);
  if (text === '') return '–';
  const places = studies.flatMap(({ arms, sites }) => [...arms, ...sites]);
  const labels: Readonly<Record<string, Named>> = {
    study: studies.map(({ study, title }) => ({ name: study, label: title })),
    role: studies.flatMap(({ roles }) => roles),
    arm: studies.flatMap(({ arms }) => arms),
    site: studies.flatMap(({ sites }) => sites),
    team: studies.flatMap(({ teams }) => teams),
    from: places,
    to: places,
  };
  const label = labels[name]?.find((named) => named.name === text)?.label;
  if (label) return inLanguage(label, language);
  const words = wordsFor(name, text, language);
  if (words) return words;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayInWords(text, language);
  return addresses.get(text) ?? value;
}

/** A detail that is one of a few words, or a list of them; null where one has no text. */
function wordsFor(name: string, text: string, language: string): string | null {
  const keyOf = (word: string) => `log.value.${name}.${word.replaceAll(' ', '-')}`;
  if (hasText(keyOf(text))) return texts(language)(keyOf(text));
  const list = text.split(' ');
  return list.every((word) => hasText(keyOf(word)))
    ? list.map((word) => texts(language)(keyOf(word))).join(', ')
    : null;
}
