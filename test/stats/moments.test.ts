/** Moments: one pass, in any parts and order, is what R computes from all rows. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Moments } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';
import { numericalAccuracy } from './nist.ts';

const { NaN: missing } = Number;

describe('moments of three variables', () => {
  // x <- cbind(c(1, 2, 6, 7), c(2, NA, 4, 9), c(-3, 0, 5, 0.5)); y <- na.omit(x)
  const columns = [
    [1, 2, 6, 7],
    [2, missing, 4, 9],
    [-3, 0, 5, 0.5],
  ];
  const moments = new Moments(3).addColumns(columns);

  test('are those of the complete rows', () => {
    expect([moments.variables, moments.n, moments.excluded]).toEqual([3, 3, 1]);
    // colMeans(y)
    near(moments.means, [4.666666666666667, 5, 0.8333333333333333]);
    // cov(y)
    near(moments.covariance()?.flat(), [
      ...[10.333333333333334, 9.5, 9.416666666666666, 9.5, 13, 3],
      ...[9.416666666666666, 3, 16.083333333333332],
    ]);
    // crossprod(scale(y, scale = FALSE))
    near(moments.crossProducts.flat(), [
      ...[20.666666666666668, 19, 18.833333333333332, 19, 26, 6],
      ...[18.833333333333332, 6, 32.166666666666664],
    ]);
  });

  test('know how the variables differ in each row', () => {
    // d <- y[, 1] - y[, 2]; mean(d); 2 * var(d) and so on
    near(moments.differences.flat(), [
      ...[0, -0.33333333333333331, 3.8333333333333335],
      ...[0.33333333333333331, 0, 4.166666666666667],
      ...[-3.8333333333333335, -4.166666666666667, 0],
    ]);
    near(moments.differenceSquares.flat(), [
      ...[0, 8.666666666666666, 15.166666666666666],
      ...[8.666666666666666, 0, 46.166666666666664],
      ...[15.166666666666666, 46.166666666666664, 0],
    ]);
  });

  test('are the same row by row, from typed arrays, and sent as JSON', () => {
    const rows = new Moments(3);
    for (let i = 0; i < 4; i += 1) rows.add(columns.map((column) => column[i] ?? 0));
    const typed = new Moments(3).addColumns(columns.map((column) => Float64Array.from(column)));
    const sent = Moments.from(JSON.parse(JSON.stringify(moments)));
    for (const same of [rows, typed, sent]) alike(same, moments);
  });

  test('of the columns handed in nothing is changed', () => {
    const typed = columns.map((column) => Float64Array.from(column));
    new Moments(3).addColumns(typed);
    expect(typed.map((column) => [...column])).toEqual(columns);
  });
});

describe('far from zero', () => {
  test.each(numericalAccuracy)(
    "NIST's certified deviation of $name keeps its digits",
    ({ values, sd, digits }) => {
      const [[variance = missing] = []] = new Moments(1).addColumns([values]).covariance() ?? [];
      expect(-Math.log10(Math.abs(Math.sqrt(variance) / sd - 1) || 1e-16)).toBeGreaterThan(digits);
    },
  );

  test('many blocks near 1e8, sorted or not, lose no digits', () => {
    // In R, exact integers: i <- 0:19999; x <- (i * 7919) %% 20000; var(x); cov(x, i)
    const small = Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 20_000);
    const sorted = small.toSorted((a, b) => a - b);
    const far = (x: number[]) => Float64Array.from(x, (value) => 1e8 + value / 1024);
    const moments = new Moments(2).addColumns([far(small), far(sorted)]);
    const [variance, covariance] = [33335000 / 1024 ** 2, -14534.476723836191 / 1024 ** 2];
    expectStatistic(moments.covariance()?.[0]?.[0], variance, { relative: 1e-13 });
    expectStatistic(moments.covariance()?.[1]?.[1], variance, { relative: 1e-13 });
    expectStatistic(moments.covariance()?.[1]?.[0], covariance, { relative: 1e-12 });
    near(moments.means, [100000009.76513672, 100000009.76513672]);
    near(
      moments.rests.map((rest, j) => rest + ((moments.means[j] ?? 0) - 1e8)),
      [9999.5 / 1024, 9999.5 / 1024],
    );
  });

  test('a difference that is the same in every row does not vary', () => {
    const moments = new Moments(2).addColumns([
      [1.1, 2.1, 3.1],
      [1, 2, 3],
    ]);
    expect(moments.differenceSquares[0]?.[1]).toBe(0);
  });

  test('a constant has no variance and no covariance', () => {
    for (const value of [0.1, 1 / 3, -1e8 - 0.3, 0]) {
      const moments = new Moments(2).addColumns([
        Float64Array.from({ length: 9000 }, () => value),
        Float64Array.from({ length: 9000 }, (_, i) => i),
      ]);
      expect(moments.crossProducts[0]).toEqual([0, 0]);
      expect(moments.crossProducts[1]?.[0]).toBe(0);
      expectStatistic(moments.means[0], value, { relative: 1e-15 });
    }
  });
});

describe('whatever the rows', () => {
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e4, max: 1e4 }) },
    fc.constant(missing),
  );
  const rows = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 40 });

  test('merged parts in any order equal one pass', () => {
    fc.assert(
      fc.property(rows, fc.nat(40), fc.nat(40), (all, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const parts = [all.slice(0, from), all.slice(from, to), all.slice(to)].map(ofRows);
        const [first, second, third] = parts as [Moments, Moments, Moments];
        const whole = ofRows(all);
        alike(ofRows([]).merge(third).merge(first).merge(second), whole);
        const before = JSON.stringify(second);
        alike(
          ofRows([])
            .merge(second.merge(ofRows([])))
            .merge(first.merge(third)),
          whole,
        );
        expect(JSON.stringify(second)).toBe(before);
      }),
    );
  });
});

describe('where little can be told', () => {
  test('no rows have no covariance', () => {
    expect(new Moments(2).covariance()).toBeNull();
    expect(new Moments(2).add([1, 2]).covariance()).toBeNull();
    expect(new Moments(2).addColumns([[], []]).n).toBe(0);
    expect(new Moments(2).add([missing, 2])).toMatchObject({ n: 0, excluded: 1 });
  });

  test.each([
    ['at least one variable', () => new Moments(0)],
    ['at least one variable', () => new Moments(1.5)],
    ['rows of 2 numbers', () => new Moments(2).add([1])],
    ['2 columns', () => new Moments(2).addColumns([[1], [2], [3]])],
    ['samples of one length', () => new Moments(2).addColumns([[1], [2, 3]])],
    ['finite numbers', () => new Moments(2).add([missing, Number.NEGATIVE_INFINITY])],
    ['the same variables to merge', () => new Moments(2).merge(new Moments(1))],
    ['sums of its variables and of their pairs', () => Moments.from({ ...state, shift: [1] })],
    ['sums of its variables and of their pairs', () => Moments.from({ ...state, squares: [] })],
    ['finite numbers', () => Moments.from({ ...state, squares: [1, 2, missing] })],
    ['finite numbers', () => Moments.from({ ...state, used: missing })],
  ])('%s are asked for', (needs, refused) => {
    expect(refused).toThrow(new RangeError(`Moments needs ${needs}`));
  });

  const state = new Moments(2).add([1, 2]).toJSON();
});

function ofRows(rows: readonly (readonly number[])[]): Moments {
  const moments = new Moments(3);
  for (const row of rows) moments.add(row);
  return moments;
}

function near(
  actual: readonly number[] | undefined,
  expected: readonly number[],
  floor = 1e-13,
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expectStatistic(actual?.[i], value, { relative: 1e-12, floor, what: `number ${i}` });
  });
}

function alike(actual: Moments, expected: Moments): void {
  expect([actual.n, actual.excluded]).toEqual([expected.n, expected.excluded]);
  near(actual.means, expected.means, 1e-9);
  const scale = 1e-12 * Math.max(...expected.crossProducts.flat(), 1e-300);
  near(actual.crossProducts.flat(), expected.crossProducts.flat(), 4 * scale);
  near(actual.differences.flat(), expected.differences.flat(), 1e-9);
  near(actual.differenceSquares.flat(), expected.differenceSquares.flat(), 16 * scale);
}
