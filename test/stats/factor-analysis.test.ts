/** One common factor against its closed form for three items, and R's factanal (4.2.2). */

import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { oneFactor } from '../../stats/items/factor-analysis.ts';
import { expectStatistic } from '../support/closeness.ts';

function solved(correlations: readonly (readonly number[])[]) {
  const found = oneFactor(new Matrix(correlations.map((row) => [...row])));
  if (typeof found === 'string') throw new Error(found);
  return found;
}

test('three items load as their correlations say: λ₁² = r₁₂r₁₃/r₂₃', () => {
  const [a, b, c] = [0.5, 0.4, 0.3];
  const { loadings, uniquenesses, heywood } = solved([
    [1, a, b],
    [a, 1, c],
    [b, c, 1],
  ]);
  expect(heywood).toBe(false);
  [(a * b) / c, (a * c) / b, (b * c) / a].forEach((communality, j) => {
    expectStatistic(loadings[j], Math.sqrt(communality));
    expectStatistic(uniquenesses[j], 1 - communality);
  });
});

test('items that are alike load alike', () => {
  const { loadings } = solved(
    [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : 0.3))),
  );
  for (const loading of loadings) expectStatistic(loading, Math.sqrt(0.3));
});

test("a uniqueness is held at R's bound where an item would explain more than there is", () => {
  // factanal(covmat = matrix(c(1, .7, .7, .7, 1, .4, .7, .4, 1), 3), factors = 1), brought to its last digits
  const { loadings, uniquenesses, heywood } = solved([
    [1, 0.7, 0.7],
    [0.7, 1, 0.4],
    [0.7, 0.4, 1],
  ]);
  expect(heywood).toBe(true);
  expectStatistic(loadings[0], 0.9975012530855304);
  expectStatistic(loadings[1], 0.7011189852441083);
  expectStatistic(uniquenesses[0], 0.005);
  expectStatistic(uniquenesses[2], 0.5084321685302717);
});

test('the factor points where most items do', () => {
  const { loadings } = solved([
    [1, -0.5, -0.4],
    [-0.5, 1, 0.3],
    [-0.4, 0.3, 1],
  ]);
  expectStatistic(loadings[0], -Math.sqrt(2 / 3));
  expectStatistic(loadings[1], Math.sqrt(0.375));
});

test('an item that stands there twice leaves no maximum', () => {
  const twice = [
    [1, 1, 0.5],
    [1, 1, 0.5],
    [0.5, 0.5, 1],
  ];
  expect(oneFactor(new Matrix(twice))).toBe('singular');
});
