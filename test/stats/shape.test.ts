/** Skewness, kurtosis, quartiles, MAD and the interval of the mean against R 4.2.2 and mpmath. */

import { describe, expect, test } from 'vitest';
import { describe as describeSample } from '../../stats/descriptives.ts';
import { expectStatistic } from '../support/closeness.ts';
import { extra, lightSpeeds } from './nist.ts';

const { NaN: missing } = Number;

// n <- length(y); z <- (y - mean(y)) / sd(y)
// skewness: n / ((n - 1) * (n - 2)) * sum(z^3)
// its standard error: s1 <- sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
// kurtosis: n*(n + 1)/((n - 1)*(n - 2)*(n - 3)) * sum(z^4) - 3*(n - 1)^2/((n - 2)*(n - 3))
// its standard error: 2 * s1 * sqrt((n^2 - 1) / ((n - 3) * (n + 5)))
// quantile(y, c(.25, .75), type = 6); mad(y); mad(y, constant = 1); t.test(y)$conf.int
describe('shape, quartiles and the interval of the mean', () => {
  test.each([
    {
      name: 'a few numbers',
      values: [4, 7, 1, missing, 9, 9, 2],
      quartiles: [1.75, 9],
      skewness: [-0.12258744298068643, 0.84515425472851657],
      kurtosis: [-2.3029891304347836, 1.7407765595569784],
      mad: [5.1891, 3.5],
      ci: [1.6578107867173522, 9.0088558799493157],
    },
    {
      name: 'signs, fractions and zero',
      values: [-2.5, 0, 1e-3, 8.25, -7],
      quartiles: [-4.75, 4.1255],
      skewness: [0.72119724503499338, 0.9128709291752769],
      kurtosis: [1.6785576360072501, 2],
      mad: [3.7065, 2.5],
      ci: [-7.1351739673977539, 6.6355739673977538],
    },
    {
      name: "R's sleep$extra",
      values: extra,
      quartiles: [-0.075, 3.4],
      skewness: [0.45185739399081548, 0.51210333670775743],
      kurtosis: [-0.77474364028679643, 0.99238361254184504],
      mad: [1.55673, 1.05],
      ci: [0.59558449961960391, 2.484415500380396],
    },
    {
      name: "R's 299 + morley$Speed / 1000",
      values: lightSpeeds,
      quartiles: [299.8025, 299.8975],
      skewness: [-0.018538863774755655, 0.24137977904012978],
      kurtosis: [0.33968459842019483, 0.47833113299481334],
      mad: [0.066717, 0.045],
      ci: [299.83672259316637, 299.86807740683366],
    },
  ])('are those of R for $name', ({ values, quartiles, skewness, kurtosis, mad, ci }) => {
    const result = describeSample(values);
    expectAll([result.skewness, result.skewnessSe], skewness);
    expectAll([result.kurtosis, result.kurtosisSe], kurtosis);
    expectAll([result.q1, result.q3], quartiles);
    expectAll([result.mad, result.madRaw], mad);
    expectAll(result.ci, ci);
    expect(result.missing).toBe(values.filter(Number.isNaN).length);
    expect(result.warnings).toEqual([]);
  });

  test('have the standard errors that SPSS prints for 20 and for 100 cases', () => {
    expect(describeSample(extra).skewnessSe).toBeCloseTo(0.512, 3);
    expect(describeSample(extra).kurtosisSe).toBeCloseTo(0.992, 3);
    expect(describeSample(lightSpeeds).skewnessSe).toBeCloseTo(0.241, 3);
    expect(describeSample(lightSpeeds).kurtosisSe).toBeCloseTo(0.478, 3);
  });

  test('with another confidence', () => {
    // t.test(sleep$extra, conf.level = .9)$conf.int
    const { ci, confidence } = describeSample(extra, { confidence: 0.9 });
    expectAll(ci, [0.75977971252759258, 2.3202202874724072]);
    expect(confidence).toBe(0.9);
  });

  test('but not with one that is none', () => {
    for (const confidence of [0, 1, 95, missing])
      expect(() => describeSample(extra, { confidence })).toThrow(
        new RangeError('describe needs a confidence between 0 and 1'),
      );
  });
});

describe('shape far from zero', () => {
  test('is that of the small differences', () => {
    // python3, mpmath 1.3, 40 digits: x = [mpf(1e8 + i**2 * 1e-7) for i in range(7)], m_k the central
    // moments: sqrt(n*(n-1))/(n-2)*m3/m2**1.5; (n-1)/((n-2)*(n-3))*((n+1)*(m4/m2**2-3)+6)
    const close = describeSample(Array.from({ length: 7 }, (_, i) => 1e8 + i ** 2 * 1e-7));
    expectStatistic(close.skewness, 0.88229382638010578, { relative: 1e-13 });
    expectStatistic(close.kurtosis, -0.3582673602952423, { relative: 1e-13 });
    // The same of [mpf(1e8 + i**3 / 16) for i in range(9)]
    const cubes = describeSample(Array.from({ length: 9 }, (_, i) => 1e8 + i ** 3 / 16));
    expectStatistic(cubes.sd, 11.27471244090066);
    expectStatistic(cubes.skewness, 1.301582309069492, { relative: 1e-14 });
    expectStatistic(cubes.kurtosis, 0.8295246669080181, { relative: 1e-13 });
  });

  test('is there where fourth powers would overflow or vanish', () => {
    for (const scale of [1e-120, 1e120]) {
      const { skewness, kurtosis } = describeSample(extra.map((value) => value * scale));
      expectAll([skewness, kurtosis], [0.45185739399081548, -0.77474364028679643]);
    }
  });
});

describe('few values', () => {
  test('have no shape: two no skewness, three no kurtosis', () => {
    expect(describeSample([1, 2])).toMatchObject({
      skewness: null,
      skewnessSe: null,
      kurtosis: null,
      kurtosisSe: null,
      warnings: ['too-few-for-shape'],
    });
    // y <- c(0, 0, 1): 3 / 2 * sum(((y - mean(y)) / sd(y))^3) is sqrt(3); the error is sqrt(36 / 24)
    const three = describeSample([0, 0, 1]);
    expectAll([three.skewness, three.skewnessSe], [Math.sqrt(3), Math.sqrt(1.5)]);
    expect([three.kurtosis, three.kurtosisSe]).toEqual([null, null]);
    expect(three.warnings).toEqual(['too-few-for-shape']);
  });
});

function expectAll(
  actual: readonly (number | null)[],
  expected: readonly (number | null)[] | undefined,
): void {
  expected?.forEach((value, i) => {
    expectStatistic(actual[i], value);
  });
}
