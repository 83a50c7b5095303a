/** Intraclass correlations against R's analysis of variance, kappa against its definition written in R. */

import { expect, test } from 'vitest';
import { cohenKappa, type IccForm, icc, type KappaWeights } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { type Draw, integer, kinds, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const forms: readonly IccForm[] = ['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k'];

interface Coefficient {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly F: number;
  readonly p: number;
}

/** Mean squares by lm where R manages it, by rows and columns for many participants. */
const intraclass = `
  y <- do.call(cbind, lapply(waves, unlist))
  y <- y[complete.cases(y), , drop = FALSE]
  y <- y - y[1, 1]
  n <- nrow(y); k <- ncol(y)
  table <- if (n <= 15) {
    d <- data.frame(y = c(y), person = factor(row(y)), wave = factor(col(y)))
    anova(lm(y ~ person + wave, d))[["Mean Sq"]]
  } else {
    rest <- sweep(sweep(y, 1, rowMeans(y)), 2, colMeans(y)) + mean(y)
    c(k * var(rowMeans(y)), n * var(colMeans(y)), sum(rest^2) / (n - 1) / (k - 1))
  }
  R <- table[1]; C <- table[2]; E <- table[3]
  W <- ((k - 1) * C + (n - 1) * (k - 1) * E) / (n * (k - 1))
  a <- (1 - confidence) / 2
  # Shrout and Fleiss' formulas for single measurements; Spearman and Brown's for their mean.
  oneway <- function(e, df2) {
    F <- R / e
    lower <- F / qf(1 - a, n - 1, df2); upper <- F * qf(1 - a, df2, n - 1)
    list(value = (R - e) / (R + (k - 1) * e), lower = (lower - 1) / (lower + k - 1),
      upper = (upper - 1) / (upper + k - 1), F = F, p = pf(F, n - 1, df2, lower.tail = FALSE))
  }
  agreement <- function() {
    rho <- (R - E) / (R + (k - 1) * E + k * (C - E) / n)
    Fj <- C / E
    top <- (k - 1) * (n - 1) * (k * rho * Fj + n * (1 + (k - 1) * rho) - k * rho)^2
    v <- top / ((n - 1) * k^2 * rho^2 * Fj^2 + (n * (1 + (k - 1) * rho) - k * rho)^2)
    FU <- qf(1 - a, n - 1, v); FL <- qf(1 - a, v, n - 1)
    modifyList(oneway(E, (n - 1) * (k - 1)), list(value = rho,
      lower = n * (R - FU * E) / (FU * (k * C + (k * n - k - n) * E) + n * R),
      upper = n * (FL * R - E) / (k * C + (k * n - k - n) * E + n * FL * R)))
  }
  mean_of <- function(single) {
    brown <- function(rho) k * rho / (1 + (k - 1) * rho)
    for (part in c("value", "lower", "upper")) single[[part]] <- brown(single[[part]])
    single
  }
  single <- list(ICC1 = oneway(W, n * (k - 1)), ICC2 = agreement(), ICC3 = oneway(E, (n - 1) * (k - 1)))
  c(single, setNames(lapply(single, mean_of), paste0(names(single), "k")))`;

test('the intraclass correlations follow from the analysis of variance', async () => {
  const draw = seeded(11);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const n = i < 90 ? size(draw, 4, 20) : size(draw, 20, i < 105 ? 200 : 2000);
    const share = i % 4 === 0 && n > 8 ? 0.05 : 0;
    const ratings = waves(draw, integer(draw, 2, 5), n, kind);
    if (i % 20 === 19) ratings[0]?.fill(ratings[1]?.[0] ?? 3);
    return {
      waves: ratings.map((wave) => withMissing(draw, wave, share)),
      confidence: i % 2 === 0 ? 0.95 : 0.99,
    };
  });
  const answers = await askRForEach<Record<IccForm, Coefficient>>(cases, intraclass);
  for (const [i, { waves: ratings, confidence }] of cases.entries()) {
    for (const form of forms) {
      const what = `case ${i}, ${form}`;
      const ours = icc(ratings, { form, confidence });
      const theirs = answers[i]?.[form];
      expectStatistic(ours.F, theirs?.F, { what, floor: 1e-11 });
      expectP(ours.p, theirs?.p, what);
      // Spearman and Brown's formula leaves its range at −1/(k − 1); then there is no coefficient.
      const told = (value = Number.NaN) => (form.endsWith('k') && value > 1 ? null : value);
      expectStatistic(ours.value, told(theirs?.value), { what, floor: 1e-11 });
      expectStatistic(ours.ci[0], told(theirs?.lower), { what, floor: 1e-11 });
      expectStatistic(ours.ci[1], told(theirs?.upper), { what, floor: 1e-11 });
    }
  }
});

interface Keyings {
  readonly a: number[];
  readonly b: number[];
  readonly weights: KappaWeights;
  readonly confidence: number;
}

/** Case `i` of two raters of whom each uses categories of its own, by `first` and `second`. */
function keyings(
  draw: Draw,
  i: number,
  n: number,
  agreement: number,
  [first, second]: readonly [() => number, () => number],
): Keyings {
  const a = Array.from({ length: n }, first);
  const b = a.map((rating) => (draw() < agreement ? rating : second()));
  const share = i % 4 === 0 ? 0.1 : 0;
  return {
    a: withMissing(draw, a, share),
    b: withMissing(draw, i % 30 === 29 ? b.map(() => 2) : b, share),
    weights: (['none', 'linear', 'quadratic'] as const)[i % 3] ?? 'none',
    confidence: i % 2 === 0 ? 0.95 : 0.9,
  };
}

/** `se` by the printed formula; `seCentred` the same about its mean, which keeps its digits beside 1 − pe near 0. */
const kappaByDefinition = `
  keep <- complete.cases(a, b)
  range <- range(a[keep], b[keep])
  values <- range[1]:range[2]
  p <- prop.table(table(factor(a[keep], values), factor(b[keep], values)))
  far <- abs(outer(values, values, "-")) / diff(range)
  w <- switch(weights, none = diag(length(values)), linear = 1 - far, quadratic = 1 - far^2)
  row <- rowSums(p); column <- colSums(p); chance <- outer(row, column)
  po <- sum(w * p); pe <- sum(w * chance); n <- sum(keep)
  bar <- outer(c(w %*% column), c(row %*% w), "+")
  kappa <- (po - pe) / (1 - pe)
  each <- w * (1 - pe) - bar * (1 - po)
  v <- (sum(p * each^2) - (po * pe - 2 * pe + po)^2) / (1 - pe)^4 / n
  v0 <- (sum(chance * (w - bar)^2) - pe^2) / (1 - pe)^2 / n
  root <- function(variance) sqrt(max(variance, 0))
  centred <- sum(p * (each - sum(p * each))^2) / (1 - pe)^4 / n
  centred0 <- sum(chance * (w - bar + pe)^2) / (1 - pe)^2 / n
  z <- kappa / sqrt(centred0); reach <- qnorm(1 - (1 - confidence) / 2) * sqrt(centred)
  list(kappa = kappa, se = root(v), se0 = root(v0), seCentred = sqrt(centred),
    se0Centred = sqrt(centred0), z = z, lower = kappa - reach, upper = kappa + reach, po = po,
    pe = pe, p = 2 * pnorm(-abs(z)))`;

/** How many of the cases had a test and an interval that R's were put beside. */
async function compareKappas(cases: readonly Keyings[], by: '' | 'Centred'): Promise<number> {
  const answers = await askRForEach<Record<string, number>>(cases, kappaByDefinition);
  let compared = 0;
  for (const [i, { a, b, ...options }] of cases.entries()) {
    const what = `case ${i}`;
    const ours = cohenKappa(a, b, options);
    const theirs = answers[i] ?? {};
    const close = { what, floor: 1e-11 };
    if (ours.warnings.includes('constant')) {
      expect([ours.value, ours.ci, ours.p], what).toEqual([null, [null, null], null]);
      continue;
    }
    expectStatistic(ours.agreement.observed, theirs.po, close);
    expectStatistic(ours.agreement.expected, theirs.pe, close);
    expectStatistic(ours.value, theirs.kappa, close);
    if (ours.warnings.includes('no-room')) {
      expect([ours.ci, ours.p], what).toEqual([[null, null], null]);
      expect(theirs.se0Centred, what).toBeLessThan(1e-7);
      continue;
    }
    expectStatistic(ours.seNull, theirs[`se0${by}`], close);
    expectStatistic(ours.z, theirs.z, close);
    expectP(ours.p, theirs.p, what);
    compared += 1;
    // Without any disagreement R's difference of large numbers leaves rounding under the root.
    if (ours.warnings.includes('perfect')) continue;
    expectStatistic(ours.se, theirs[`se${by}`], close);
    expectStatistic(ours.ci[0], theirs.lower, close);
    expectStatistic(ours.ci[1], theirs.upper, close);
  }
  return compared;
}

test("kappa and its standard errors are those of Fleiss, Cohen and Everitt's formulas", async () => {
  const draw = seeded(12);
  const cases = Array.from({ length: 110 }, (_, i) => {
    const [most, agreement] = [integer(draw, 2, 7), draw() * 0.9];
    const any = () => integer(draw, 1, most);
    return keyings(draw, i, size(draw, 4, i < 100 ? 200 : 2000), agreement, [any, any]);
  });
  expect(await compareKappas(cases, '')).toBeGreaterThan(100);
});

test('kappa holds with a handful of cases, many categories, and some that one rater never used', async () => {
  const draw = seeded(13);
  const cases = Array.from({ length: 150 }, (_, i) => {
    const most = i % 2 ? integer(draw, 2, 4) : integer(draw, 20, 80);
    const [low, high] = [() => integer(draw, 1, most - 1), () => integer(draw, 2, most)];
    const n = i % 2 ? integer(draw, 1, 6) : size(draw, 20, 1000);
    return keyings(draw, i, n, draw(), [low, high]);
  });
  expect(await compareKappas(cases, 'Centred')).toBeGreaterThan(100);
});

test('kappa holds where two keyings hardly ever differ and nearly everybody gave one answer', async () => {
  const draw = seeded(14);
  const cases = Array.from({ length: 150 }, (_, i) => {
    const [most, rare] = [integer(draw, 2, 5), 10 ** -integer(draw, 1, 3)];
    const mostlyOne = () => (draw() < rare ? integer(draw, 1, most) : 1);
    const any = () => integer(draw, 1, most);
    return keyings(draw, i, size(draw, 200, 3000), 1 - rare * draw(), [mostlyOne, any]);
  });
  expect(await compareKappas(cases, 'Centred')).toBeGreaterThan(100);
});
