/** The mail drill, short: the long one is `npm run mail-drill`. */

import { expect, test } from 'vitest';
import { mailDrill } from './mail-drill.ts';

test('through a hostile mail server and two kills, everybody gets their message, and a second copy only of one that was cut off', async () => {
  // With this seed, the server's first forty messages show it at everything it can do.
  const result = await mailDrill({ people: 40, kills: 2, seed: 3572 });
  expect(result.faults).toEqual([]);
  expect(result).toMatchObject({ kills: 2, lost: 0, unfinished: 0 });
  expect(result.once + result.doubled + result.refused).toBe(40);
  expect(result.refused).toBeGreaterThan(0);
  expect(result.hungUp).toBeGreaterThan(0);
  expect(Object.values(result.shown)).not.toContain(0);
}, 180_000);
