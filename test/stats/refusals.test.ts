/** What is no data is refused by every procedure in its own name, also where TypeScript does not look. */

import { describe, expect, test } from 'vitest';
import type { Counts, Sample, Waves } from '../../stats/index.ts';
import * as stats from '../../stats/index.ts';

const ofOneSample = {
  describe: stats.describe,
  frequencies: stats.frequencies,
  outliers: stats.outliers,
  shapiroWilk: stats.shapiroWilk,
  ksLilliefors: stats.ksLilliefors,
  oneSampleT: stats.oneSampleT,
};

const ofTwoSamples = {
  pairedT: stats.pairedT,
  independentT: stats.independentT,
  wilcoxonSignedRank: stats.wilcoxonSignedRank,
  mannWhitney: stats.mannWhitney,
  pearson: stats.pearson,
  spearman: stats.spearman,
  cohenKappa: stats.cohenKappa,
};

const ofSeveral = {
  rmAnova: stats.rmAnova,
  friedman: stats.friedman,
  icc: stats.icc,
  cochranQ: stats.cochranQ,
  cronbachAlpha: stats.cronbachAlpha,
  mcdonaldOmega: stats.mcdonaldOmega,
  oneWayAnova: stats.oneWayAnova,
  kruskalWallis: stats.kruskalWallis,
};

const ofTables = {
  chiSquareTest: stats.chiSquareTest,
  fisherExact: stats.fisherExact,
  mcnemar: stats.mcnemar,
};

const noSamples = [null, undefined, 5, 'text', {}] as unknown as Sample[];
const noNumbers = [
  [null, 1, 0, 1],
  ['1', 0, 1, 1],
  [undefined, 1, 1, 0],
] as unknown as Sample[];
const good = [1, 0, 1, 0];

describe.each(Object.entries(ofOneSample))('%s', (name, procedure) => {
  test.each([...noSamples, ...noNumbers])('refuses %j', (x) => {
    expect(() => procedure(x)).toThrow(refusalOf(name));
  });
});

describe.each(Object.entries(ofTwoSamples))('%s', (name, procedure) => {
  test.each([...noSamples, ...noNumbers])('refuses %j', (x) => {
    expect(() => procedure(x, good)).toThrow(refusalOf(name));
    expect(() => procedure(good, x)).toThrow(refusalOf(name));
  });
});

describe.each(Object.entries(ofSeveral))('%s', (name, procedure) => {
  test.each([...noSamples, ...noNumbers])('refuses %j', (x) => {
    const waves: Waves = [good, x, [1, 1, 0, 0]];
    expect(() => procedure(waves)).toThrow(refusalOf(name));
  });
});

describe.each(Object.entries(ofTables))('%s', (name, procedure) => {
  const tables = [
    [null, [1, 2]],
    [
      [1, null],
      [2, 3],
    ],
    [
      ['1', 1],
      [2, 3],
    ],
    [new Array(2), [2, 3]],
  ];
  test.each(tables as unknown as Counts[])('refuses %j and %j', (...rows) => {
    expect(() => procedure(rows as unknown as Counts)).toThrow(refusalOf(name));
  });

  test('takes rows of typed arrays', () => {
    const typed = [Float64Array.of(1, 2), Float64Array.of(4, 3)] as unknown as Counts;
    expect(procedure(typed)).toEqual(
      procedure([
        [1, 2],
        [4, 3],
      ]),
    );
  });
});

describe('rmAnova', () => {
  test.each([[[0, 1e-300, 1]], [[0, 1e308, 3]], [new Array(3)]])(
    'refuses the spacing %j',
    (spacing) => {
      const waves = [good, [2, 0, 1, 1], [1, 1, 0, 0]];
      expect(() => stats.rmAnova(waves, { spacing })).toThrow(
        new RangeError('rmAnova needs a spacing with a time of its own for each wave'),
      );
    },
  );
});

test('adjustP refuses what is no number', () => {
  expect(() => stats.adjustP(['0.01', 0.2] as unknown as number[], 'holm')).toThrow(
    new RangeError('adjustP needs probabilities from 0 to 1'),
  );
});

test('fisherExact says at once where counts are too large to be weighed one by one', () => {
  const result = stats.fisherExact([
    [1e9, 1e9],
    [1e9, 1e9],
  ]);
  expect(result).toMatchObject({ p: null, warnings: ['too-large'] });
  expect(result.effects.oddsRatio.value).toBeNull();
});

test('Moments refuse a state that no data have', () => {
  const state = new stats.Moments(1).add([1]).add([3]).toJSON();
  expect(() => stats.Moments.from({ ...state, used: 1.5 })).toThrow(
    new RangeError('Moments needs whole numbers of rows'),
  );
  expect(() => stats.Moments.from({ ...state, squares: [-1] })).toThrow(
    new RangeError('Moments needs sums of squares that are not negative'),
  );
});

/** A RangeError of the procedure's own: "describe needs …". */
function refusalOf(name: string) {
  return expect.toSatisfy(
    (error: unknown) => error instanceof RangeError && error.message.startsWith(`${name} needs `),
  );
}
