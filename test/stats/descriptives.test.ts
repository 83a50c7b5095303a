/** Descriptives against R and against NIST's certified values. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describe as describeSample } from '../../stats/descriptives.ts';
import { expectStatistic } from '../support/closeness.ts';
import { extra, measured, numericalAccuracy } from './nist.ts';

const { NaN: missing } = Number;

describe('a sample is described', () => {
  test('by the numbers that R gives', () => {
    // x <- c(4, 7, NaN, 1, 9, 9, 2); y <- x[!is.nan(x)]
    // mean(y); sd(y); sd(y) / sqrt(length(y)); median(y)
    const description = describeSample([4, 7, missing, 1, 9, 9, 2]);
    expect(description.n).toEqual({ used: 6, excluded: 1 });
    expect(description.mean).toBeCloseTo(5.333333333333333, 14);
    expect(description.sd).toBeCloseTo(3.5023801430836525, 14);
    expect(description.se).toBeCloseTo(1.4298407059684812, 14);
    expect(description.median).toBe(5.5);
    expect([description.min, description.max]).toEqual([1, 9]);
    expect(description.warnings).toEqual([]);
  });

  test('with signs, fractions and zero', () => {
    // z <- c(-2.5, 0, 1e-3, 8.25, -7); mean(z); sd(z); sd(z) / sqrt(5); median(z)
    const description = describeSample(Float64Array.of(-2.5, 0, 1e-3, 8.25, -7));
    expect(description.mean).toBeCloseTo(-0.2498, 14);
    expect(description.sd).toBeCloseTo(5.5452795420970435, 14);
    expect(description.se).toBeCloseTo(2.4799244020735789, 14);
    expect(description.median).toBe(0);
  });

  test("as in R's own data set of extra hours of sleep", () => {
    // mean(sleep$extra); sd(sleep$extra); median(sleep$extra)
    const description = describeSample(extra);
    expect(description.mean).toBeCloseTo(1.54, 14);
    expect(description.sd).toBeCloseTo(2.0179197209007103, 14);
    expect(description.median).toBeCloseTo(0.95, 14);
  });
});

describe("NIST's certified values", () => {
  test.each(numericalAccuracy)('hold for $name', ({ values, mean, sd, digits }) => {
    const description = describeSample(values);
    expect(correctDigits(description.mean, mean)).toBeGreaterThan(14);
    // How many digits the data leave: 10000000.1 is not a number a computer has.
    expect(correctDigits(description.sd, sd)).toBeGreaterThan(digits);
  });

  test.each(measured)('hold for $name', ({ values, mean, sd }) => {
    const description = describeSample(values);
    expect(correctDigits(description.mean, mean)).toBeGreaterThan(14);
    // 2.0018 and 299.85 are not numbers a computer has either.
    expect(correctDigits(description.sd, sd)).toBeGreaterThan(12);
  });
});

describe('far from zero', () => {
  test('small differences keep their spread', () => {
    // x <- 1e8 + (0:6)^2 * 1e-7; sd(x - 1e8); R's sd(x) itself is 6e-6 too large
    const values = Array.from({ length: 7 }, (_, i) => 1e8 + i ** 2 * 1e-7);
    expect(correctDigits(describeSample(values).sd, 1.3505011061635515e-6)).toBeGreaterThan(14);
  });

  test('even where neighbouring numbers are an eighth apart', () => {
    // sd(c(0, 1, 0))
    expect(describeSample([1e15, 1e15 + 1, 1e15]).sd).toBeCloseTo(0.57735026918962573, 15);
  });

  test('numbers too large to add up give null and a warning', () => {
    const description = describeSample([1e308, 1e308, 1e308, 1.5e308]);
    expect(description).toMatchObject({ mean: null, sd: null, se: null, warnings: ['overflow'] });
    expect([description.min, description.median]).toEqual([1e308, 1e308]);
  });
});

describe('where little can be told', () => {
  test('no data is null all over, with the reason', () => {
    for (const x of [[], [missing, missing]]) {
      const { procedure, n, confidence, method, warnings, ci, ...rest } = describeSample(x);
      expect({ procedure, n, confidence, warnings, ci }).toEqual({
        procedure: 'describe',
        n: { used: 0, excluded: x.length },
        confidence: 0.95,
        warnings: ['no-data'],
        ci: [null, null],
      });
      expect(method).toMatch(/Mean and standard deviation \(n − 1\)/);
      const { missing: count, ...statistics } = rest;
      expect(count).toBe(x.length);
      expect(Object.values(statistics)).toEqual(Array.from({ length: 14 }, () => null));
    }
  });

  test('one value has no spread', () => {
    expect(describeSample([missing, 5])).toMatchObject({
      n: { used: 1, excluded: 1 },
      missing: 1,
      mean: 5,
      sd: null,
      se: null,
      ci: [null, null],
      median: 5,
      q1: 5,
      q3: 5,
      mad: 0,
      skewness: null,
      skewnessSe: null,
      warnings: ['one-value'],
    });
  });

  test('a constant has a spread of exactly zero, and no shape', () => {
    for (const value of [0.1, 1 / 3, -1e8 - 0.3, 1e308])
      expect(describeSample(Array.from({ length: 7 }, () => value))).toMatchObject({
        mean: value,
        sd: 0,
        se: 0,
        ci: [value, value],
        q1: value,
        q3: value,
        mad: 0,
        skewness: null,
        kurtosis: null,
        warnings: ['constant'],
      });
  });

  test('infinity is refused in words', () => {
    expect(() => describeSample([1, Number.POSITIVE_INFINITY])).toThrow(
      new RangeError('describe needs finite numbers'),
    );
  });
});

describe('whatever the sample', () => {
  const sample = fc.array(
    fc.oneof(fc.double({ noDefaultInfinity: true, min: -1e6, max: 1e6 }), fc.constant(missing)),
    { maxLength: 40 },
  );

  test('the result is plain JSON without a NaN', () => {
    fc.assert(
      fc.property(sample, (x) => {
        const description = describeSample(x);
        expect(JSON.parse(JSON.stringify(description))).toEqual(description);
        expect(description.n.used + description.n.excluded).toBe(x.length);
      }),
    );
  });

  test('the order does not matter, and the sample is left as it was', () => {
    fc.assert(
      fc.property(sample, (x) => {
        const before = [...x];
        expect(describeSample(x.toReversed())).toEqual(describeSample(x));
        expect(x).toEqual(before);
      }),
    );
  });

  test('another unit moves what has a unit, and leaves the shape', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4 }), (x) => {
        // From degrees Celsius to a scale whose numbers are all exact.
        const [before, after] = [describeSample(x), describeSample(x.map((c) => 2 * c + 32))];
        const scaled = (value: number | null) => value && 2 * value;
        const moved = (value: number | null) => (value === null ? null : 2 * value + 32);
        expectAll(
          [after.mean, after.median, after.q1, after.q3, ...after.ci],
          [before.mean, before.median, before.q1, before.q3, ...before.ci].map(moved),
        );
        expectAll([after.sd, after.se, after.mad], [before.sd, before.se, before.mad].map(scaled));
        expectAll([after.skewness, after.kurtosis], [before.skewness, before.kurtosis]);
      }),
    );
  });

  test('the mean lies between the ends', () => {
    fc.assert(
      fc.property(sample, (x) => {
        const { mean, min, max } = describeSample(x);
        if (mean === null || min === null || max === null) return;
        const slack = 1e-12 * Math.max(Math.abs(min), Math.abs(max));
        expect(mean).toBeGreaterThanOrEqual(min - slack);
        expect(mean).toBeLessThanOrEqual(max + slack);
      }),
    );
  });
});

/** As NIST counts them: −log10 of the relative error, 16 where there is none. */
function correctDigits(value: number | null, certified: number): number {
  if (value === null) return 0;
  return value === certified ? 16 : -Math.log10(Math.abs((value - certified) / certified));
}

function expectAll(
  actual: readonly (number | null)[],
  expected: readonly (number | null)[] | undefined,
): void {
  expected?.forEach((value, i) => {
    expectStatistic(actual[i], value);
  });
}
