/** Moments of random rows against R's means and covariances. */

import { expect, test } from 'vitest';
import { Moments } from '../../stats/index.ts';
import { expectResults } from '../support/same-results.ts';
import { kinds, sample, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

interface Answer {
  readonly n: number;
  readonly means: readonly number[];
  readonly covariance: readonly number[][];
  readonly differences: readonly number[];
  readonly differenceSquares: readonly number[];
}

test('moments are those of R, in one pass and in two', { timeout: 60_000 }, async () => {
  const draw = seeded(81);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const m = 2 + (i % 5);
    const kind = kinds[i % kinds.length] ?? 'normal';
    // A tenth is of more than one block.
    const n = i % 10 === 9 ? size(draw, 4097, 6000) : size(draw, 2, 500);
    const columns =
      i % 3 === 0
        ? waves(draw, m, n, kind)
        : Array.from({ length: m }, () => sample(draw, n, kind));
    return {
      columns: i % 4 === 0 && n > 50 ? columns.map((x) => withMissing(draw, x, 0.1)) : columns,
    };
  });
  const answers = await askRForEach<Answer>(
    cases,
    `x <- do.call(cbind, columns)
     x <- x[complete.cases(x), , drop = FALSE]
     # R's own sums lose digits near 1e8, not near zero.
     origin <- x[1, ]
     near <- sweep(x, 2, origin)
     d <- x[, 1] - x[, -1, drop = FALSE]
     list(n = nrow(x), means = origin + colMeans(near),
          covariance = lapply(seq_len(ncol(x)), function(j) cov(near)[j, ]),
          differences = c(0, colMeans(d)), differenceSquares = c(0, apply(d, 2, var) * (nrow(x) - 1)))`,
  );
  cases.forEach(({ columns }, i) => {
    const n = columns[0]?.length ?? 0;
    const part = (from: number, to: number) =>
      new Moments(columns.length).addColumns(columns.map((x) => x.slice(from, to)));
    const third = Math.floor(n / 3);
    for (const moments of [part(0, n), part(third, n).merge(part(0, third))]) {
      const found = {
        ...{ n: moments.n, means: moments.means, covariance: moments.covariance() },
        differences: moments.differences[0],
        differenceSquares: moments.differenceSquares[0],
      };
      expectResults(found, answers[i], { what: `case ${i}`, floor: 1e-9 });
      expect(moments.n + moments.excluded).toBe(n);
    }
  });
});
