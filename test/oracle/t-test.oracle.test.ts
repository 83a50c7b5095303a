/** The t tests against R's t.test; their effect sizes against the definitions, written in R. */

import { expect, test } from 'vitest';
import { independentT, oneSampleT, pairedT } from '../../stats/index.ts';
import type { Effect } from '../../stats/sample.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { type Draw, kinds, normal, sample, seeded, size, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const alternatives = ['two-sided', 'less', 'greater'] as const;
const confidences = [0.95, 0.99, 0.8];

interface Answer {
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly ci: readonly [number, number];
  readonly se: number;
  readonly difference: number;
  readonly r: number;
  readonly levene: { readonly mean: Levene; readonly median: Levene };
  /** Value, and where R's noncentral t is good enough, the ends of the interval. */
  readonly effects: Readonly<Record<string, readonly (number | null)[]>>;
}

interface Levene {
  readonly F: number;
  readonly p: number;
}

const preamble = `
  side <- function(x) sub("-", ".", x)
  report <- function(r, difference) list(t = r$statistic[[1]], df = r$parameter[[1]], p = r$p.value,
    ci = as.numeric(r$conf.int), se = r$stderr, difference = difference)
  # pt stops at a noncentrality of 37.62.
  limits <- function(t, df, confidence) if (!is.finite(t) || abs(t) > 20) c(NA, NA) else
    sapply(c((1 + confidence) / 2, (1 - confidence) / 2), function(p)
      uniroot(function(ncp) pt(t, df, ncp) - p, t + c(-1, 1) * (3 + abs(t)), tol = 1e-12, extendInt = "yes")$root)
  effect <- function(t, df, unit, confidence) unit * c(t, limits(t, df, confidence))
  J <- function(df) if (df > 1) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) else NA
  # With two groups Levene's F is the square of Student's t, of the distances from the centres.
  spreads <- function(a, b, center) {
    r <- t.test(abs(a - center(a)), abs(b - center(b)), var.equal = TRUE)
    list(F = r$statistic[[1]]^2, p = r$p.value)
  }`;

test('the paired test is that of R', async () => {
  const draw = seeded(41);
  const cases = Array.from({ length: 120 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const n = i < 5 ? 3 : size(draw, 3, 2000);
    const share = i % 4 === 0 && n > 9 ? 0.1 : 0;
    const own = sample(draw, n, kind);
    const effect = kind === 'offset' ? 1 / 4 : 0;
    const later = own.map((value) => value + effect + Math.round(8 * normal(draw)) / 8);
    return {
      a: withMissing(draw, own, share),
      b: i % 3 === 0 ? withMissing(draw, later, share) : sample(draw, n, kind),
      alternative: alternatives[i % 3] ?? 'two-sided',
      confidence: confidences[i % 3] ?? 0.95,
    };
  });
  const answers = await askRForEach<Answer>(
    cases,
    `keep <- !is.na(a) & !is.na(b); a <- a[keep]; b <- b[keep]
     d <- a - b; n <- length(d); df <- n - 1
     t <- sqrt(n) * mean(d) / sd(d)
     dz <- effect(t, df, 1 / sqrt(n), confidence)
     c(report(t.test(a, b, paired = TRUE, alternative = side(alternative), conf.level = confidence), mean(d)),
       list(r = suppressWarnings(cor(a - a[1], b - a[1])), effects = list(dz = dz, dav = dz * 2 * sd(d) / (sd(a - a[1]) + sd(b - b[1])), hedgesG = J(df) * dz)))`,
    preamble,
  );
  for (const [i, { a, b, ...options }] of cases.entries()) {
    const result = pairedT(a, b, options);
    expectAnswer(result, answers[i], `case ${i}`);
    expectStatistic(result.correlation, answers[i]?.r, { floor: 1e-11, what: `r of case ${i}` });
  }
}, 60_000);

test('the independent test is that of R, by Student and by Welch, with Levene', async () => {
  const draw = seeded(42);
  const cases = Array.from({ length: 120 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const share = i % 4 === 0 ? 0.1 : 0;
    const [a, b] = [group(draw, kind, share), group(draw, kind, share)];
    if (i % 20 === 19) b.fill(b[0] as number);
    return {
      a,
      b,
      alternative: alternatives[i % 3] ?? 'two-sided',
      confidence: confidences[i % 3] ?? 0.95,
      variances: i % 2 === 0 ? ('equal' as const) : ('unequal' as const),
    };
  });
  const answers = await askRForEach<Answer>(
    cases,
    `a <- a[!is.na(a)]; b <- b[!is.na(b)]; b <- b - a[1]; a <- a - a[1]
     n <- length(a); m <- length(b); df <- n + m - 2; unit <- sqrt(1 / n + 1 / m)
     difference <- mean(a) - mean(b)
     pooled <- sqrt(((n - 1) * var(a) + (m - 1) * var(b)) / df)
     d <- effect(difference / pooled / unit, df, unit, confidence)
     far <- b - b[1]
     r <- t.test(a, b, var.equal = variances == "equal", alternative = side(alternative), conf.level = confidence)
     c(report(r, difference), list(effects = list(d = d, hedgesG = J(df) * d),
       levene = list(mean = spreads(a, far, mean), median = spreads(a, far, median))))`,
    preamble,
  );
  for (const [i, { a, b, ...options }] of cases.entries()) {
    const result = independentT(a, b, options);
    const what = `case ${i}`;
    expectAnswer(result, answers[i], what);
    for (const center of ['mean', 'median'] as const) {
      expectStatistic(result.levene?.[center].F, answers[i]?.levene[center].F, {
        what,
        floor: 1e-10,
      });
      expectP(result.levene?.[center].p, answers[i]?.levene[center].p, what);
    }
  }
}, 60_000);

test('the one-sample test is that of R', async () => {
  const draw = seeded(43);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    return {
      x: withMissing(draw, sample(draw, size(draw, 3, 2000), kind), i % 4 === 0 ? 0.01 : 0),
      mu: { normal: 51, skewed: 1.5, likert: 3.25, heavy: 0, offset: 1e8 + 0.125 }[kind],
      alternative: alternatives[i % 3] ?? 'two-sided',
      confidence: confidences[i % 3] ?? 0.95,
    };
  });
  const answers = await askRForEach<Answer>(
    cases,
    `x <- x[!is.na(x)] - mu; n <- length(x); df <- n - 1
     d <- effect(sqrt(n) * mean(x) / sd(x), df, 1 / sqrt(n), confidence)
     c(report(t.test(x, alternative = side(alternative), conf.level = confidence), mean(x)),
       list(effects = list(d = d, hedgesG = J(df) * d)))`,
    preamble,
  );
  for (const [i, { x, ...options }] of cases.entries())
    expectAnswer(oneSampleT(x, options), answers[i], `case ${i}`);
}, 60_000);

function group(draw: Draw, kind: (typeof kinds)[number], share: number): number[] {
  const n = size(draw, 3, 2000);
  const values = withMissing(draw, sample(draw, n, kind), share);
  // Three stay, so that R has something to go by.
  return [...sample(draw, 3, kind), ...values.slice(3)];
}

type Test =
  | ReturnType<typeof pairedT>
  | ReturnType<typeof independentT>
  | ReturnType<typeof oneSampleT>;

function expectAnswer(ours: Test, theirs: Answer | null | undefined, what: string): void {
  if (!theirs) throw new Error(`R has no answer to ${what}`);
  const near = { what, floor: 1e-11 };
  expectStatistic(ours.t, theirs.t, near);
  expectStatistic(ours.df, theirs.df, near);
  expectP(ours.p, theirs.p, what);
  expectStatistic(ours.se, theirs.se, near);
  expectStatistic(ours.meanDifference, theirs.difference, near);
  ours.ci.forEach((end, e) => {
    const other = theirs.ci[e] as number;
    // The open end of a one-sided interval is infinite in R.
    if (Number.isFinite(other)) expectStatistic(end, other, near);
    else expect(end, what).toBeNull();
  });
  for (const [name, { value, ci }] of Object.entries<Effect>(ours.effects)) {
    const [other, lower, upper] = theirs.effects[name] ?? [];
    expectStatistic(value, other, { what: `${name} of ${what}`, floor: 1e-11 });
    if (lower == null) continue;
    expectStatistic(ci[0], lower, { what: `${name} of ${what}`, floor: 1e-10 });
    expectStatistic(ci[1], upper, { what: `${name} of ${what}`, floor: 1e-10 });
  }
}
