/** The one word that says how a participant stands at a wave, while the wave goes by. */

import { expect, test } from 'vitest';
import { beginOnWeb } from '../../support/answering.ts';
import { testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { downloadsOf } from './downloads.ts';

test('a wave is open, begun by one, late, and missed on the day after it closed', async () => {
  const before = await testApp({ now: '2018-03-01T09:00:00Z' });
  const lise = await register(before, { name: 'Lise Dahl' });
  const nils = await register(before, { name: 'Nils Moe' });
  // Signs in anew each time: a session is over long before a wave is.
  const states = async () => {
    const rows = await (await downloadsOf(before)).rows('wide.csv');
    return [lise, nils].map((one) => rows.find((row) => row.code === one)?.status_w1);
  };
  expect(await states()).toEqual(['open', 'open']);
  await beginOnWeb(before, lise, 1);
  expect(await states()).toEqual(['started', 'open']);
  before.setTime('2018-03-22T09:00:00Z');
  expect(await states()).toEqual(['started', 'late']);
  before.setTime('2018-04-12T21:00:00Z');
  expect(await states()).toEqual(['started', 'late']);
  // One hour later it is the 13th in Norway.
  before.setTime('2018-04-12T22:00:00Z');
  expect(await states()).toEqual(['missed', 'missed']);
  await before.close();
});
