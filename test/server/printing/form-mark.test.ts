/** What a scanned page says of itself, and what is no page of ours. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCode } from '../../../server/participant-code.ts';
import { type FormMark, readMark, writeMark } from '../../../server/printing/form-mark.ts';

const anyMark: fc.Arbitrary<FormMark> = fc
  .record({
    wave: fc.option(fc.integer({ min: 1, max: 99 })),
    version: fc.integer({ min: 1, max: 999 }),
    page: fc.integer({ min: 1, max: 99 }),
    more: fc.nat(20),
  })
  .map(({ wave, version, page, more }) => ({
    ...{ of: wave === null ? null : { code: newCode(), wave }, version, page, pages: page + more },
  }));

test('a mark is read as it was written', () => {
  fc.assert(
    fc.property(anyMark, (mark) => {
      expect(readMark(writeMark(mark))).toEqual(mark);
    }),
  );
});

test('says code, wave, version, page and number of pages; a blank form has neither code nor wave', () => {
  const page = { version: 1, page: 3, pages: 6 };
  expect(writeMark({ of: { code: 'K7M4QXQ', wave: 2 }, ...page })).toBe('K7M4QXQ.2.1.3.6');
  expect(writeMark({ of: null, ...page })).toBe('-.-.1.3.6');
});

test('is made of signs that the keyboard of a hand scanner does not mix up', () => {
  fc.assert(
    fc.property(anyMark, (mark) => {
      expect(writeMark(mark)).toMatch(/^[A-Z0-9.]+$|^-\.-\.[0-9.]+$/);
    }),
  );
});

test('may come in small letters and with a line break behind it', () => {
  expect(readMark('k7m4qxq.2.1.3.6\r\n')?.of?.code).toBe('K7M4QXQ');
});

test.each([
  ['another code that was scanned', 'https://example.org'],
  ['a code that cannot be one', 'K7M4QXR.2.1.3.6'],
  ['a wave without a code', '-.2.1.3.6'],
  ['a code without a wave', 'K7M4QXQ.-.1.3.6'],
  ['wave 0', 'K7M4QXQ.0.1.3.6'],
  ['version 0', 'K7M4QXQ.2.0.3.6'],
  ['page 0', 'K7M4QXQ.2.1.0.6'],
  ['a page past the last', 'K7M4QXQ.2.1.7.6'],
  ['half of one', 'K7M4QXQ.2.1.3'],
  ['nothing', ''],
])('%s is no mark', (_what, scanned) => {
  expect(readMark(scanned)).toBeNull();
});
