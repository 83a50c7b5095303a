/** Tests of tables of counts against R 4.6. */

import { expect, test } from 'vitest';
import { chiSquareTest, cochranQ, fisherExact, mcnemar } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { type Draw, integer, seeded, size } from './data-sets.ts';
import { askRForEach } from './r.ts';

type Table = number[][];

/** Rows and columns of very different weight, so that there are empty, few and many counts. */
function tableOf(draw: Draw, rows: number, columns: number, largest: number): Table {
  const most = size(draw, 2, largest);
  return Array.from({ length: rows }, () => {
    const scale = most * draw();
    return Array.from({ length: columns }, () => Math.floor(scale * draw() ** 2 + draw()));
  });
}

function hasEmptyMargin(table: Table): boolean {
  const turned = table[0]?.map((_, j) => table.map((row) => row[j] as number)) ?? [];
  return [...table, ...turned].some((line) => line.every((count) => count === 0));
}

/** R warns of small counts, and of its own noncentral chi-square near its eighth digit. */
const quiet = 'quiet <- suppressWarnings';

test('chiSquareTest gives what R gives, with intervals from its noncentral chi-square', async () => {
  const draw = seeded(51);
  const cases = Array.from({ length: 140 }, (_, i) => ({
    table: tableOf(draw, i % 3 ? integer(draw, 2, 6) : 2, i % 3 ? integer(draw, 2, 6) : 2, 5000),
  })).filter(({ table }) => !hasEmptyMargin(table));
  expect(cases.length).toBeGreaterThan(100);
  const answers = await askRForEach<{
    plain: number[];
    yates: number[] | null;
    expected: number[];
    residuals: number[];
    adjusted: number[];
    noncentrality: number[];
  }>(
    cases,
    `x <- do.call(rbind, table); k <- quiet(chisq.test(x, correct = FALSE))
     y <- if (all(dim(x) == 2)) quiet(chisq.test(x)); q <- k$statistic[[1]]; df <- k$parameter[[1]]
     end <- function(lower) quiet(uniroot(function(l) pchisq(q, df, l, lower.tail = lower) - .025,
       c(0, 3 * q + 100), tol = 1e-12)$root)
     list(plain = c(q, df, k$p.value), yates = if (!is.null(y)) c(y$statistic[[1]], y$p.value),
       expected = c(t(k$expected)), residuals = c(t(k$residuals)), adjusted = c(t(k$stdres)),
       noncentrality = c(if (k$p.value >= .025) 0 else end(FALSE),
         if (k$p.value >= .975) 0 else end(TRUE)))`,
    quiet,
  );
  cases.forEach(({ table }, i) => {
    const [result, answer, what] = [chiSquareTest(table), answers[i], { what: `case ${i}` }];
    const total = table.flat().reduce((a, b) => a + b, 0);
    expectStatistic(result.statistic, answer?.plain[0], what);
    expect(result.df).toBe(answer?.plain[1]);
    expectP(result.p, answer?.plain[2], what.what);
    expectStatistic(result.yates?.statistic ?? null, answer?.yates?.[0] ?? null, what);
    expectP(result.yates?.p ?? null, answer?.yates?.[1] ?? null, what.what);
    expectAll(result.expected.flat(), answer?.expected, 1e-9);
    expectAll(result.residuals.flat(), answer?.residuals, 1e-9);
    expectAll(result.adjustedResiduals.flat(), answer?.adjusted, 1e-9);
    const ends = answer?.noncentrality.map((end) => Math.sqrt(end / total));
    // R's own noncentral chi-square is good to about 1e-8 here.
    expectAll(result.effects.w.ci, ends, 1e-7);
    const most = Math.sqrt(Math.min(table.length, table[0]?.length as number) - 1);
    expectStatistic(
      result.effects.cramersV.value,
      Math.sqrt((answer?.plain[0] as number) / total) / most,
      what,
    );
  });
});

test('fisherExact gives what R gives for 2 × 2, the odds ratio solved to the last digits', async () => {
  const draw = seeded(52);
  const cases = Array.from({ length: 190 }, (_, i) => ({
    table: tableOf(draw, 2, 2, i % 10 === 0 ? 200_000 : i % 4 ? 40 : 1000),
  })).filter(({ table }) => !hasEmptyMargin(table));
  expect(cases.length).toBeGreaterThan(100);
  // fisher.test's own odds ratios are solved to 1e-4 only; this is its likelihood, solved on the log scale.
  const answers = await askRForEach<{ p: number[]; odds: number[] }>(
    cases,
    `x <- do.call(rbind, table); m <- sum(x[, 1]); n <- sum(x[, 2]); k <- sum(x[1, ]); a <- x[1, 1]
     s <- max(0, k - n):min(k, m); ld <- dhyper(s, m, n, k, log = TRUE); ld <- ld - max(ld)
     w <- function(t) { e <- ld + t * (s - a); e <- exp(e - max(e)); e / sum(e) }
     root <- function(f) exp(uniroot(f, c(-1, 1), extendInt = 'upX', tol = 1e-14)$root)
     ends <- c(a == s[1], a == s[length(s)])
     list(p = c(fisher.test(x, conf.int = FALSE)$p.value, phyper(a, m, n, k), phyper(a - 1, m, n, k, lower.tail = FALSE)),
       odds = c(if (ends[1]) 0 else if (ends[2]) NA else root(function(t) sum((s - a) * w(t))),
         if (ends[1]) 0 else root(function(t) log(sum(w(t)[s >= a]) / .025)),
         if (ends[2]) NA else root(function(t) -log(sum(w(t)[s <= a]) / .025))))`,
  );
  cases.forEach(({ table }, i) => {
    const { pTwoSided, pLess, pGreater, effects } = fisherExact(table);
    const what = `case ${i} ${JSON.stringify(table)}`;
    [pTwoSided, pLess, pGreater].forEach((p, side) => {
      const expected = answers[i]?.p[side] as number;
      // Below this, R's numbers run out of digits.
      if (expected < 1e-300) expect(p, what).toBeLessThan(1e-299);
      else expectP(p, expected, what);
    });
    const { value, ci } = effects.oddsRatio;
    [value, ...ci].forEach((actual, place) => {
      expectStatistic(actual, answers[i]?.odds[place], { what });
    });
  });
});

test('fisherExact gives what R gives for larger tables', async () => {
  const draw = seeded(53);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const rows = integer(draw, 2, 4);
    const columns = integer(draw, rows === 2 ? 3 : 2, 4);
    return { table: tableOf(draw, rows, columns, i % 4 ? 12 : 24) };
  }).filter(({ table }) => table.flat().some((count) => count > 0));
  expect(cases.length).toBeGreaterThan(100);
  const answers = await askRForEach<number>(
    cases,
    'fisher.test(do.call(rbind, table), workspace = 2e6)$p.value',
  );
  let solved = 0;
  cases.forEach(({ table }, i) => {
    const { p, warnings } = fisherExact(table);
    if (warnings.includes('too-large')) return;
    expectP(p, answers[i], `case ${i} ${JSON.stringify(table)}`);
    solved += 1;
  });
  expect(solved).toBeGreaterThan(100);
});

test('mcnemar gives what R gives', async () => {
  const draw = seeded(54);
  const cases = Array.from({ length: 120 }, (_, i) => ({
    table: tableOf(draw, 2, 2, i % 3 ? 40 : 3000),
  })).filter(({ table }) => (table[0]?.[1] as number) + (table[1]?.[0] as number) > 0);
  expect(cases.length).toBeGreaterThan(100);
  const answers = await askRForEach<{ tests: number[]; p: number[]; odds: number[] }>(
    cases,
    `x <- do.call(rbind, table); k <- mcnemar.test(x, correct = FALSE); y <- mcnemar.test(x)
     b <- x[1, 2]; n <- b + x[2, 1]; e <- binom.test(b, n); ci <- e$conf.int
     rest <- rev(binom.test(n - b, n)$conf.int)
     list(tests = c(k$statistic, k$p.value, y$statistic, y$p.value),
       p = c(e$p.value, e$p.value - dbinom(b, n, .5) / (1 + (2 * b == n))),
       odds = ifelse(rest == 0, NA, ci / rest))`,
  );
  cases.forEach(({ table }, i) => {
    const { statistic, p, corrected, pExact, pMid, effects } = mcnemar(table);
    const [answer, what] = [answers[i], `case ${i} ${JSON.stringify(table)}`];
    expectStatistic(statistic, answer?.tests[0], { what });
    expectP(p, answer?.tests[1], what);
    expectStatistic(corrected.statistic, answer?.tests[2], { what });
    expectP(corrected.p, answer?.tests[3], what);
    expectP(pExact, answer?.p[0], what);
    expectP(pMid, answer?.p[1], what);
    effects.oddsRatio.ci.forEach((end, side) => {
      expectStatistic(end, answer?.odds[side], { what });
    });
  });
});

test('cochranQ gives what its formula gives in R', async () => {
  const draw = seeded(55);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const n = size(draw, 2, 2000);
    const waves = Array.from({ length: integer(draw, 2, 6) }, () => {
      const share = draw();
      return Array.from({ length: n }, () =>
        i % 3 === 0 && draw() < 0.05 ? Number.NaN : Number(draw() < share),
      );
    });
    // Somebody has to be there throughout.
    return { waves: waves.map((wave, j) => [...wave, j % 2]) };
  });
  const answers = await askRForEach<{ q: number; p: number; changed: number }>(
    cases,
    `x <- do.call(cbind, waves); x <- x[complete.cases(x), , drop = FALSE]; m <- ncol(x); L <- rowSums(x)
     q <- m * (m - 1) * sum((colSums(x) - sum(x) / m)^2) / sum(L * (m - L))
     list(q = q, p = pchisq(q, m - 1, lower.tail = FALSE), changed = sum(L > 0 & L < m))`,
  );
  cases.forEach(({ waves }, i) => {
    const result = cochranQ(waves);
    expectStatistic(result.statistic, answers[i]?.q, { what: `case ${i}` });
    expectP(result.p, answers[i]?.p, `case ${i}`);
    expect(result.changed).toBe(answers[i]?.changed);
  });
});

function expectAll(
  actual: readonly (number | null)[],
  expected: readonly number[] | undefined,
  relative: number,
): void {
  expect(actual).toHaveLength(expected?.length ?? 0);
  actual.forEach((value, i) => {
    expectStatistic(value, expected?.[i], { relative, what: `place ${i}` });
  });
}
