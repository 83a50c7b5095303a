/** Work for afterwards holds nothing up at once, and none of it is lost when the application closes. */

import { setImmediate as breath } from 'node:timers/promises';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { afterwards, someWhile } from '../../server/afterwards.ts';

test('is not begun with the reply or the next request, and done in turn on closing', async () => {
  const app = fastify();
  const later = afterwards(app, () => 3_600_000);
  const seen: string[] = [];
  for (const name of ['first', 'second'])
    later.add(async () => {
      seen.push(`${name} begins`);
      await breath();
      seen.push(`${name} ends`);
    });
  await app.inject('/');
  await breath();
  expect(seen).toEqual([]);
  await app.close();
  expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('waits another while each time, of a second to ten', () => {
  const whiles = Array.from({ length: 200 }, someWhile);
  for (const ms of whiles) expect(ms >= 1000 && ms < 10_000).toBe(true);
  expect(new Set(whiles).size).toBeGreaterThan(100);
});

test('refuses what is too much to wait', async () => {
  const app = fastify();
  const later = afterwards(app, () => 3_600_000);
  const taken = Array.from({ length: 501 }, () => later.add(async () => undefined));
  expect(taken.filter(Boolean)).toHaveLength(500);
  await app.close();
});
