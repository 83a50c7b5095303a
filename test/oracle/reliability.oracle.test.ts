/** Alpha against its definition by covariances, omega against R's factanal, brought to its last digits. */

import { expect, test } from 'vitest';
import { cronbachAlpha, mcdonaldOmega } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';
import { integer, kinds, normal, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

interface Scale {
  readonly items: readonly (readonly number[])[];
  readonly confidence: number;
}

const shared = `
  x <- do.call(cbind, lapply(items, unlist))
  x <- x[complete.cases(x), , drop = FALSE]
  x <- sweep(x, 2, x[1, ])
  k <- ncol(x); n <- nrow(x)`;

test('alpha, its interval, alpha without an item and item–rest are those of their definitions', async () => {
  const draw = seeded(21);
  const cases: Scale[] = Array.from({ length: 110 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const items = waves(draw, integer(draw, 2, 6), size(draw, 4, i < 100 ? 200 : 2000), kind);
    if (i % 10 === 8) items[0] = items[0]?.map((answer) => -answer) ?? [];
    if (i % 10 === 9) items[1]?.fill(4);
    const share = i % 3 === 0 ? 0.05 : 0;
    return {
      items: items.map((item) => withMissing(draw, item, share)),
      confidence: i % 2 === 0 ? 0.95 : 0.9,
    };
  });
  const answers = await askRForEach<Record<string, number | number[]>>(
    cases,
    `${shared}
     alpha <- function(x) if (ncol(x) < 2) NA else
       ncol(x) / (ncol(x) - 1) * (1 - sum(diag(cov(x))) / sum(cov(x)))
     a <- (1 - confidence) / 2
     r <- suppressWarnings(cor(x)); r <- mean(r[lower.tri(r)])
     list(alpha = alpha(x), standardized = k * r / (1 + (k - 1) * r),
       lower = 1 - (1 - alpha(x)) * qf(1 - a, n - 1, (n - 1) * (k - 1)),
       upper = 1 - (1 - alpha(x)) * qf(a, n - 1, (n - 1) * (k - 1)),
       dropped = sapply(seq_len(k), function(j) alpha(x[, -j, drop = FALSE])),
       rest = sapply(seq_len(k), function(j) suppressWarnings(cor(x[, j], rowSums(x[, -j, drop = FALSE])))))`,
  );
  for (const [i, { items, confidence }] of cases.entries()) {
    const what = `case ${i}`;
    const ours = cronbachAlpha(items, { confidence });
    const theirs = answers[i] ?? {};
    const close = { what, floor: 1e-11 };
    expectStatistic(ours.value, theirs.alpha as number, close);
    expectStatistic(ours.ci[0], theirs.lower as number, close);
    expectStatistic(ours.ci[1], theirs.upper as number, close);
    expectStatistic(ours.standardized, theirs.standardized as number, close);
    items.forEach((_, j) => {
      expectStatistic(ours.itemDropped[j]?.value, (theirs.dropped as number[])[j], close);
      expectStatistic(ours.itemRest[j], (theirs.rest as number[])[j], close);
    });
  }
});

/**
 * factanal stops some digits early. From there Newton's method on the equations of the likelihood in
 * loadings and uniquenesses, another form than our search in ln ψ, with slopes by differences; what R holds at its bound stays.
 */
const factor = `
  fit <- function(S) {
    start <- factanal(covmat = S, factors = 1)
    k <- ncol(S)
    held <- start$uniquenesses < 0.00501
    theta <- c(start$loadings, ifelse(held, 0.005, start$uniquenesses))
    free <- which(c(rep(TRUE, k), !held))
    score <- function(part) {
      theta[free] <- part
      l <- theta[seq_len(k)]; P <- solve(tcrossprod(l) + diag(theta[-seq_len(k)]))
      G <- P - P %*% S %*% P
      c(2 * G %*% l, diag(G))[free]
    }
    part <- theta[free]
    for (step in 1:3) {
      here <- score(part)
      slope <- sapply(seq_along(part), function(j) {
        (score(replace(part, j, part[j] + 1e-6)) - here) / 1e-6
      })
      part <- part - solve(slope, here)
    }
    theta[free] <- part
    list(theta = theta, heywood = any(held))
  }
  omega <- function(theta, sd) {
    k <- length(sd); common <- sum(sd * theta[seq_len(k)])
    common^2 / (common^2 + sum(sd^2 * theta[-seq_len(k)]))
  }
  # Expected information by the traces of its definition, slopes of omega by differences.
  error <- function(theta, sd, n) {
    k <- length(sd); l <- theta[seq_len(k)]
    P <- solve(tcrossprod(l) + diag(theta[-seq_len(k)]))
    D <- lapply(seq_len(2 * k), function(j) {
      e <- replace(numeric(k), (j - 1) %% k + 1, 1)
      if (j <= k) outer(e, l) + outer(l, e) else outer(e, e)
    })
    PD <- lapply(D, function(d) P %*% d)
    information <- n / 2 * crossprod(sapply(PD, c), sapply(PD, function(d) c(t(d))))
    slope <- sapply(seq_along(theta), function(j) {
      h <- replace(numeric(2 * k), j, 1e-5)
      (8 * (omega(theta + h, sd) - omega(theta - h, sd)) -
        (omega(theta + 2 * h, sd) - omega(theta - 2 * h, sd))) / 12e-5
    })
    sqrt(c(slope %*% solve(information, slope)))
  }`;

test("omega is that of factanal's model", async () => {
  const draw = seeded(22);
  const cases: Scale[] = Array.from({ length: 100 }, (_, i) => {
    const n = size(draw, 20, 300);
    const own = Array.from({ length: n }, () => normal(draw));
    const items = Array.from({ length: integer(draw, 3, i % 10 === 0 ? 6 : 4) }, (_unused, j) => {
      const loading = 0.3 + draw() * (i % 10 === 9 ? 3 : 1.2);
      const answers = own.map((value) => (j + 1) * (loading * value + normal(draw)));
      if (i % 3 === 1) return answers.map((value) => 1e8 + Math.round(16 * value) / 16);
      return i % 3 === 2 ? answers.map((value) => Math.round(value)) : answers;
    });
    const share = i % 4 === 0 ? 0.03 : 0;
    return { items: items.map((item) => withMissing(draw, item, share)), confidence: 0.95 };
  });
  const answers = await askRForEach<Record<string, number | boolean | number[]>>(
    cases,
    `${shared}
     found <- fit(cor(x)); sd <- apply(x, 2, sd); theta <- found$theta
     theta[seq_len(k)] <- theta[seq_len(k)] * sign(sum(theta[seq_len(k)]))
     list(omega = omega(theta, sd), standardized = omega(theta, rep(1, k)), heywood = found$heywood,
       se = error(theta, sd, n), loadings = theta[seq_len(k)],
       dropped = if (k > 4) omega(fit(cor(x[, -1]))$theta, sd[-1]))`,
    factor,
  );
  for (const [i, { items }] of cases.entries()) {
    const what = `case ${i}`;
    const ours = mcdonaldOmega(items);
    const theirs = answers[i] ?? {};
    expect(ours.warnings.includes('heywood'), what).toBe(theirs.heywood);
    const close = { what };
    expectStatistic(ours.value, theirs.omega as number, close);
    expectStatistic(ours.standardized, theirs.standardized as number, close);
    ours.standardizedLoadings?.forEach((loading, j) => {
      expectStatistic(loading, (theirs.loadings as number[])[j], { ...close, floor: 1e-9 });
    });
    if (theirs.heywood) continue;
    expectStatistic(ours.se, theirs.se as number, close);
    expectStatistic(
      ours.ci[0],
      (theirs.omega as number) - 1.959963984540054 * (theirs.se as number),
      close,
    );
    expectStatistic(
      ours.ci[1],
      (theirs.omega as number) + 1.959963984540054 * (theirs.se as number),
      close,
    );
    if (items.length > 4)
      expectStatistic(ours.itemDropped[0]?.value, theirs.dropped as number, close);
  }
});
