/** The locale files: every language has every text, every text that is asked for exists, and each is used. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../server/errors.ts';
import { loadLocales } from '../../server/texts.ts';

const locales = loadLocales();
const nb = locales.get('nb') ?? new Map<string, string>();
const root = join(import.meta.dirname, '../..');

const sources = ['server', 'views'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|hbs)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') })),
);
const source = sources.map(({ text }) => text).join('\n');

/** Keys that stand whole in the source: `{{t 'page.next'}}`, `say('page.progress', …)`. */
const asked = [
  ...source.matchAll(/\bt '([^']+)'/g),
  ...source.matchAll(/\bsay\(\s*'([^']+)'/g),
  ...source.matchAll(/\btexts\([^()]*\)\(\s*'([^']+)'/g),
].map(([, key = '']) => key);

/** Keys that are put together, as patterns: `problem.${code}` is `problem.` and one or more words. */
const patterns = [...source.matchAll(/`([a-zA-Z][\w.-]*\.[^`\s]*\$\{[^`]*)`/g)].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .split(/\$\{[^}]*\}+/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[\\w.-]+')}$`,
    ),
);

describe.each([...locales])('the texts in %s', (language, texts) => {
  test('are as many as in Norwegian, under the same keys in the same order', () => {
    expect([...texts.keys()]).toEqual([...nb.keys()]);
  });

  test('can all be read as ICU messages with the same arguments as in Norwegian', () => {
    for (const [key, message] of texts)
      expect([key, argumentsOf(message, language)]).toEqual([key, argumentsOf(nb.get(key), 'nb')]);
  });

  test('have no word left empty and no stray space', () => {
    for (const [key, message] of texts) expect([key, message]).toEqual([key, message.trim()]);
    for (const [key, message] of texts) expect([key, message]).not.toEqual([key, '']);
  });
});

test('every text that a page asks for by its key exists', () => {
  expect(asked.filter((key) => !nb.has(key))).toEqual([]);
  expect(asked.length).toBeGreaterThan(50);
});

test('every text is used', () => {
  const unused = [...nb.keys()].filter(
    (key) => !source.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

test('every error of the catalogue has its texts, and no other has', () => {
  const inTexts = [...nb.keys()].filter((key) => key.startsWith('errors.'));
  expect(inTexts.sort()).toEqual(
    Object.keys(catalogue)
      .flatMap((code) => [`errors.${code}.text`, `errors.${code}.title`])
      .sort(),
  );
});

test('every error of the catalogue is raised somewhere', () => {
  const unraised = Object.keys(catalogue).filter((code) => {
    const mentions = source.split(`'${code}'`).length - 1;
    return mentions < 2 && code !== 'unexpected';
  });
  expect(unraised).toEqual([]);
});

/** The product's name, the authors of a cited method, and keys as they are marked. */
const names = ['Målepunkt', 'Chan', 'Golub', 'LeVeque', 'Enter', 'Ctrl'];

test('no template holds words of its own', () => {
  const templates = sources.filter(({ file }) => file.endsWith('.hbs'));
  const words = templates.flatMap(({ file, text }) => {
    const fixed = text.replace(/\{\{.*?\}\}/gs, '');
    const spoken = fixed.matchAll(/\b(?:aria-label|placeholder|title|alt)="([^"]*)"/g);
    const read = [fixed.replace(/<[^>]*>|&\w+;/gs, ' '), ...[...spoken].map(([, words]) => words)];
    return (read.join(' ').match(/\p{L}{2,}/gu) ?? [])
      .filter((word) => !names.includes(word))
      .map((word) => `${file}: ${word}`);
  });
  expect(words).toEqual([]);
});

function argumentsOf(message: string | undefined, language: string): string[] {
  const format = new IntlMessageFormat(message ?? '', language, undefined, { ignoreTag: true });
  return format
    .getAst()
    .flatMap((part) => ('value' in part && part.type !== 0 ? [String(part.value)] : []))
    .sort();
}
