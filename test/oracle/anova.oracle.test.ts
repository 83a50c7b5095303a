/** Analyses of variance and pairs of groups against R; what base R lacks is written in R from its definition. */

import { expect, test } from 'vitest';
import { gamesHowell, levene, oneWayAnova, tukeyHsd, welchAnova } from '../../stats/index.ts';
import type { GroupPair } from '../../stats/post-hoc.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, kinds, sample, seeded, size, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

interface Tested {
  readonly F: number;
  readonly df2: number;
  readonly p: number;
}

/** Beside 1e8 the mean that R works with is rounded; told from the first value it is not. */
const prepare = `
  groups <- lapply(groups, function(x) { x <- unlist(x); x[!is.na(x)] })
  origin <- groups[[1]][1]
  groups <- lapply(groups, function(x) x - origin)
  k <- length(groups); n <- lengths(groups); N <- sum(n)
  x <- unlist(groups); g <- factor(rep(seq_len(k), n))`;

const preamble = `
  told <- function(r) list(F = r$statistic[[1]], df2 = r$parameter[[2]], p = r$p.value)
  distances <- function(groups, center) unlist(lapply(groups, function(x) { x <- x - x[1]; abs(x - center(x)) }))
  # pf stops at nine decimals with a noncentrality; the sum that it stands for does not.
  below <- function(F, df1, df2, ncp) {
    j <- 0:ceiling(ncp / 2 + 12 * sqrt(ncp / 2 + 1) + 30)
    sum(dpois(j, ncp / 2) * pbeta(df2 / (df1 * F + df2), df2 / 2, df1 / 2 + j, lower.tail = FALSE))
  }
  share <- function(F, df1, df2, N, level) sapply(c((1 + level) / 2, (1 - level) / 2), function(p) {
    if (pf(F, df1, df2) <= p) return(0)
    ncp <- uniroot(function(ncp) below(F, df1, df2, ncp) - p, c(0, 3 * F * df1 + 40), tol = 1e-12)$root
    ncp / (ncp + N)
  })
  # ptukey is good to ten decimals, not digits: the tail of the range, averaged over u = ln s.
  tail <- function(q, k, df) {
    h <- .4 / sqrt(2 * df + 4)
    u <- seq(-40 / df - 12 / sqrt(2 * df), min(2.5, 12 / sqrt(2 * df)), h)
    weight <- exp(df * (u - expm1(2 * u) / 2)); weight <- weight / sum(weight)
    u <- u[weight > 1e-18]; weight <- weight[weight > 1e-18]
    z <- seq(-9, 12, .25)
    p <- outer(z, q * exp(u), function(z, w)
      k * dnorm(z) * pnorm(z)^(k - 1) * -expm1((k - 1) * log1p(-pnorm(z - w) / pnorm(z))))
    sum(colSums(p) * .25 * weight)
  }`;

const cases = (seed: number, many: number, largest: number) => {
  const draw = seeded(seed);
  return Array.from({ length: many }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const groups = Array.from({ length: integer(draw, 2, 5) }, () => {
      const values = sample(draw, size(draw, 3, i % 8 === 0 ? largest : 60), kind);
      return [...values.slice(0, 3), ...withMissing(draw, values.slice(3), i % 4 === 0 ? 0.1 : 0)];
    });
    // A column of one value, where each group alone would leave nothing to compare.
    if (i % 20 === 19) groups[0]?.fill(groups[0]?.[0] as number);
    return {
      groups,
      confidence: i % 2 === 0 ? 0.9 : 0.95,
      center: i % 3 === 0 ? ('mean' as const) : ('median' as const),
      table: i % 6 === 0,
    };
  });
};

test('F is that of R, with and without one variance, and so is Levene', async () => {
  const data = cases(51, 120, 2000);
  const answers = await askRForEach<{
    readonly oneWay: Tested;
    readonly table: readonly number[] | null;
    readonly welch: Tested;
    readonly levene: Tested;
    readonly ci: readonly [number, number] | null;
  }>(
    data,
    `${prepare}
     r <- oneway.test(x ~ g, var.equal = TRUE)
     around <- distances(groups, get(center))
     list(oneWay = told(r), welch = told(oneway.test(x ~ g)),
       levene = told(oneway.test(around ~ g, var.equal = TRUE)),
       table = if (table) anova(lm(x ~ g))[["Sum Sq"]],
       ci = if (r$statistic < 100) share(r$statistic[[1]], k - 1, N - k, N, confidence))`,
    preamble,
  );
  for (const [i, { groups, confidence, center }] of data.entries()) {
    const what = `case ${i}`;
    const theirs = answers[i];
    if (!theirs) throw new Error(`R has no answer to ${what}`);
    const ours = oneWayAnova(groups, { confidence, pairs: false });
    expectTested(ours, theirs.oneWay, what);
    expectTested(welchAnova(groups), theirs.welch, `Welch, ${what}`);
    expectTested(levene(groups, { center }), theirs.levene, `Levene, ${center}, ${what}`);
    if (theirs.table) {
      const [between = 0, within = 0] = theirs.table;
      expectStatistic(ours.ssBetween, between, { what, floor: 1e-11 });
      expectStatistic(ours.ssWithin, within, { what });
      expectStatistic(ours.etaSquared, between / (between + within), { what });
      const ms = within / ours.df2;
      const omega = (between - ours.df1 * ms) / (between + within + ms);
      expectStatistic(ours.omegaSquared, omega, { what, floor: 1e-11 });
    }
    if (!theirs.ci) continue;
    expectStatistic(ours.etaSquaredCi[0], theirs.ci[0], { what, floor: 1e-11 });
    expectStatistic(ours.etaSquaredCi[1], theirs.ci[1], { what, floor: 1e-11 });
  }
}, 60_000);

test('pairs are those of R', async () => {
  // Most have two or three groups: a critical range takes longer than all the rest of a case.
  const data = cases(52, 100, 60).map(({ groups }, i) => ({
    groups: groups.slice(0, i % 20 === 0 ? 4 : i % 3 === 0 ? 3 : 2),
    confidence: i % 2 === 0 ? 0.95 : 0.99,
    ends: i % 10 === 0 || i % 20 === 3,
  }));
  const answers = await askRForEach<{
    readonly tukey: readonly (readonly number[])[];
    readonly gamesHowell: readonly (readonly number[])[];
    readonly printed: readonly number[] | null;
  }>(
    data,
    `${prepare}
     m <- sapply(groups, mean); v <- sapply(groups, var)
     ms <- sum((n - 1) * v) / (N - k)
     one <- function(difference, se, df) {
       q <- sqrt(2) * abs(difference) / se
       # The critical point from R's, which is good to four digits, by two steps of Newton in ln p.
       at <- if (ends) qtukey(confidence, k, df) else NA
       if (ends) for (step in 1:2) {
         slope <- (log(tail(at + 1e-4, k, df)) - log(tail(at - 1e-4, k, df))) / 2e-4
         at <- at - (log(tail(at, k, df)) - log(1 - confidence)) / slope
       }
       c(difference, se, q, df, tail(q, k, df), difference + c(-1, 1) * at * se / sqrt(2))
     }
     pairs <- combn(k, 2, simplify = FALSE)
     list(tukey = lapply(pairs, function(p) one(diff(m[p]), sqrt(ms * sum(1 / n[p])), N - k)),
       gamesHowell = lapply(pairs, function(p) {
         w <- v[p] / n[p]
         if (sum(w) == 0) rep(NA, 7) else one(diff(m[p]), sqrt(sum(w)), sum(w)^2 / sum(w^2 / (n[p] - 1)))
       }),
       printed = if (ends) as.numeric(TukeyHSD(aov(x ~ g), conf.level = confidence)[[1]]))`,
    preamble,
  );
  for (const [i, { groups, confidence }] of data.entries()) {
    const theirs = answers[i];
    if (!theirs) throw new Error(`R has no answer to case ${i}`);
    const { pairs } = tukeyHsd(groups, { confidence });
    expectPairs(pairs, theirs.tukey, `Tukey, case ${i}`);
    expectPairs(
      gamesHowell(groups, { confidence }).pairs,
      theirs.gamesHowell,
      `Games–Howell, case ${i}`,
    );
    if (!theirs.printed) continue;
    // What R prints: difference, lower and upper to four digits, p to ten decimals but rounded to seven.
    const printed = pairs
      .flatMap(({ difference }) => difference)
      .concat(
        pairs.flatMap(({ ci }) => ci[0]),
        pairs.flatMap(({ ci }) => ci[1]),
      )
      .concat(pairs.flatMap(({ p }) => p));
    const unit = Math.max(...pairs.map(({ se }) => se ?? 0));
    printed.forEach((value, j) => {
      const p = j >= 3 * pairs.length;
      expectStatistic(value, theirs.printed?.[j], {
        relative: p ? 0 : 1e-9,
        floor: p ? 1e-6 : 1e-3 * unit,
        what: `printed ${j} of case ${i}`,
      });
    });
  }
}, 60_000);

function expectTested(
  ours: { readonly F: number | null; readonly df2: number | null; readonly p: number | null },
  theirs: Tested,
  what: string,
): void {
  if (theirs.F === null || !Number.isFinite(theirs.F)) {
    expect(ours.F, what).toBeNull();
    return;
  }
  expectStatistic(ours.F, theirs.F, { what, floor: 1e-11 });
  expectStatistic(ours.df2, theirs.df2, { what });
  expectP(ours.p, theirs.p, what);
}

function expectPairs(
  ours: readonly GroupPair[],
  theirs: readonly (readonly number[])[],
  what: string,
): void {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((pair, i) => {
    const [difference, se, q, df, p, lower, upper] = theirs[i] ?? [];
    const near = { what: `${what}, pair ${i}`, floor: 1e-11 };
    if (q == null) {
      expect(pair.q, near.what).toBeNull();
      return;
    }
    expectStatistic(pair.difference, difference, near);
    expectStatistic(pair.se, se, near);
    expectStatistic(pair.q, q, near);
    expectStatistic(pair.df, df, near);
    if (p != null && p > 1e-10) expectP(pair.p, p, near.what);
    else expect(pair.p, near.what).toBeLessThan(1e-9);
    if (lower == null) return;
    expectStatistic(pair.ci[0], lower, near);
    expectStatistic(pair.ci[1], upper, near);
  });
}
