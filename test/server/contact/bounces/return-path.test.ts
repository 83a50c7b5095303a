/** A return path leads back to its message, and nothing else does. */

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outboxIdIn, returnPath } from '../../../../server/contact/bounces/return-path.ts';

const id = '5f0c2f6e-8f1b-4c57-9d53-2b7e6a1c9e04';

test('the outbox id stands behind a plus, without hyphens', () => {
  expect(returnPath('retur@studie.example', id)).toBe(
    'retur+5f0c2f6e8f1b4c579d532b7e6a1c9e04@studie.example',
  );
});

test('every id comes back, also in capitals, after a plus of the address itself, and in a header line', () => {
  const local = fc.stringMatching(/^[a-z][a-z+.]{0,30}$/);
  fc.assert(
    fc.property(local, (base) => {
      const outboxId = randomUUID();
      const path = returnPath(`${base}@studie.example`, outboxId);
      expect(outboxIdIn(path)).toBe(outboxId);
      expect(outboxIdIn(`To: "Studien" <${path.toUpperCase()}>`)).toBe(outboxId);
    }),
  );
});

test('the longest local part that fits makes the 64 octets of RFC 5321, 4.5.3.1.1', () => {
  expect(returnPath(`${'r'.repeat(31)}@studie.example`, id).indexOf('@')).toBe(64);
  // Octets, not letters.
  for (const local of ['r'.repeat(32), 'ø'.repeat(16), ''])
    expect(() => returnPath(`${local}@studie.example`, id)).toThrow(RangeError);
});

test.each([
  ['no id', 'retur@studie.example'],
  ['a word', 'retur+kari@studie.example'],
  ['not hexadecimal', 'retur+5f0c2f6e8f1b4c579d532b7e6a1c9e0g@studie.example'],
  ['too short', 'retur+5f0c2f6e8f1b4c579d532b7e6a1c9e0@studie.example'],
  ['too long', 'retur+5f0c2f6e8f1b4c579d532b7e6a1c9e040@studie.example'],
  [
    'a UUID that is not random (version 1)',
    'retur+5f0c2f6e8f1b1c579d532b7e6a1c9e04@studie.example',
  ],
  ['a variant that is none', 'retur+5f0c2f6e8f1b4c57cd532b7e6a1c9e04@studie.example'],
])('a forged return path is nobody’s: %s', (_why, address) => {
  expect(outboxIdIn(address)).toBeNull();
});
