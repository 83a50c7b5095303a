/** The list of sealed columns is the whole list: a new key must reach everything that the old one sealed. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  blindIndexes,
  forgottenWithTheKey,
  sealedColumns,
} from '../../../server/security/sealed-columns.ts';
import { type TestApp, testApp } from '../../support/app.ts';

/** Made from the words of the name, not from a sealed column as a whole; anew with every new key. */
const nameIndex = 'person_name.prefix_index';

let app: TestApp;
let columns: string[];
beforeAll(async () => {
  app = await testApp();
  const tables = await app.services.db.registry.introspection.getTables();
  columns = tables.flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`));
});
afterAll(() => app.close());

test('every sealed column of the registry is in the list, and nothing else is', () => {
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}_sealed`).sort()).toEqual(
    columns.filter((name) => name.endsWith('_sealed')).sort(),
  );
});

test('every keyed index is made anew or forgotten', () => {
  const madeAnew = blindIndexes.map(({ table, column }) => `${table}.${column}_index`);
  const forgotten = forgottenWithTheKey.map((table) => `${table}.email_index`);
  expect([...madeAnew, ...forgotten, nameIndex].sort()).toEqual(
    columns.filter((name) => name.endsWith('_index')).sort(),
  );
});

test('nothing in the study store is sealed: it holds no identity', async () => {
  const tables = await app.services.db.study.introspection.getTables();
  const names = tables.flatMap((table) => table.columns.map(({ name }) => name));
  expect(names.filter((name) => /_sealed$|_index$/.test(name))).toEqual([]);
});
