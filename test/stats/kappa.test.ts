/** Cohen's kappa against printed values, and Fleiss, Cohen and Everitt's formulas in R (4.2.2). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohenKappa, type KappaWeights } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

const { NaN: missing } = Number;

/** Two raters' categories, from how often each pair of categories was given. */
function raters(table: readonly (readonly number[])[]): [number[], number[]] {
  const cases = table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => [i + 1, j + 1] as const)),
  );
  return [cases.map(([a]) => a), cases.map(([, b]) => b)];
}

// Two critics on 160 films (con, mixed, pro): Agresti & Winner (1997), doi:10.1080/09332480.1997.10554801.
const critics = [
  [24, 8, 13],
  [8, 13, 11],
  [10, 9, 64],
];

describe('kappa of two critics', () => {
  test('is .389 with a standard error of .060, as printed', () => {
    const { value, se } = cohenKappa(...raters(critics));
    expect(value).toBeCloseTo(0.389, 3);
    expect(se).toBeCloseTo(0.06, 3);
  });

  // p <- m / sum(m); n <- sum(m); r <- rowSums(p); c <- colSums(p); po <- sum(w * p)
  // pe <- sum(w * outer(r, c)); k <- (po - pe) / (1 - pe); bar <- outer(c(w %*% c), c(r %*% w), "+")
  // se <- sqrt((sum(p * (w * (1 - pe) - bar * (1 - po))^2) - (po * pe - 2 * pe + po)^2) / (1 - pe)^4 / n)
  // se0 <- sqrt((sum(outer(r, c) * (w - bar)^2) - pe^2) / (1 - pe)^2 / n); 2 * pnorm(-abs(k / se0))
  test.each([
    {
      weights: 'none',
      expected: [0.3888385342483491, 0.05979313372049436, 0.05776555281429309],
      p: 1.681284708789289e-11,
      agreement: [0.63125, 0.396640625],
    },
    {
      weights: 'linear',
      expected: [0.426874017123886, 0.06349523391279405, 0.06687617611329527],
      p: 1.735944955049206e-10,
      agreement: [0.74375, 0.552890625],
    },
    {
      weights: 'quadratic',
      expected: [0.4579716282024137, 0.07184124709831034, 0.07891959523032574],
      p: 6.513279827834019e-9,
      agreement: [0.8, 0.631015625],
    },
  ] as const)('has the numbers of the definition, weights: $weights', (reference) => {
    const result = cohenKappa(...raters(critics), { weights: reference.weights });
    const [value, se, seNull] = reference.expected;
    expectStatistic(result.value, value);
    expectStatistic(result.se, se);
    expectStatistic(result.seNull, seNull);
    expectStatistic(result.z, value / seNull);
    expectP(result.p, reference.p);
    expectStatistic(result.agreement.observed, reference.agreement[0]);
    expectStatistic(result.agreement.expected, reference.agreement[1]);
    expectStatistic(result.ci[0], value - 1.959963984540054 * se);
    expectStatistic(result.ci[1], value + 1.959963984540054 * se);
    expect(result.method).toContain(
      reference.weights === 'none' ? 'unweighted' : reference.weights,
    );
  });

  test('carries the table, and leaves out who has a missing', () => {
    const [a, b] = raters(critics);
    const result = cohenKappa([...a, missing], [...b, 2]);
    expect(result).toMatchObject({
      n: { used: 160, excluded: 1 },
      categories: [1, 2, 3],
      table: critics,
      warnings: [],
    });
  });

  test('has the interval of the confidence asked for', () => {
    // qnorm(0.95) is 1.644853626951473
    const { ci } = cohenKappa(...raters(critics), { confidence: 0.9 });
    expectStatistic(ci[0], 0.3888385342483491 - 1.644853626951473 * 0.05979313372049436);
  });
});

describe('a category that one rater never used', () => {
  const table = [
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ];

  // SAS's printout for this table, as statsmodels' tests have it (statsmodels/stats/tests/test_inter_rater.py,
  // res10_sas, res10_sash0, res10w_sas, res10w_sash0): kappa, ASE, its limits, ASE under H0, z, p.
  test.each([
    { weights: 'none', printed: [0.4842, 0.138, 0.2137, 0.7547, 0.1484, 3.2626, 0.0011] },
    { weights: 'linear', printed: [0.4701, 0.1457, 0.1845, 0.7558, 0.1426, 3.2971, 0.001] },
  ] as const)('gives what SAS prints, weights: $weights', ({ weights, printed }) => {
    const { value, se, ci, seNull, z, p } = cohenKappa(...raters(table), { weights });
    [value, se, ...ci, seNull, z, p].forEach((number, i) => {
      expect(number, `number ${i}`).toBeCloseTo(printed[i] as number, 4);
    });
  });
});

test('weights go by the distance between the numbers, so a step that nobody used still counts', () => {
  // m <- matrix(0, 4, 4); m[1, 1] <- m[2, 2] <- m[4, 4] <- 3; m[2, 4] <- 2; w <- 1 - abs(outer(1:4, 1:4, "-")) / 3
  // as above: k
  const table = [
    [3, 0, 0, 0],
    [0, 3, 0, 2],
    [0, 0, 0, 0],
    [0, 0, 0, 3],
  ];
  const { value, categories } = cohenKappa(...raters(table), { weights: 'linear' });
  expect(categories).toEqual([1, 2, 4]);
  expectStatistic(value, 0.7317073170731707);
});

describe('where little can be told', () => {
  const nothing = { ci: [null, null], se: null, seNull: null, z: null, p: null };

  test.each([
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [
      [1, 1, 1],
      [2, 2, 2],
    ],
    [[1], [2]],
  ])('two constant raters have no kappa', (a, b) => {
    expect(cohenKappa(a, b)).toMatchObject({ ...nothing, value: null, warnings: ['constant'] });
  });

  test('one constant rater agrees as by chance, and nothing can be tested', () => {
    const result = cohenKappa([1, 2, 3, 3], [3, 3, 3, 3]);
    expect(result).toMatchObject({ ...nothing, warnings: ['no-room'] });
    expect(result.value).toBeCloseTo(0, 14);
  });

  test('raters without a category in common have a kappa of zero and no test', () => {
    const result = cohenKappa([1, 2, 1, 2], [3, 4, 4, 4]);
    expect(result).toMatchObject({ ...nothing, value: 0, warnings: ['no-room'] });
  });

  test('full agreement has no standard error', () => {
    const result = cohenKappa([1, 2, 3, 2], [1, 2, 3, 2]);
    expect(result).toMatchObject({ value: 1, se: 0, ci: [1, 1], warnings: ['perfect'] });
    expect(result.p).toBeLessThan(0.05);
  });

  test.each([
    [() => cohenKappa([missing], [1]), 'cohenKappa needs at least one complete pair'],
    [() => cohenKappa([1, 2], [1]), 'cohenKappa needs samples of one length'],
    [() => cohenKappa([Infinity], [1]), 'cohenKappa needs finite numbers'],
    [
      () => cohenKappa([1], [1], { confidence: 2 }),
      'cohenKappa needs a confidence between 0 and 1',
    ],
    [
      () => cohenKappa([1], [1], { weights: 'cubic' as KappaWeights }),
      'cohenKappa needs weights: none, linear or quadratic',
    ],
    [
      () =>
        cohenKappa(
          Array.from({ length: 201 }, (_, i) => i),
          Array.from({ length: 201 }, () => 1),
        ),
      'cohenKappa needs at most 200 categories',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

test('whatever the ratings, the result is plain JSON; raters can change places, cases their order', () => {
  const ratings = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
  const weights = fc.constantFrom<KappaWeights>('none', 'linear', 'quadratic');
  fc.assert(
    fc.property(ratings, weights, (pairs, by) => {
      const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
      const result = cohenKappa(a, b, { weights: by });
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      if (result.p !== null) expect(result.p >= 0 && result.p <= 1).toBe(true);
      if (result.value !== null) expect(result.value).toBeLessThanOrEqual(1);
      expectStatistic(cohenKappa(b, a, { weights: by }).value, result.value);
      expectStatistic(cohenKappa(b.toReversed(), a.toReversed(), { weights: by }).p, result.p, {
        floor: 1e-9,
      });
      const relabelled = cohenKappa(
        a.map((rating) => 10 - 3 * rating),
        b.map((rating) => 10 - 3 * rating),
        { weights: by },
      );
      expectStatistic(relabelled.se, result.se);
    }),
  );
});
