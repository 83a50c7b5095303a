/** People in 19 months are sent what an independent ledger says, each message on its day and once. */

import { expect, test } from 'vitest';
import { walkLedger } from './ledger-drill.ts';

test('every fourth person of the ledger gets just the messages it lists', async () => {
  const { people, sent, expected } = await walkLedger(4);
  expect([people, sent.length > 1000]).toEqual([125, true]);
  expect(sent).toEqual(expected);
}, 200_000);
