/** Cronbach's alpha against its definition by covariances in R (4.2.2). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cronbachAlpha } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';
import { attitude, complaints, rating } from './attitude.ts';

const { NaN: missing } = Number;

describe('alpha of seven items', () => {
  // X <- as.matrix(attitude); alpha <- function(x) { k <- ncol(x); k / (k - 1) * (1 - sum(diag(cov(x))) / sum(cov(x))) }
  const result = cronbachAlpha(attitude);

  test('is that of its definition', () => {
    // alpha(X)
    expectStatistic(result.value, 0.8431427695647599);
    expect(result).toMatchObject({
      procedure: 'cronbachAlpha',
      n: { used: 30, excluded: 0 },
      spearmanBrown: null,
      warnings: [],
    });
    expect(result.method).toContain("Cronbach's alpha");
  });

  test("has Feldt's interval", () => {
    // 1 - (1 - alpha(X)) * qf(c(.975, .025), 29, 29 * 6)
    expectStatistic(result.ci[0], 0.7393756856431073);
    expectStatistic(result.ci[1], 0.9157730721599816);
  });

  test('has the standardized coefficient beside it', () => {
    // r <- mean(cor(X)[lower.tri(cor(X))]); 7 * r / (1 + 6 * r)
    expectStatistic(result.standardized, 0.8390838030295106);
  });

  test('tells what it would be without each item', () => {
    // sapply(1:7, function(j) alpha(X[, -j]))
    const expected = [
      0.8097602063089214, 0.7969174572741397, 0.8278477659386591, 0.8030309750225744,
      0.7953865741982052, 0.8638723114464368, 0.8404648682654573,
    ];
    expect(result.itemDropped).toHaveLength(7);
    expected.forEach((value, j) => {
      expectStatistic(result.itemDropped[j]?.value, value);
    });
  });

  test('tells how each item goes with the rest', () => {
    // sapply(1:7, function(j) cor(X[, j], rowSums(X[, -j])))
    const expected = [
      0.6712620572236643, 0.7421097102222386, 0.5607111114802557, 0.7144454981336762,
      0.7862755938343999, 0.2650343391966761, 0.4608105494684964,
    ];
    expect(result.itemRest).toHaveLength(7);
    expected.forEach((value, j) => {
      expectStatistic(result.itemRest[j], value);
    });
  });

  test('leaves out who did not answer all, and is the same far from zero', () => {
    const far = attitude.map((item) => [...item.map((answer) => 1e8 + answer / 16), 3]);
    const last = far.map((item, j) => (j === 4 ? [...item.slice(0, -1), missing] : item));
    const again = cronbachAlpha(last);
    expect(again.n).toEqual({ used: 30, excluded: 1 });
    expectStatistic(again.value, 0.8431427695647599, { relative: 1e-13 });
  });
});

test('items of 0 and 1 have KR-20, by name', () => {
  // b <- cbind(…); p <- colMeans(b); s <- rowSums(b); 4 / 3 * (1 - sum(p * (1 - p)) / mean((s - mean(s))^2))
  const result = cronbachAlpha([
    [1, 1, 1, 0, 1, 0, 1, 1],
    [1, 0, 1, 0, 1, 0, 0, 1],
    [1, 1, 0, 0, 1, 0, 1, 1],
    [0, 0, 1, 0, 1, 0, 0, 1],
  ]);
  expectStatistic(result.value, 0.780952380952381);
  expect(result.method).toContain('KR-20');
});

test('two items have Spearman and Brown’s coefficient beside alpha', () => {
  // alpha(X[, 1:2]); r <- cor(X)[1, 2]; 2 * r / (1 + r); 1 - (1 - alpha(X[, 1:2])) * qf(c(.95, .05), 29, 29)
  const result = cronbachAlpha([rating, complaints], { confidence: 0.9 });
  expectStatistic(result.value, 0.9023707117950228);
  expectStatistic(result.spearmanBrown, 0.904360277138319);
  expectStatistic(result.ci[0], 0.8183303040707889);
  expectStatistic(result.ci[1], 0.9475340239512235);
  expect(result.itemDropped).toEqual([{ value: null }, { value: null }]);
  expect(result.itemRest[0]).toBeCloseTo(0.825417569542146, 14);
  expect(result.warnings).toEqual(['two-items']);
  expect(result.method).toContain('Spearman–Brown');
});

describe('where something is amiss', () => {
  test('an item that was not reversed shows', () => {
    // r <- cbind(1:5, c(5, 4, 4, 2, 1), c(2, 1, 3, 5, 4)); alpha(r)
    const result = cronbachAlpha([
      [1, 2, 3, 4, 5],
      [5, 4, 4, 2, 1],
      [2, 1, 3, 5, 4],
    ]);
    expectStatistic(result.value, -25 / 9);
    expectStatistic(result.itemDropped[1]?.value, 8 / 9);
    expectStatistic(result.itemRest[1], -0.9128709291752768);
    expect(result.warnings).toEqual(['negative', 'negative-item-rest']);
  });

  test('a constant item counts, and alpha without it is told', () => {
    // alpha(cbind(1:5, c(2, 2, 4, 3, 5), 3, c(1, 3, 2, 5, 4))), and without the third
    const result = cronbachAlpha([
      [1, 2, 3, 4, 5],
      [2, 2, 4, 3, 5],
      [3, 3, 3, 3, 3],
      [1, 3, 2, 5, 4],
    ]);
    expectStatistic(result.value, 0.7643312101910827);
    expectStatistic(result.itemDropped[2]?.value, 0.8598726114649682);
    expect(result.itemRest[2]).toBeNull();
    expect(result.standardized).toBeNull();
    expect(result.warnings).toEqual(['constant-item']);
  });

  test('nobody differs, or the items cancel each other out', () => {
    const nothing = { value: null, ci: [null, null] };
    const same = [0.1, 0.1, 0.1];
    expect(cronbachAlpha([same, same, same])).toMatchObject({ ...nothing, warnings: ['constant'] });
    expect(cronbachAlpha([[0.1, 0.2, 0.7], [-0.1, -0.2, -0.7], same])).toMatchObject({
      ...nothing,
      itemRest: [-1, -1, null],
      warnings: ['constant-item', 'no-total-variance', 'negative-item-rest'],
    });
  });

  test('numbers too large to square are named', () => {
    const large = [1e200, 2e200, 5e200];
    expect(cronbachAlpha([large, large, large])).toMatchObject({
      value: null,
      warnings: ['overflow'],
    });
  });

  test.each([
    [() => cronbachAlpha([[1, 2, 3]]), 'cronbachAlpha needs at least two items'],
    [
      () =>
        cronbachAlpha([
          [1, 2, missing],
          [missing, 2, 3],
        ]),
      'cronbachAlpha needs at least two complete participants',
    ],
    [() => cronbachAlpha([[1, 2], [1]]), 'cronbachAlpha needs samples of one length'],
    [
      () =>
        cronbachAlpha([
          [1, 2],
          [1, Infinity],
        ]),
      'cronbachAlpha needs finite numbers',
    ],
    [
      () =>
        cronbachAlpha(
          [
            [1, 2],
            [1, 3],
          ],
          { confidence: -1 },
        ),
      'cronbachAlpha needs a confidence between 0 and 1',
    ],
  ])('what cannot be used is refused in words', (call, sentence) => {
    expect(call).toThrow(new RangeError(sentence));
  });
});

test('whatever the answers, the result is plain JSON; order, shift and unit do not matter', () => {
  const answers = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 8 }))
    .chain(([k, n]) => {
      const item = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: n, maxLength: n });
      return fc.array(item, { minLength: k, maxLength: k });
    });
  fc.assert(
    fc.property(answers, (items) => {
      const result = cronbachAlpha(items);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      if (result.value !== null) expect(result.value).toBeLessThanOrEqual(1 + 1e-12);
      for (const same of [
        items.toReversed(),
        items.map((item) => item.toReversed()),
        items.map((item, j) => item.map((answer) => j - 3 * answer)),
      ]) {
        expectStatistic(cronbachAlpha(same).value, result.value, { floor: 1e-11 });
        expectStatistic(cronbachAlpha(same).standardized, result.standardized, { floor: 1e-11 });
      }
    }),
  );
});
