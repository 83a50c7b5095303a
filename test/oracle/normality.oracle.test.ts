/** Shapiro–Wilk against R's own test, Lilliefors against its definition in R, on random samples. */

import { expect, test } from 'vitest';
import { ksLilliefors } from '../../stats/lilliefors.ts';
import { shapiroWilk } from '../../stats/shapiro-wilk.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { kinds, sample, seeded, size, withMissing } from './data-sets.ts';
import { askR, askRForEach } from './r.ts';

const draw = seeded(57);

const cases = Array.from({ length: 125 }, (_, i) => {
  const x = sample(draw, size(draw, 3, 2000), kinds[i % kinds.length] ?? 'normal');
  return { x: i % 4 === 0 && x.length > 9 ? withMissing(draw, x, 0.3) : x };
});

test(`W and p of ${cases.length} samples are those of R`, async () => {
  interface Answer {
    readonly W: number;
    readonly p: number;
  }
  // R does not move the sample to zero itself, and loses digits at 1e8.
  const answers = await askRForEach<Answer>(
    cases,
    'test <- shapiro.test(x - x[!is.na(x)][1]); list(W = test$statistic[[1]], p = test$p.value)',
  );
  cases.forEach(({ x }, i) => {
    const { W, p } = shapiroWilk(x);
    expectStatistic(W, answers[i]?.W, { what: `sample ${i}` });
    expectP(p, answers[i]?.p, `sample ${i}`);
  });
  // A few samples are constant, where R refuses.
  expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(120);
});

test("W and p of R's own data sets and of 5000 values are those of R", async () => {
  const sets = await askR<Record<string, { x: number[]; W: number; p: number }>>(`
    lapply(list(eruptions = faithful$eruptions, rivers = rivers, precip = as.vector(precip),
      islands = as.vector(islands), weight = women$weight, gamma = qgamma(ppoints(5000), 3)),
      function(x) list(x = x, W = shapiro.test(x)$statistic[[1]], p = shapiro.test(x)$p.value))`);
  for (const [name, { x, W, p }] of Object.entries(sets)) {
    const result = shapiroWilk(x);
    expectStatistic(result.W, W, { what: name });
    expectP(result.p, p, name);
  }
});

// Dallal & Wilkinson (1986), with the polynomials that nortest's lillie.test takes above .10.
const lilliefors = `
  lilliefors <- function(x) {
    x <- x[!is.na(x)]
    n <- length(x)
    if (n < 5 || min(x) == max(x)) stop()
    x <- x - x[1]
    F <- ecdf(x)
    u <- knots(F)
    phi <- pnorm(u, mean(x), sd(x))
    D <- max(abs(F(u) - phi), abs(c(0, head(F(u), -1)) - phi))
    m <- min(n, 100)
    d <- if (n > 100) D * (n / 100)^0.49 else D
    p <- exp(-7.01256 * d^2 * (m + 2.78019) + 2.99587 * d * sqrt(m + 2.78019)
      - 0.122119 + 0.974598 / sqrt(m) + 1.67997 / m)
    k <- (sqrt(n) - 0.01 + 0.85 / sqrt(n)) * D
    if (p > .1) p <-
      if (k <= .302) 1
      else if (k <= .5) 2.76773 - 19.828315 * k + 80.709644 * k^2 - 138.55152 * k^3 + 81.218052 * k^4
      else if (k <= .9) -4.901232 + 40.662806 * k - 97.490286 * k^2 + 94.029866 * k^3 - 32.355711 * k^4
      else if (k <= 1.31) 6.198765 - 19.558097 * k + 23.186922 * k^2 - 12.234627 * k^3 + 2.423045 * k^4
      else 0
    list(D = D, p = p)
  }`;

test(`D and p of the samples are those of the definition in R`, async () => {
  interface Answer {
    readonly D: number;
    readonly p: number;
  }
  const answers = await askRForEach<Answer>(cases, 'lilliefors(x)', lilliefors);
  let compared = 0;
  cases.forEach(({ x }, i) => {
    const answer = answers[i];
    if (!answer) return;
    const { D, p } = ksLilliefors(x);
    expectStatistic(D, answer.D, { what: `sample ${i}` });
    expectP(p, answer.p, `sample ${i}`);
    compared += 1;
  });
  expect(compared).toBeGreaterThan(100);
});
