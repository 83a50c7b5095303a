/** What a power analysis refuses, in words. */

import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';

const { NaN: notANumber, POSITIVE_INFINITY: infinity } = Number;
const levels = { power: 0.8, alpha: 0.05 };
const study = { ...levels, measurements: 3, correlation: 0.5 };

/** As a caller without types might ask. */
const loose = power as unknown as Record<keyof typeof power, (...input: unknown[]) => unknown>;

function expectRefusal(
  procedure: Exclude<keyof typeof power, 'curve'>,
  input: object,
  why: string,
) {
  expect(() => loose[procedure](input)).toThrow(new RangeError(`power.${procedure} needs ${why}`));
}

describe('of n, power, effect and alpha', () => {
  const [n, effect] = [30, { d: 0.5 }];
  test.each([
    {},
    { n },
    { n, effect },
    { n, alpha: 0.05 },
    { n, power: 0.8 },
    { effect, alpha: 0.05 },
    { effect, power: 0.8 },
    { ...levels },
    { ...levels, n, effect },
    { ...levels, n: undefined, effect: undefined },
  ])('exactly one is left out, not as in %j', (input) => {
    expectRefusal('pairedT', input, 'exactly one of n, power, effect and alpha left out');
  });

  test('undefined is left out', () => {
    const asked = { ...levels, effect };
    expect(power.pairedT({ ...asked, n: undefined })).toEqual(power.pairedT(asked));
  });

  test('power and alpha are probabilities, and power is the larger', () => {
    for (const wrong of [0, 1, -0.1, 1.1, notANumber])
      expectRefusal('pairedT', { effect, alpha: 0.05, power: wrong }, 'a power between 0 and 1');
    for (const wrong of [0, 1, -0.1, 1.1, notANumber, 9e-101])
      expectRefusal('pairedT', { effect, n, alpha: wrong }, 'an alpha between 1e-100 and 1');
    for (const low of [0.05, 0.04])
      expectRefusal('pairedT', { effect, alpha: 0.05, power: low }, 'a power above alpha');
    expect(power.pairedT({ effect, n, alpha: 1e-100 }).power).toBeLessThan(1e-20);
    expect(power.pairedT({ effect, alpha: 0.05, power: 0.0501 }).n).toBe(2);
  });

  test.each([
    ['pairedT', { effect: { d: 0.5 } }, 2],
    ['oneSampleT', { effect: { d: 0.5 } }, 2],
    ['independentT', { effect: { d: 0.5 } }, 3],
    ['independentT', { effect: { d: 0.5 }, ratio: 4 }, 5],
    ['independentT', { effect: { d: 0.5 }, ratio: 0.2 }, 6],
    ['oneWayAnova', { effect: { f: 0.5 }, groups: 4 }, 5],
    ['chiSquare', { effect: { w: 0.5 }, df: 1 }, 1],
    ['correlation', { effect: { r: 0.5 } }, 3],
    ['correlation', { effect: { r: 0.5 }, model: 'pointBiserial' }, 3],
    ['rmWithin', { effect: { f: 0.5 }, measurements: 3, correlation: 0.5 }, 2],
    ['rmBetween', { effect: { f: 0.5 }, measurements: 3, correlation: 0.5, groups: 3 }, 4],
    ['rmInteraction', { effect: { f: 0.5 }, measurements: 3, correlation: 0.5, groups: 3 }, 4],
  ] as const)('%s with %j has n of at least %d', (procedure, input, smallest) => {
    const asked = { ...input, alpha: 0.05 };
    for (const wrong of [smallest - 0.01, 0, -1, notANumber, infinity, 1e16])
      expectRefusal(procedure, { ...asked, n: wrong }, `an n of at least ${smallest}`);
    expect(loose[procedure]({ ...asked, n: smallest })).toHaveProperty('power', expect.any(Number));
    expect(loose[procedure]({ ...asked, n: 1e6 })).toHaveProperty('power', expect.closeTo(1, 12));
  });
});

describe('the effect', () => {
  test.each([
    ['pairedT', {}, { d: notANumber }, 'a finite d'],
    ['oneSampleT', {}, { d: infinity }, 'a finite d'],
    ['independentT', {}, {}, 'a finite d'],
    ['oneWayAnova', { groups: 3 }, { f: -0.1 }, 'an f of at least 0'],
    ['oneWayAnova', { groups: 3 }, { f: infinity }, 'an f of at least 0'],
    ['oneWayAnova', { groups: 3 }, {}, 'an f of at least 0'],
    ['chiSquare', { df: 2 }, { w: -0.1 }, 'a w of at least 0'],
    ['chiSquare', { df: 2 }, { w: infinity }, 'a w of at least 0'],
    ['correlation', {}, { r: 1 }, 'an r between −1 and 1'],
    ['correlation', {}, { r: -1 }, 'an r between −1 and 1'],
    ['correlation', { model: 'pointBiserial' }, { r: 1.2 }, 'an r between −1 and 1'],
    ['rmWithin', study, { f: -0.1 }, 'an f of at least 0'],
    ['rmWithin', study, { f: infinity }, 'an f of at least 0'],
    ['rmWithin', study, { d: 1 }, 'an f of at least 0'],
    [
      'rmWithin',
      study,
      { partialEtaSquared: 1 },
      'a partial eta squared of at least 0 and below 1',
    ],
    [
      'rmWithin',
      study,
      { partialEtaSquared: -1 },
      'a partial eta squared of at least 0 and below 1',
    ],
    ['rmWithin', study, { f: 1, convention: 'b' }, 'an effect in one of the forms it knows'],
  ] as const)('of %s with %j is not %j', (procedure, input, effect, why) => {
    expectRefusal(procedure, { ...levels, ...input, effect }, why);
  });

  test.each([
    ['pairedT', {}, { d: 0 }],
    ['pairedT', { alternative: 'greater' }, { d: -0.5 }],
    ['oneWayAnova', { groups: 3 }, { f: 0 }],
    ['chiSquare', { df: 2 }, { w: 0 }],
    ['correlation', {}, { r: 0 }],
    ['correlation', { alternative: 'greater' }, { r: -0.5 }],
    ['rmWithin', study, { f: 0 }],
    ['rmWithin', study, { partialEtaSquared: 0 }],
  ] as const)('of %s with %j is found by no n if it is %j', (procedure, input, effect) => {
    expectRefusal(procedure, { ...levels, ...input, effect }, 'an effect above zero to find n');
  });

  test('is not so small that n is beyond counting', () => {
    const why = 'a larger effect to find n';
    expectRefusal('pairedT', { ...levels, effect: { d: 1e-9 } }, why);
    expectRefusal('chiSquare', { ...levels, df: 1, effect: { w: 1e-9 } }, why);
    expect(power.pairedT({ ...levels, effect: { d: 1e-5 } }).n).toBeCloseTo(7.8489e10, -7);
  });

  test('of zero has power alpha', () => {
    const asked = { n: 20, alpha: 0.05 };
    expect(power.pairedT({ ...asked, effect: { d: 0 } }).power).toBeCloseTo(0.05, 14);
    expect(power.correlation({ ...asked, effect: { r: 0 } }).power).toBeCloseTo(0.05, 14);
    expect(power.chiSquare({ ...asked, effect: { w: 0 }, df: 3 }).power).toBeCloseTo(0.05, 14);
    const within = { ...asked, effect: { partialEtaSquared: 0 }, measurements: 3 };
    expect(power.rmWithin(within).power).toBeCloseTo(0.05, 14);
  });
});

describe('a study that cannot be', () => {
  const effect = { f: 0.25 };
  test.each([
    ['rmWithin', { groups: 0 }, 'a whole number of groups, at least 1'],
    ['rmWithin', { groups: 1.5 }, 'a whole number of groups, at least 1'],
    ['rmBetween', { groups: 1 }, 'a whole number of groups, at least 2'],
    ['rmBetween', {}, 'a whole number of groups, at least 2'],
    ['rmInteraction', { groups: 1 }, 'a whole number of groups, at least 2'],
    ['rmWithin', { measurements: 1 }, 'a whole number of measurements, at least 2'],
    ['rmWithin', { measurements: 2.5 }, 'a whole number of measurements, at least 2'],
    ['rmWithin', { measurements: undefined }, 'a whole number of measurements, at least 2'],
    ['rmWithin', { correlation: 1 }, 'a correlation above −1/(measurements − 1) and below 1'],
    ['rmWithin', { correlation: -0.5 }, 'a correlation above −1/(measurements − 1) and below 1'],
    ['rmWithin', { correlation: undefined }, 'the correlation among the measurements'],
    ['rmWithin', { epsilon: 0.49 }, 'an epsilon from 1/(measurements − 1) to 1'],
    ['rmWithin', { epsilon: 1.01 }, 'an epsilon from 1/(measurements − 1) to 1'],
  ] as const)('%s with %j is refused', (procedure, wrong, why) => {
    expectRefusal(procedure, { ...study, effect, ...wrong }, why);
  });

  test('at its edges it can', () => {
    const edge = { ...study, effect, correlation: -0.4999, epsilon: 0.5 };
    expect(power.rmWithin(edge).df1).toBe(1);
    expect(power.rmBetween({ ...edge, epsilon: 1, groups: 2 }).n).toBeGreaterThan(2);
    expect(power.rmWithin({ ...study, effect, measurements: 4, epsilon: 1 / 3 }).df1).toBe(1);
  });

  test('an effect that is sought needs the correlation, and a form that is known', () => {
    const sought = { ...levels, n: 30, measurements: 3 };
    expectRefusal('rmWithin', sought, 'the correlation among the measurements');
    expectRefusal(
      'rmWithin',
      { ...sought, effectAs: 'd' },
      'an effect in one of the forms it knows',
    );
  });

  test.each([
    ['oneWayAnova', { groups: 1, effect }, 'a whole number of groups, at least 2'],
    ['oneWayAnova', { groups: 2.5, effect }, 'a whole number of groups, at least 2'],
    ['chiSquare', { df: 0, effect }, 'a whole number of degrees of freedom, at least 1'],
    ['chiSquare', { df: 1.5, effect }, 'a whole number of degrees of freedom, at least 1'],
    ['independentT', { effect, ratio: 0 }, 'a ratio above 0'],
    ['independentT', { effect, ratio: infinity }, 'a ratio above 0'],
    ['pairedT', { effect, alternative: 'less' }, "the alternative 'two-sided' or 'greater'"],
    ['correlation', { effect, alternative: 'less' }, "the alternative 'two-sided' or 'greater'"],
    ['correlation', { effect, model: 'fisher' }, "the model 'exact' or 'pointBiserial'"],
  ] as const)('%s with %j is refused', (procedure, wrong, why) => {
    expectRefusal(procedure, { ...levels, ...wrong }, why);
  });

  test('a correlation of three or four participants has no level that is all but zero', () => {
    expectRefusal(
      'correlation',
      { n: 4, effect: { r: 0.5 }, alpha: 1e-9 },
      'a larger alpha for so few participants',
    );
  });
});
