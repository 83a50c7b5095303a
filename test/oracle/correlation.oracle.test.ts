/** Pearson's and Spearman's correlations against R's cor.test, and small ties against all permutations. */

import { expect, test } from 'vitest';
import { pearson, type Spearman, spearman } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, kinds, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const alternatives = ['two-sided', 'less', 'greater'] as const;

interface Pairs {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly alternative: (typeof alternatives)[number];
  readonly confidence: number;
}

function pairs(seed: number, count: number, from: number, to: number): Pairs[] {
  const draw = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const [a = [], b = []] = waves(draw, 2, size(draw, from, to), kind);
    const sign = draw() < 0.3 ? -1 : 1;
    const share = i % 3 === 0 ? 0.1 : 0;
    return {
      a: withMissing(draw, a, share),
      b: withMissing(draw, i % 25 === 24 ? b.map(() => 7) : b.map((value) => sign * value), share),
      alternative: alternatives[integer(draw, 0, 2)] ?? 'two-sided',
      confidence: i % 2 === 0 ? 0.95 : 0.9,
    };
  }).filter(({ a, b }) => completePairs(a, b) >= 2);
}

test("Pearson's correlation is that of cor.test", async () => {
  const cases = [...pairs(1, 90, 3, 200), ...pairs(2, 15, 2, 4), ...pairs(6, 5, 500, 2000)];
  const answers = await askRForEach<{ r: number; ci: number[] | null; t: number; p: number }>(
    cases,
    `test <- suppressWarnings(
       cor.test(a, b, alternative = sub("-", ".", alternative), conf.level = confidence))
     list(r = test$estimate[[1]], ci = test$conf.int, t = test$statistic[[1]], p = test$p.value)`,
  );
  for (const [i, { a, b, ...options }] of cases.entries()) {
    const ours = pearson(a, b, options);
    const theirs = answers[i];
    const what = `case ${i}`;
    if (ours.n.used < 3) {
      expect([theirs, ours.p, ours.ci], what).toEqual([null, null, [null, null]]);
      continue;
    }
    expectStatistic(ours.value, theirs?.r ?? null, { what });
    if (ours.value === null) expect(ours.warnings, what).toContain('constant');
    if (theirs?.r == null || nearlyPerfect(theirs.r)) continue;
    expectStatistic(ours.t, theirs.t, { what, floor: 1e-11 });
    expectP(ours.p, theirs.p, what);
    for (const end of [0, 1]) expectStatistic(ours.ci[end], theirs.ci?.[end] ?? null, { what });
  }
});

test("Spearman's correlation is that of cor.test, with its exact, its default and its t test", async () => {
  const cases = [...pairs(3, 60, 3, 200), ...pairs(4, 45, 2, 12), ...pairs(7, 5, 500, 2000)];
  const answers = await askRForEach<{ rho: number; default: number; t: number; ci: number[] }>(
    cases,
    `side <- sub("-", ".", alternative)
     of <- function(exact) suppressWarnings(
       cor.test(a, b, method = "spearman", alternative = side, exact = exact))
     rho <- of(FALSE)$estimate[[1]]
     n <- sum(complete.cases(a, b))
     tail <- if (side == "two.sided") (1 - confidence) / 2 else 1 - confidence
     reach <- qnorm(tail, lower.tail = FALSE) * sqrt((1 + rho^2 / 2) / max(0, n - 3))
     ends <- tanh(atanh(rho) + c(-1, 1) * reach)
     list(rho = rho, default = of(NULL)$p.value, t = of(FALSE)$p.value,
       ci = c(if (side == "less") -1 else ends[1], if (side == "greater") 1 else ends[2]))`,
  );
  for (const [i, { a, b, ...options }] of cases.entries()) {
    const ours = spearman(a, b, options);
    const theirs = answers[i];
    const what = `case ${i}`;
    expectStatistic(ours.value, theirs?.rho ?? null, { what });
    if (theirs == null || ours.value === null) continue;
    expectP(defaultOfR(ours, a, b), theirs.default, what);
    if (!nearlyPerfect(theirs.rho)) expectP(ours.pAsymptotic, theirs.t, what);
    if (ours.n.used < 4) continue;
    for (const end of [0, 1]) expectStatistic(ours.ci[end], theirs.ci[end], { what });
  }
});

test('its exact p with ties is a share of all permutations', async () => {
  const draw = seeded(5);
  const cases = Array.from({ length: 100 }, () => {
    const n = integer(draw, 3, 6);
    const ratings = () => Array.from({ length: n }, () => integer(draw, 1, 4));
    return {
      a: ratings(),
      b: ratings(),
      alternative: alternatives[integer(draw, 0, 2)] ?? 'two-sided',
    };
  });
  const answers = await askRForEach<number>(
    cases,
    `x <- rank(a)
     y <- rank(b)
     all <- orders(length(a))
     sums <- c(matrix(y[all], nrow(all)) %*% x)
     tails <- c(less = mean(sums <= sum(x * y) + 1e-9), greater = mean(sums >= sum(x * y) - 1e-9))
     if (sd(a) * sd(b) == 0) NA
     else if (alternative == "two-sided") min(1, 2 * tails) else tails[[alternative]]`,
    `orders <- local({
       known <- list(matrix(1L))
       for (n in 2:6) {
         less <- known[[n - 1]]
         known[[n]] <- do.call(rbind, lapply(seq_len(n), function(first)
           cbind(first, matrix(setdiff(seq_len(n), first)[less], nrow(less)))))
       }
       function(n) known[[n]]
     })`,
  );
  for (const [i, { a, b, alternative }] of cases.entries()) {
    expectP(spearman(a, b, { alternative }).pExact, answers[i], `case ${i}`);
  }
});

/** Our p, which is R's; but of up to nine pairs with ties ours is exact, where R falls back on t. */
function defaultOfR(result: Spearman, a: readonly number[], b: readonly number[]) {
  const kept = a.map((_, i) => i).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]));
  const untied = [a, b].every((x) => new Set(kept.map((i) => x[i])).size === kept.length);
  return untied || result.pExact === null ? result.p : result.pAsymptotic;
}

/** Where r is rounded to ±1, R's t is an accident of rounding. */
function nearlyPerfect(r: number): boolean {
  return Math.abs(r) > 1 - 1e-9;
}

function completePairs(a: readonly number[], b: readonly number[]): number {
  return a.filter((value, i) => !Number.isNaN(value) && !Number.isNaN(b[i])).length;
}
