/** Fisher's exact test against R. R means R 4.2.2 throughout; odds ratios are solved to 1e-15 there. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

/*
 * fish <- function(x, conf = .95) {
 *   m <- sum(x[, 1]); n <- sum(x[, 2]); k <- sum(x[1, ]); a <- x[1, 1]; s <- max(0, k - n):min(k, m)
 *   ld <- dhyper(s, m, n, k, log = TRUE)
 *   d <- function(t) { w <- ld + t * s; w <- exp(w - max(w)); w / sum(w) }
 *   root <- function(f) exp(uniroot(f, c(-40, 40), tol = 1e-15)$root); tail <- (1 - conf) / 2
 *   c(root(function(t) sum(s * d(t)) - a), root(function(t) sum(d(t)[s >= a]) - tail),
 *     root(function(t) sum(d(t)[s <= a]) - tail))
 * }
 * p: fisher.test(x, alternative = …)$p.value
 */
test.each([
  {
    name: "the tea of Fisher's lady",
    table: [
      [3, 1],
      [1, 3],
    ],
    p: [0.4857142857142858, 0.9857142857142858, 0.24285714285714288],
    oddsRatio: [6.408319658199673, 0.21173559544657863, 626.2435305888145],
  },
  {
    name: 'the convictions of like-sex twins',
    table: [
      [2, 10],
      [15, 3],
    ],
    p: [0.0005367241191434359, 0.00046518094336290585, 0.9999845190186861],
    oddsRatio: [0.046936639049680005, 0.00331716395065737, 0.36318960235668035],
  },
  {
    name: 'hundreds of thousands',
    table: [
      [100_000, 101_000],
      [102_000, 99_000],
    ],
    p: [2.867511149542868e-10, 1.433755574771428e-10, 0.9999999998623508],
    oddsRatio: [0.9609785459420626, 0.9491495027452129, 0.972954828214443],
  },
])('$name: by the numbers that R gives', ({ table, p, oddsRatio }) => {
  const { effects, pTwoSided, pLess, pGreater } = fisherExact(table);
  [pTwoSided, pLess, pGreater].forEach((actual, i) => {
    expectP(actual, p[i]);
  });
  [effects.oddsRatio.value, ...effects.oddsRatio.ci].forEach((actual, i) => {
    expectStatistic(actual, oddsRatio[i]);
  });
});

describe('the alternative', () => {
  const table = [
    [2, 10],
    [15, 3],
  ];

  test('decides on p and on the open end of the interval', () => {
    // fish(table, .9) for one-sided intervals of .95
    const less = fisherExact(table, { alternative: 'less' });
    expect(less.p).toBe(less.pLess);
    expect(less.effects.oddsRatio.ci[0]).toBe(0);
    expectStatistic(less.effects.oddsRatio.ci[1], 0.2849595456196969);
    const greater = fisherExact(table, { alternative: 'greater' });
    expect(greater.p).toBe(greater.pGreater);
    expectStatistic(greater.effects.oddsRatio.ci[0], 0.004994494834082255);
    expect(greater.effects.oddsRatio.ci[1]).toBeNull();
    const both = fisherExact(table);
    expect(both.p).toBe(both.pTwoSided);
  });

  test('is two-sided with more rows or columns', () => {
    expect(() => fisherExact([...table, [1, 2]], { alternative: 'less' })).toThrow(
      new RangeError('fisherExact needs a 2 × 2 table for a one-sided alternative'),
    );
  });
});

describe('an empty cell', () => {
  test('on the second diagonal leaves the odds ratio without an upper end', () => {
    // fish(rbind(c(5, 0), c(2, 6))); fisher.test(…)$p.value
    const result = fisherExact([
      [5, 0],
      [2, 6],
    ]);
    expectP(result.p, 0.020979020979020973);
    expectP(result.pGreater, 0.016317016317016327);
    expect(result.pLess).toBe(1);
    expect(result.effects.oddsRatio.value).toBeNull();
    expectStatistic(result.effects.oddsRatio.ci[0], 1.2110121605499713);
    expect(result.effects.oddsRatio.ci[1]).toBeNull();
    expect(result.warnings).toEqual(['infinite-odds-ratio']);
  });

  test('on the first diagonal makes it zero', () => {
    const result = fisherExact([
      [0, 5],
      [6, 2],
    ]);
    expect(result.effects.oddsRatio).toMatchObject({ value: 0, ci: [0, expect.any(Number)] });
    expectStatistic(result.effects.oddsRatio.ci[1], 0.8257555395198163);
    expect(result.warnings).toEqual([]);
  });
});

describe('larger tables', () => {
  // fisher.test(…)$p.value
  test.each([
    {
      table: [
        [2, 0, 1],
        [0, 2, 1],
      ],
      p: 0.6,
    },
    {
      table: [
        [3, 0, 0, 5],
        [1, 4, 2, 0],
        [0, 1, 6, 2],
      ],
      p: 0.0005605869633818997,
    },
    {
      table: [
        [3, 0],
        [1, 4],
        [0, 1],
      ],
      p: 0.08730158730158713,
    },
    // Job satisfaction, of Agresti, as in ?fisher.test
    {
      table: [
        [1, 2, 1, 0],
        [3, 3, 6, 1],
        [10, 10, 14, 9],
        [6, 7, 12, 11],
      ],
      p: 0.7826849389665325,
    },
  ])('have the p of R: $p', ({ table, p }) => {
    const result = fisherExact(table);
    expectP(result.p, p);
    expect(result).toMatchObject({
      pLess: null,
      pGreater: null,
      effects: { oddsRatio: { value: null, ci: [null, null] } },
      method: "Fisher's exact test",
    });
  });

  test('that would take too long have no p, and say so', () => {
    const result = fisherExact(Array.from({ length: 6 }, () => [90, 80, 70, 60, 50, 40]));
    expect(result).toMatchObject({ p: null, pTwoSided: null, warnings: ['too-large'] });
    const millions = fisherExact([
      [4_000_000, 3, 2],
      [50_000, 1, 4],
    ]);
    expect(millions).toMatchObject({ p: null, warnings: ['too-large'] });
  });

  test('may have empty rows and columns', () => {
    const result = fisherExact([
      [3, 0, 0],
      [0, 0, 0],
      [1, 0, 4],
      [0, 0, 1],
    ]);
    expectP(result.p, 0.08730158730158713);
    expect(result.warnings).toEqual(['empty-margin']);
  });
});

describe('where little can be told', () => {
  test('an empty margin leaves one table only', () => {
    const result = fisherExact([
      [3, 0],
      [4, 0],
    ]);
    expect(result).toMatchObject({
      p: 1,
      pLess: 1,
      pGreater: 1,
      effects: { oddsRatio: { value: null, ci: [null, null] } },
      warnings: ['empty-margin'],
    });
  });

  test('a table that can hardly be has a p too small for a number', () => {
    const result = fisherExact([
      [5000, 10],
      [10, 5000],
    ]);
    expect([result.p, result.pGreater, result.pLess]).toEqual([0, 0, 1]);
  });

  test('what is no table of counts is refused in words', () => {
    expect(() =>
      fisherExact([
        [1, 2.5],
        [3, 4],
      ]),
    ).toThrow(new RangeError('fisherExact needs counts: whole numbers from 0 on'));
    expect(() =>
      fisherExact(
        [
          [1, 2],
          [3, 4],
        ],
        { confidence: 95 },
      ),
    ).toThrow(new RangeError('fisherExact needs a confidence between 0 and 1'));
  });
});

describe('whatever the 2 × 2 table', () => {
  const count = fc.integer({ min: 1, max: 60 });

  test('to exchange the rows inverts the odds ratio and keeps p', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const [one, other] = [
          fisherExact([
            [a, b],
            [c, d],
          ]),
          fisherExact([
            [c, d],
            [a, b],
          ]),
        ];
        expectP(other.p, one.p);
        expectP(other.pLess, one.pGreater);
        const [{ value, ci }, turned] = [one.effects.oddsRatio, other.effects.oddsRatio];
        expectStatistic(turned.value, 1 / (value as number));
        expectStatistic(turned.ci[0], 1 / (ci[1] as number));
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  test('an empty column beside it, which takes the long way, changes nothing', () => {
    const few = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(few, few, few, few, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        expectP(
          fisherExact([
            [a, b, 0],
            [c, d, 0],
          ]).p,
          fisherExact([
            [a, b],
            [c, d],
          ]).p,
        );
      }),
    );
  });
});
