/** The rank tests against R 4.6, exact and asymptotic, with and without ties and zeros. */

import { expect, test } from 'vitest';
import { friedman, kruskalWallis, mannWhitney, wilcoxonSignedRank } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, kinds, sample, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const alternatives = ['two-sided', 'less', 'greater'] as const;

interface RankTestOfR {
  readonly statistic: number;
  readonly z: number | null;
  readonly exact: number | null;
  readonly asymptotic: number | null;
  readonly corrected: number | null;
}

/**
 * R loses the digits of an upper tail with ties (it takes 1 − p); the same data mirrored have it as their
 * lower tail. `lower` is a one-sided p of the data, or of their mirror image.
 */
const byTails = `
  pOf <- function(alternative, lower) switch(alternative,
    less = lower(FALSE), greater = lower(TRUE), 'two-sided' = min(1, 2 * lower(FALSE), 2 * lower(TRUE)))`;

test('wilcoxonSignedRank gives what R gives', async () => {
  const draw = seeded(41);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const kind = kinds[i % 5] as (typeof kinds)[number];
    const n = i % 3 === 0 ? size(draw, 50, 2000) : size(draw, 2, 70);
    const [a, b] = waves(draw, 2, n, kind) as [number[], number[]];
    const alternative = alternatives[i % 3] as (typeof alternatives)[number];
    return { alternative, a: withMissing(draw, a, i % 4 === 1 ? 0.1 : 0), b };
  });
  // R 4.6 ranks zeros too when it is exact (Pratt); here they are dropped, as R did before and SPSS does.
  const answers = await askRForEach<RankTestOfR>(
    cases,
    `d <- a - b; d <- d[!is.na(d) & d != 0]; n <- length(d); r <- rank(abs(d)); v <- sum(r[d > 0])
     p <- function(...) pOf(alternative, function(mirrored)
       wilcox.test(if (mirrored) -d else d, alternative = 'less', ...)$p.value)
     list(statistic = v, z = (min(v, sum(r) - v) - sum(r) / 2) / (sqrt(sum(r^2)) / 2),
       exact = if (n < 50) p(exact = TRUE), asymptotic = p(exact = FALSE, correct = FALSE),
       corrected = if (alternative == 'two-sided') wilcox.test(if (v > sum(r) / 2) -d else d,
         exact = FALSE, correct = TRUE)$p.value else p(exact = FALSE, correct = TRUE))`,
    byTails,
  );
  let exact = 0;
  cases.forEach(({ a, b, alternative }, i) => {
    const result = wilcoxonSignedRank(a, b, { alternative });
    if (result.warnings.includes('no-differences')) return;
    expectRankTest(result, answers[i], `case ${i}`);
    if (result.pExact !== null) exact += 1;
  });
  expect(exact).toBeGreaterThan(50);
});

test('mannWhitney gives what R gives', async () => {
  const draw = seeded(42);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const kind = kinds[i % 5] as (typeof kinds)[number];
    const [least, most] = i % 3 === 0 ? ([50, 2000] as const) : ([1, 49] as const);
    const a = sample(draw, size(draw, least, most), kind);
    const b = sample(draw, size(draw, 1, most), kind);
    const shifted = i % 2 ? b : b.map((value) => value + integer(draw, 0, 2));
    const alternative = alternatives[i % 3] as (typeof alternatives)[number];
    return { alternative, a: [...withMissing(draw, a, 0.05), 3], b: shifted };
  });
  const answers = await askRForEach<RankTestOfR>(
    cases,
    `a <- a[!is.na(a)]; m <- length(a); n <- length(b); r <- rank(c(a, b)); N <- m + n
     w <- sum(r[1:m]) - m * (m + 1) / 2; sd <- sqrt(m * n / N * var(r))
     p <- function(...) pOf(alternative, function(mirrored) (if (mirrored) wilcox.test(b, a, alternative = 'less', ...)
       else wilcox.test(a, b, alternative = 'less', ...))$p.value)
     list(statistic = w, z = (min(w, m * n - w) - m * n / 2) / sd,
       exact = if (m < 50 && n < 50) p(exact = TRUE), asymptotic = p(exact = FALSE, correct = FALSE),
       corrected = if (alternative == 'two-sided') (if (w > m * n / 2)
         wilcox.test(b, a, exact = FALSE) else wilcox.test(a, b, exact = FALSE))$p.value
         else p(exact = FALSE, correct = TRUE))`,
    byTails,
  );
  let exact = 0;
  cases.forEach(({ a, b, alternative }, i) => {
    const result = mannWhitney(a, b, { alternative });
    if (result.warnings.includes('constant')) return;
    expectRankTest(result, answers[i], `case ${i}`);
    if (result.pExact !== null) exact += 1;
  });
  expect(exact).toBeGreaterThan(50);
});

test('with ties the exact p of both is that of all patterns, counted one by one', async () => {
  const draw = seeded(43);
  const scores = (n: number) => Array.from({ length: n }, () => integer(draw, 1, 4));
  const cases = Array.from({ length: 100 }, () => {
    const n = integer(draw, 2, 8);
    return { a: scores(n), b: scores(n), c: scores(integer(draw, 1, 6)) };
  });
  const answers = await askRForEach<Readonly<Record<'signed' | 'sums', [number, number] | null>>>(
    cases,
    `d <- a - b; d <- d[d != 0]; r <- rank(abs(d))
     tails <- function(S, s) c(mean(S < s + 1e-9), mean(S > s - 1e-9))
     q <- rank(c(a, c)); m <- length(a)
     list(signed = if (length(d)) tails(as.matrix(expand.grid(rep(list(0:1), length(d)))) %*% r, sum(r[d > 0])),
       sums = tails(colSums(matrix(q[combn(length(q), m)], m)), sum(q[1:m])))`,
  );
  cases.forEach(({ a, b, c }, i) => {
    const { signed = null, sums = null } = answers[i] ?? {};
    for (const [side, alternative] of (['less', 'greater'] as const).entries()) {
      expectP(
        wilcoxonSignedRank(a, b, { alternative }).pExact,
        signed?.[side] ?? null,
        `case ${i}`,
      );
      expectP(mannWhitney(a, c, { alternative }).pExact, sums?.[side] ?? null, `case ${i}`);
    }
  });
});

test('friedman gives what R gives', async () => {
  const draw = seeded(44);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const kind = kinds[i % 5] as (typeof kinds)[number];
    const all = waves(draw, integer(draw, 2, 6), size(draw, 4, i % 20 === 0 ? 2000 : 30), kind);
    return { waves: all.map((wave) => withMissing(draw, wave, i % 3 === 1 ? 0.05 : 0)) };
  });
  const answers = await askRForEach<{ statistic: number; p: number; ranks: number[] }>(
    cases,
    `x <- do.call(cbind, waves); x <- x[complete.cases(x), , drop = FALSE]
     m <- ncol(x); n <- nrow(x); r <- apply(x, 1, rank); R <- rowSums(r)
     # friedman.test tabulates every row, which takes seconds for a thousand: there by the ranks' variance.
     q <- if (n > 50) (m - 1) * sum((R - n * (m + 1) / 2)^2) / sum((r - (m + 1) / 2)^2)
       else friedman.test(x)$statistic[[1]]
     list(statistic = q, p = pchisq(q, m - 1, lower.tail = FALSE), ranks = R / n)`,
  );
  cases.forEach((one, i) => {
    const result = friedman(one.waves);
    expectStatistic(result.statistic, answers[i]?.statistic, { what: `case ${i}` });
    expectP(result.p, answers[i]?.p, `case ${i}`);
    result.meanRanks.forEach((rank, j) => {
      expectStatistic(rank, answers[i]?.ranks[j], { what: `case ${i}` });
    });
  });
});

test('kruskalWallis gives what R gives', async () => {
  const draw = seeded(45);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const kind = kinds[i % 5] as (typeof kinds)[number];
    const groups = Array.from({ length: integer(draw, 2, 6) }, () => [
      integer(draw, 1, 5),
      ...withMissing(draw, sample(draw, size(draw, 1, 700), kind), 0.05),
    ]);
    return { groups };
  });
  const answers = await askRForEach<{ statistic: number; p: number }>(
    cases,
    `k <- kruskal.test(lapply(groups, function(x) x[!is.na(x)]))
     list(statistic = k$statistic[[1]], p = k$p.value)`,
  );
  cases.forEach(({ groups }, i) => {
    const result = kruskalWallis(groups);
    // R takes the difference of two large sums: what is left of its rounding is 3(N + 1) wide.
    const floor = 1e-14 * result.n.used;
    expectStatistic(result.statistic, answers[i]?.statistic, { floor, what: `case ${i}` });
    expectP(result.p, answers[i]?.p, `case ${i}`);
  });
});

function expectRankTest(
  result: ReturnType<typeof wilcoxonSignedRank> | ReturnType<typeof mannWhitney>,
  answer: RankTestOfR | null | undefined,
  what: string,
): void {
  expectStatistic(result.statistic, answer?.statistic, { what });
  expectStatistic(result.z, answer?.z, { what });
  expectP(result.pExact, answer?.exact, `${what} exact`);
  expectP(result.pAsymptotic, answer?.asymptotic, `${what} asymptotic`);
  expectP(result.pAsymptoticCorrected, answer?.corrected, `${what} corrected`);
}
