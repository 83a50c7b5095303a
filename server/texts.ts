/** The platform's own words: one locale file per language, ICU messages, looked up by key. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';

export type TextArguments = Readonly<Record<string, string | number>>;

/** Throws on a key that no locale has: a page with a hole in it must not leave the tests. */
export type Say = (key: string, values?: TextArguments) => string;

export const defaultLanguage = 'nb';

const folder = fileURLToPath(new URL('../views/locales', import.meta.url));

/** Every text of a locale by its dotted key. */
export type Locale = ReadonlyMap<string, string>;

export function loadLocales(): ReadonlyMap<string, Locale> {
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [
        name.replace('.yaml', ''),
        new Map(flat(parse(readFileSync(`${folder}/${name}`, 'utf8')) as Nested)),
      ]),
  );
}

interface Nested {
  readonly [key: string]: string | Nested;
}

function flat(texts: Nested, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[prefix + key, text]] : flat(text, `${prefix}${key}.`),
  );
}

const locales = loadLocales();
const messages = new Map<string, IntlMessageFormat>();

export const languages: readonly string[] = [...locales.keys()];

/** The texts in a language; anything that is not one of ours gives Norwegian. */
export function texts(language: string): Say {
  const known = locales.has(language) ? language : defaultLanguage;
  return (key, values = {}) => String(message(known, key).format({ ...values }));
}

/** For what the database names and only perhaps has words for. */
export function hasText(key: string): boolean {
  return locales.get(defaultLanguage)?.has(key) ?? false;
}

/** The arguments that a text wants to be given. */
export function textArguments(language: string, key: string): string[] {
  return message(locales.has(language) ? language : defaultLanguage, key)
    .getAst()
    .flatMap((part) => (isLiteral(part) || !('value' in part) ? [] : [part.value]));
}

function isLiteral({ type }: { readonly type: number }): boolean {
  return type === 0;
}

function message(language: string, key: string): IntlMessageFormat {
  const id = `${language}:${key}`;
  const made = messages.get(id);
  if (made) return made;
  const text = locales.get(language)?.get(key);
  if (text === undefined) throw new RangeError(`there is no text "${key}" in ${language}`);
  const format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  messages.set(id, format);
  return format;
}
