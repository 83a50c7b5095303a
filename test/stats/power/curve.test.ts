/** Power curves: one field varied, what was left out beside it. */

import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';

describe('a curve', () => {
  const input = { effect: { w: 0.3 }, df: 1, alpha: 0.05 };

  // round(pchisq(qchisq(.95, 1), 1, c(50, 100, 150) * .09, lower.tail = FALSE), 6)
  test('of power over n is what R gives', () => {
    const curve = power.curve('chiSquare', input, { n: [50, 100, 150] });
    expect(curve).toEqual([
      { n: 50, power: expect.closeTo(0.564116, 6) },
      { n: 100, power: expect.closeTo(0.850839, 6) },
      { n: 150, power: expect.closeTo(0.95676, 6) },
    ]);
  });

  test('can seek any of the four over anything else', () => {
    const { n, power: reached } = power.chiSquare({ ...input, power: 0.9 });
    expect(power.curve('chiSquare', { ...input, n }, { df: [1] })).toEqual([
      { df: 1, power: reached },
    ]);
    const spans = power.curve('chiSquare', { n, power: reached, alpha: 0.05 }, { df: [1] });
    expect(spans).toEqual([{ df: 1, effect: { w: expect.closeTo(0.3, 12) } }]);
    const levelsOf = power.curve(
      'chiSquare',
      { n, power: reached, df: 1 },
      { effect: [{ w: 0.3 }] },
    );
    expect(levelsOf).toEqual([{ effect: { w: 0.3 }, alpha: expect.closeTo(0.05, 12) }]);
  });

  test('of nothing is empty', () => {
    expect(power.curve('chiSquare', input, { n: [] })).toEqual([]);
  });

  test('varies exactly one field of a procedure that there is', () => {
    const one = new RangeError('power.curve needs exactly one field to vary');
    expect(() => power.curve('chiSquare', input, {})).toThrow(one);
    expect(() => power.curve('chiSquare', input, { n: [10], df: [1] })).toThrow(one);
    const name = new RangeError('power.curve needs the name of a procedure of power');
    for (const unknown of ['anova', 'curve', 'toString'])
      expect(() =>
        (power.curve as (...input: unknown[]) => unknown)(unknown, input, { n: [10] }),
      ).toThrow(name);
  });
});
