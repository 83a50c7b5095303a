/** McDonald's omega against R's factanal (4.2.2), brought to its last digits by Newton's method. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mcdonaldOmega } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';
import { attitude, complaints, rating } from './attitude.ts';

const { NaN: missing } = Number;

describe('omega of six items', () => {
  // X <- as.matrix(attitude)[, 1:6]; f <- factanal(X, 1, control = list(opt = list(factr = 1, pgtol = 1e-14)))
  // l <- c(f$loadings) * apply(X, 2, sd); u <- f$uniquenesses * apply(X, 2, var); sum(l)^2 / (sum(l)^2 + sum(u))
  // The last digits, and the standard error, by `fit` and `error` of test/oracle/reliability.oracle.test.ts.
  const result = mcdonaldOmega(attitude.slice(0, 6));

  test("follows from the loadings of R's factor analysis", () => {
    const loadings = [
      0.8692186697400177, 0.9258183338957954, 0.5814004427876935, 0.6989178220188761,
      0.7343226656367015, 0.226935973796223,
    ];
    expectStatistic(result.value, 0.8609344238778974);
    expectStatistic(result.standardized, 0.8458250463855833);
    expect(result.standardizedLoadings).toHaveLength(6);
    loadings.forEach((loading, j) => {
      expectStatistic(result.standardizedLoadings?.[j], loading);
    });
    // loadings[1] * sd(attitude$rating)
    expectStatistic(result.loadings?.[0], 0.8692186697400177 * 12.17256194758589);
    expect(result).toMatchObject({
      procedure: 'mcdonaldOmega',
      n: { used: 30, excluded: 0 },
      warnings: [],
    });
  });

  test('has the interval of its expected information', () => {
    expectStatistic(result.se, 0.03907044614942294);
    expectStatistic(result.ci[0], 0.8609344238778974 - 1.959963984540054 * 0.03907044614942294);
    expectStatistic(result.ci[1], 0.8609344238778974 + 1.959963984540054 * 0.03907044614942294);
  });

  test('tells what it would be without each item, and how each goes with the rest', () => {
    const expected = [
      0.8173823176410664, 0.7982343533770125, 0.8590510883455136, 0.8373580066665762,
      0.8302113546894896, 0.8818854532529269,
    ];
    expect(result.itemDropped).toHaveLength(6);
    expected.forEach((value, j) => {
      expectStatistic(result.itemDropped[j]?.value, value);
    });
    // cor(X[, 6], rowSums(X[, -6]))
    expectStatistic(result.itemRest[5], 0.2340361238495918);
  });

  test('leaves out who did not answer all', () => {
    const gaps = attitude.slice(0, 6).map((item, j) => [...item, j === 3 ? missing : 50]);
    expect(mcdonaldOmega(gaps).n).toEqual({ used: 30, excluded: 1 });
    expectStatistic(mcdonaldOmega(gaps).value, 0.8609344238778974);
  });
});

describe('where something is amiss', () => {
  const nothing = { value: null, ci: [null, null], se: null, standardized: null, loadings: null };

  test('an item that explains more than there is leaves a value without an interval', () => {
    // X <- as.matrix(attitude)[, 1:3]; r <- cor(X); r[1, 2] * r[2, 3] / r[1, 3] is 1.08; omega as above
    const result = mcdonaldOmega(attitude.slice(0, 3));
    expect(result).toMatchObject({ se: null, ci: [null, null], warnings: ['heywood'] });
    expectStatistic(result.value, 0.8582912885909887);
    expectStatistic(result.standardizedLoadings?.[0], 0.8273378729183553);
  });

  test('an item that was not reversed shows, and the factor points where most items do', () => {
    const turned = attitude
      .slice(0, 6)
      .map((item, j) => (j === 2 ? item.map((answer) => 100 - answer) : item));
    const result = mcdonaldOmega(turned);
    expect(result.warnings).toEqual(['negative-loading']);
    expectStatistic(result.standardizedLoadings?.[2], -0.5814004427876935);
    expectStatistic(result.standardizedLoadings?.[0], 0.8692186697400177);
  });

  test('a constant item has no place in a factor', () => {
    const constant = rating.map(() => 0.1);
    const result = mcdonaldOmega([rating, complaints, constant]);
    expect(result).toMatchObject({ ...nothing, warnings: ['constant-item'] });
    // Without it two items are left: r <- cor(rating, complaints); 2 * r / (1 + r)
    expectStatistic(result.itemDropped[2]?.value, 0.904360277138319);
    expect(result.itemRest[2]).toBeNull();
  });

  test.each([
    ['an item stands there twice', [rating, rating, complaints]],
    [
      'there are fewer participants than items',
      [
        [1, 2, 4],
        [2, 3, 1],
        [5, 1, 2],
        [3, 3, 4],
      ],
    ],
  ])('there is no maximum where %s', (_, items) => {
    expect(mcdonaldOmega(items)).toMatchObject({ ...nothing, warnings: ['singular'] });
  });

  test('there are many maxima where no items, or only two, have something in common', () => {
    const a = [1, 1, 1, 1, -1, -1, -1, -1];
    const b = [1, 1, -1, -1, 1, 1, -1, -1];
    const c = [1, -1, 1, -1, 1, -1, 1, -1];
    const like = a.map((answer, i) => 2 * answer + (b[i] ?? 0));
    const nowhere = { ...nothing, warnings: ['not-identified'] };
    expect(mcdonaldOmega([a, b, c])).toMatchObject(nowhere);
    expect(mcdonaldOmega([a, like, c])).toMatchObject(nowhere);
    // Two items without correlation: Spearman–Brown is 0.
    expect(mcdonaldOmega([a, b, c]).itemDropped).toEqual([
      { value: 0 },
      { value: 0 },
      { value: 0 },
    ]);
  });

  test('two items have Spearman and Brown’s coefficient instead', () => {
    // r <- cor(rating, complaints); z <- tanh(atanh(r) + c(-1, 1) * qnorm(.975) / sqrt(27)); 2 * z / (1 + z)
    const result = mcdonaldOmega([rating, complaints]);
    expectStatistic(result.value, 0.904360277138319);
    expectStatistic(result.ci[0], 0.7966398115248599);
    expectStatistic(result.ci[1], 0.9550209081844094);
    expect(result).toMatchObject({ loadings: null, warnings: ['two-items'] });
    expect(result.itemDropped).toEqual([{ value: null }, { value: null }]);
    expect(result.method).toContain('Spearman–Brown');
  });

  test('two items of few participants, or against each other, have no interval or value', () => {
    expect(
      mcdonaldOmega([
        [1, 2, 3],
        [1, 3, 2],
      ]),
    ).toMatchObject({ ci: [null, null] });
    expectStatistic(
      mcdonaldOmega([
        [1, 2, 3],
        [1, 3, 2],
      ]).value,
      2 / 3,
    );
    expect(
      mcdonaldOmega([
        [1, 2, 3, 4],
        [4, 3, 2, 1],
      ]),
    ).toMatchObject({
      value: null,
      warnings: ['negative-loading', 'two-items'],
    });
  });

  test.each([
    [() => mcdonaldOmega([[1, 2, 3]]), 'mcdonaldOmega needs at least two items'],
    [
      () =>
        mcdonaldOmega([
          [1, 2, missing],
          [missing, 2, 3],
        ]),
      'mcdonaldOmega needs at least two complete participants',
    ],
    [() => mcdonaldOmega([[1, 2], [1]]), 'mcdonaldOmega needs samples of one length'],
    [
      () =>
        mcdonaldOmega([
          [1, 2],
          [1, Infinity],
        ]),
      'mcdonaldOmega needs finite numbers',
    ],
    [
      () =>
        mcdonaldOmega(
          [
            [1, 2],
            [1, 3],
          ],
          { confidence: 1 },
        ),
      'mcdonaldOmega needs a confidence between 0 and 1',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

test('whatever the answers, the result is plain JSON, and omega a share', () => {
  const answers = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 12 }))
    .chain(([k, n]) => {
      const item = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: n, maxLength: n });
      return fc.array(item, { minLength: k, maxLength: k });
    });
  fc.assert(
    fc.property(answers, (items) => {
      const result = mcdonaldOmega(items);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      if (result.value === null || items.length === 2) return;
      expect(result.value >= 0 && result.value <= 1).toBe(true);
    }),
  );
});

test('the order of items and participants does not matter, nor does the unit', () => {
  const items = attitude.slice(0, 5);
  const { value, se } = mcdonaldOmega(items);
  for (const same of [
    items.toReversed(),
    items.map((item) => item.toReversed()),
    items.map((item) => item.map((answer) => 1e8 - answer / 16)),
  ]) {
    expectStatistic(mcdonaldOmega(same).value, value);
    expectStatistic(mcdonaldOmega(same).se, se);
  }
});
