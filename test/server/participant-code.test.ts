/** Codes survive being read aloud, typed from paper and opened in a spreadsheet. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCode, parseCode } from '../../server/participant-code.ts';

const codes = Array.from({ length: 500 }, newCode);
const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

test('a code has seven characters that do not look like each other, and is no number', () => {
  for (const code of codes) {
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{7}$/);
    expect(code.slice(0, 6)).toMatch(/[A-DF-Z]/);
  }
  expect(new Set(codes).size).toBe(codes.length);
});

test('a code is read as people write it', () => {
  const [code = ''] = codes;
  const spaced = `${code.slice(0, 3).toLowerCase()} ${code.slice(3, 5)}-${code.slice(5)} `;
  expect(parseCode(spaced)).toBe(code);
});

test('the check character is the weighted sum modulo 31, worked out by hand', () => {
  // 2 3 4 5 6 7 stand at places 0–5: 1·0 + 2·1 + 3·2 + 4·3 + 5·4 + 6·5 = 70 = 2·31 + 8, and place 8 is A.
  expect(parseCode('234567A')).toBe('234567A');
  expect(parseCode('234567B')).toBeNull();
});

test('one wrong character is always found', () => {
  const wrong = fc.record({
    code: fc.constantFrom(...codes),
    at: fc.nat(6),
    other: fc.constantFrom(...characters),
  });
  fc.assert(
    fc.property(wrong, ({ code, at, other }) => {
      fc.pre(code[at] !== other);
      expect(parseCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
    }),
  );
});

test('two neighbours that changed places are always found', () => {
  const swapped = fc.record({ code: fc.constantFrom(...codes), at: fc.nat(5) });
  fc.assert(
    fc.property(swapped, ({ code, at }) => {
      const [first = '', second = ''] = code.slice(at, at + 2);
      fc.pre(first !== second);
      expect(parseCode(code.slice(0, at) + second + first + code.slice(at + 2))).toBeNull();
    }),
  );
});

test.each(['', 'ABC', 'K7M4QX', 'K7M4QXRR', 'K7M4QX0', 'K7M4Q<R', '１２３４５６７', '\u0000'])(
  'what cannot be a code is none: %j',
  (typed) => {
    expect(parseCode(typed)).toBeNull();
  },
);
