/** The crash drill, short: the long one is `npm run crash-drill`. */

import { expect, test } from 'vitest';
import { crashDrill } from './crash-drill.ts';

test('after three kills no acknowledged page is lost, and none is doubled', async () => {
  const result = await crashDrill(3);
  expect(result.faults).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(50);
  expect(result.sent).toBe(9);
}, 60_000);
