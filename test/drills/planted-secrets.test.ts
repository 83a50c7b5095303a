/**
 * Plants a name, an address, an e-mail, tokens and an identity number wherever the house takes something,
 * on top of the whole demo study, and looks for them in every byte that must not hold them.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Planted, spellings } from './planted-secrets.ts';
import { type Walk, walkTheHouse } from './planted-walk.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await walkTheHouse();
}, 120_000);
afterAll(() => walk.close());

/** What each secret looks like in bytes, however it was written. */
const found = (bytes: Buffer, planted: readonly Planted[]) =>
  planted
    .filter(({ secret }) => spellings(secret).some((spelling) => bytes.includes(spelling)))
    .map(({ what }) => what);

describe('after a whole study, and a person who went through everything', () => {
  test('the secrets were really given to the house', () => {
    expect(walk.planted.length).toBeGreaterThan(100);
    for (const { secret } of walk.planted) expect(secret.length).toBeGreaterThan(5);
  });

  test('no byte of the study store holds one: tables, free pages, write-ahead log', () => {
    const files = readdirSync(walk.folder).filter((name) => name.startsWith('study.sqlite'));
    expect(files).toContain('study.sqlite-wal');
    for (const name of files)
      expect([name, found(readFileSync(join(walk.folder, name)), walk.planted)]).toEqual([
        name,
        [],
      ]);
  });

  test('no byte of the registry holds one that is not sealed', () => {
    const files = readdirSync(walk.folder).filter((name) => name.startsWith('registry.sqlite'));
    for (const name of files)
      expect([name, found(readFileSync(join(walk.folder, name)), walk.planted)]).toEqual([
        name,
        [],
      ]);
  });

  test('no line of the log holds one', () => {
    expect(walk.log.length).toBeGreaterThan(50);
    expect(found(Buffer.from(walk.log.join('')), walk.planted)).toEqual([]);
  });

  test('no file for researchers or reviewers holds one', () => {
    for (const [name, body] of Object.entries(walk.exports)) {
      expect([name, body.length > 100]).toEqual([name, true]);
      expect([name, found(body, walk.planted)]).toEqual([name, []]);
    }
  });
});

describe('the search itself', () => {
  test('finds a secret in every spelling it looks for', () => {
    for (const spelling of spellings('Ingebjørg Kvalsvik'))
      expect(
        found(Buffer.concat([Buffer.from('…'), spelling, Buffer.from('…')]), [
          { what: 'name', secret: 'Ingebjørg Kvalsvik' },
        ]),
      ).toEqual(['name']);
  });
});
