/** Hedges' correction and the intervals of standardised differences, against mpmath. */

import { describe, expect, test } from 'vitest';
import {
  hedgesOf,
  smallSampleCorrection,
  standardisedEffect,
} from '../../stats/groups/effect-size.ts';
import { expectStatistic } from '../support/closeness.ts';

describe("Hedges' correction", () => {
  // Column 2: test/fixtures/stats/t-test-effects.py
  test.each([
    [1.001, 0.001251820468001634],
    [1.5, 0.3902762188691763],
    [2, 0.5641895835477563],
    [3, 0.7236012545582676],
    [4.7, 0.8299248238564333],
    [9, 0.9138748917925522],
    [19, 0.9599103529242536],
    [28.25, 0.9731741557971265],
    [41, 0.981576176704517],
    [42, 0.9820179098681704],
    [42.5, 0.9822309272214043],
    [98, 0.9923240874205953],
    [1998, 0.9996245698187717],
    [1e6, 0.9999992499997813],
    [1e9, 0.99999999925],
  ])('at %f degrees of freedom is %f', (df, expected) => {
    expectStatistic(smallSampleCorrection(df), expected, { relative: 4e-15 });
  });

  test('is unknown where the difference has no expectation', () => {
    for (const df of [1, 0.5, 0, -2, Number.NaN]) expect(smallSampleCorrection(df)).toBeNull();
  });
});

describe('a standardised difference', () => {
  const exact = { confidence: 0.95, ciMethod: 'noncentral-t' } as const;

  // Intervals: test/fixtures/stats/t-test-effects.py
  test.each([
    { t: 0, df: 10, confidence: 0.95, ci: [-1.9599639845400543, 1.9599639845400543] },
    { t: 2.5, df: 5, confidence: 0.9, ci: [0.3336759969666499, 4.482711026680489] },
    { t: -4.1, df: 9, confidence: 0.95, ci: [-6.74743944259364, -1.3372219417632212] },
    { t: 0.3, df: 2, confidence: 0.99, ci: [-2.3331906680014156, 2.868046391148088] },
    { t: 30, df: 24, confidence: 0.95, ci: [21.323084483097023, 38.63139048244411] },
    { t: 1.2, df: 500, confidence: 0.95, ci: [-0.7619729772214238, 3.1607749131142104] },
    { t: 12, df: 1, confidence: 0.95, ci: [-0.045015065030782384, 26.990062933617974] },
    { t: 60, df: 199, confidence: 0.95, ci: [53.781570820482806, 66.1967172539328] },
  ])('of t $t on $df degrees of freedom', ({ t, df, confidence, ci }) => {
    const found = standardisedEffect(t, df, 1, { ...exact, confidence });
    expectStatistic(found.ci[0], ci[0]);
    expectStatistic(found.ci[1], ci[1]);
  });

  test('is told in the unit asked for', () => {
    const [plain, half] = [1, 0.5].map((unit) => standardisedEffect(3, 8, unit, exact));
    expect(plain?.value).toBe(3);
    expect(half?.value).toBe(1.5);
    expectStatistic(half?.ci[0], (plain?.ci[0] as number) / 2);
    expectStatistic(half?.ci[1], (plain?.ci[1] as number) / 2);
    expect(half?.ciMethod).toBe('noncentral-t');
  });

  test('is unknown without a t', () => {
    expect(standardisedEffect(null, 8, 1, exact)).toEqual({
      value: null,
      ci: [null, null],
      ciMethod: 'noncentral-t',
    });
  });

  test('shrinks as a whole', () => {
    const effect = { value: 2, ci: [0, 4], ciMethod: 'noncentral-t' } as const;
    const correction = smallSampleCorrection(9) as number;
    expect(hedgesOf(effect, 9)).toEqual({
      value: 2 * correction,
      ci: [0, 4 * correction],
      ciMethod: 'noncentral-t',
    });
    expect(hedgesOf({ ...effect, value: null, ci: [null, null] }, 9)).toEqual({
      value: null,
      ci: [null, null],
      ciMethod: 'noncentral-t',
    });
    expect(hedgesOf(effect, 1)).toMatchObject({ value: null, ci: [null, null] });
  });
});
