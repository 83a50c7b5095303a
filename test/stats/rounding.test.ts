/** Rounding for print: half away from zero in decimal, as done by hand. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFixed } from '../../stats/numbers/rounding.ts';

describe('a number for print', () => {
  test.each([
    [3.25, 1, '3.3'],
    [-3.25, 1, '-3.3'],
    [3.35, 1, '3.4'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [0.5, 0, '1'],
    [1.005, 2, '1.01'],
    [8.345, 2, '8.35'],
    [1.45, 1, '1.5'],
    [0.045, 2, '0.05'],
    [2.675, 2, '2.68'],
  ])('half-way, %d with %d decimals, goes away from zero: %s', (x, digits, expected) => {
    expect(formatFixed(x, digits)).toBe(expected);
  });

  test.each([
    [3.249999999999999, 1, '3.2'],
    [0.9995, 3, '1.000'],
    [0.99949, 3, '0.999'],
    [99.996, 2, '100.00'],
    [7, 2, '7.00'],
    [0.001, 2, '0.00'],
    [0, 3, '0.000'],
    [12345.678, 0, '12346'],
    [1e21, 1, '1000000000000000000000.0'],
    [1.5e300, 0, `15${'0'.repeat(299)}`],
    [1.25e-7, 8, '0.00000013'],
    [1e-7, 7, '0.0000001'],
    [5e-324, 2, '0.00'],
    [5e-324, 100, `0.${'0'.repeat(100)}`],
  ])('%d with %d decimals is %s', (x, digits, expected) => {
    expect(formatFixed(x, digits)).toBe(expected);
  });

  test('has no minus before zero', () => {
    expect([-0, -0.004, -4e-200].map((x) => formatFixed(x, 2))).toEqual(['0.00', '0.00', '0.00']);
    expect(formatFixed(-0.005, 2)).toBe('-0.01');
  });

  test('is within half a unit, is symmetric, and stays when rounded again', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 9 }), (x, digits) => {
        const text = formatFixed(x, digits);
        expect(text).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`));
        expect(Math.abs(Number(text) - x)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);
        expect(formatFixed(-x, digits).replace('-', '')).toBe(text.replace('-', ''));
        expect(formatFixed(Number(text), digits)).toBe(text);
      }),
    );
  });

  test('is refused where it is none', () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => formatFixed(x, 2)).toThrow(new RangeError('formatFixed needs a finite number'));
    for (const digits of [-1, 1.5, 101, Number.NaN])
      expect(() => formatFixed(1, digits)).toThrow(
        new RangeError('formatFixed needs 0 to 100 decimals'),
      );
  });
});
