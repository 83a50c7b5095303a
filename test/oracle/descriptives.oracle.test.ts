/** Descriptives, quantiles, frequencies and outliers against R on random samples of every kind. */

import { describe, expect, test } from 'vitest';
import { describe as describeSample } from '../../stats/descriptives.ts';
import { frequencies } from '../../stats/frequencies.ts';
import { outliers } from '../../stats/outliers.ts';
import { quantile } from '../../stats/quantile.ts';
import { expectStatistic } from '../support/closeness.ts';
import { kinds, sample, seeded, size, withMissing } from './data-sets.ts';
import { askR, askRForEach } from './r.ts';

const draw = seeded(31);

const cases = Array.from({ length: 120 }, (_, i) => {
  const kind = kinds[i % kinds.length] ?? 'normal';
  const x = sample(draw, size(draw, 4, 2000), kind);
  return {
    x: i % 3 === 0 ? withMissing(draw, x, 0.2) : x,
    confidence: 0.5 + draw() / 2,
    p: draw(),
  };
}).filter(({ x }) => new Set(x.filter((value) => !Number.isNaN(value))).size > 1);

describe('as R describes it', () => {
  interface Answer {
    readonly moments: Readonly<Record<string, number | null>>;
    readonly ci: readonly number[];
    readonly quantiles: readonly number[];
  }

  // The distance from the first value is exact also where the values lie at 1e8.
  const body = `
    x <- x[!is.na(x)]
    y <- x - x[1]
    n <- length(y)
    d <- y - mean(y)
    g1 <- mean(d^3) / mean(d^2)^1.5
    g2 <- mean(d^4) / mean(d^2)^2 - 3
    se1 <- sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
    se <- sd(y) / sqrt(n)
    list(
      moments = list(
        mean = x[1] + mean(y), sd = sd(y), se = se,
        median = median(x), min = min(x), max = max(x), mad = mad(y), madRaw = mad(y, constant = 1),
        q1 = quantile(x, .25, type = 6, names = FALSE), q3 = quantile(x, .75, type = 6, names = FALSE),
        skewness = if (n < 3) NA else g1 * sqrt(n * (n - 1)) / (n - 2), skewnessSe = se1,
        kurtosis = if (n < 4) NA else (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6),
        kurtosisSe = sqrt(24 * n * (n - 1)^2 / ((n - 3) * (n - 2) * (n + 3) * (n + 5)))
      ),
      ci = x[1] + mean(y) + c(-1, 1) * qt((1 + confidence) / 2, n - 1) * se,
      quantiles = c(quantile(x, p, type = 6, names = FALSE), quantile(x, p, names = FALSE))
    )`;

  test(`in ${cases.length} random samples`, async () => {
    const answers = await askRForEach<Answer>(cases, body);
    cases.forEach(({ x, confidence, p }, i) => {
      const answer = answers[i];
      const result = describeSample(x, { confidence });
      if (result.n.used < 4) return;
      for (const [name, expected] of Object.entries(answer?.moments ?? { none: 0 })) {
        const actual = result[name as 'mean'];
        expectStatistic(actual, expected, { what: `${name} of sample ${i}` });
      }
      result.ci.forEach((end, k) => {
        expectStatistic(end, answer?.ci[k], { what: `interval of sample ${i}` });
      });
      expectStatistic(quantile(x, p), answer?.quantiles[0], { what: `type 6 of sample ${i}` });
      expectStatistic(quantile(x, p, { type: 7 }), answer?.quantiles[1], {
        what: `type 7 of ${i}`,
      });
    });
  });

  test('in its own data sets', async () => {
    const sets = await askR<Record<string, { x: number[]; summary: number[] }>>(`
      lapply(list(precip = precip, eruptions = faithful$eruptions, rivers = rivers,
        speed = cars$speed, weight = women$weight, lynx = lynx), function(x) {
        x <- as.vector(x); n <- length(x); z <- (x - mean(x)) / sd(x)
        list(x = x, summary = c(mean(x), sd(x), median(x), mad(x),
          n / ((n - 1) * (n - 2)) * sum(z^3),
          n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(z^4)
            - 3 * (n - 1)^2 / ((n - 2) * (n - 3)),
          t.test(x)$conf.int))
      })`);
    for (const [name, { x, summary }] of Object.entries(sets)) {
      const { mean, sd, median, mad, skewness, kurtosis, ci } = describeSample(x);
      [mean, sd, median, mad, skewness, kurtosis, ...ci].forEach((value, k) => {
        expectStatistic(value, summary[k], { what: `${name}, ${k}` });
      });
    }
  });
});

test('as R counts it', async () => {
  interface Answer {
    readonly value: number[] | number;
    readonly count: number[] | number;
    readonly valid: number[] | number;
    readonly cumulative: number[] | number;
  }
  const few = cases.map(({ x }) => ({ x: x.slice(0, 300) }));
  const answers = await askRForEach<Answer>(
    few,
    `t <- table(x)
     list(value = sort(unique(x[!is.na(x)])), count = as.vector(t),
       valid = as.vector(100 * prop.table(t)), cumulative = as.vector(100 * cumsum(t) / sum(t)))`,
  );
  few.forEach(({ x }, i) => {
    const answer = answers[i];
    const { values, missing } = frequencies(x);
    expect(missing).toBe(x.filter(Number.isNaN).length);
    expect(values.map(({ value }) => value)).toEqual([answer?.value].flat());
    expect(values.map(({ count }) => count)).toEqual([answer?.count].flat());
    values.forEach((row, k) => {
      expectStatistic(row.validPercent, [answer?.valid].flat()[k]);
      expectStatistic(row.cumulativePercent, [answer?.cumulative].flat()[k]);
      expectStatistic(row.percent, (100 * row.count) / x.length);
    });
  });
});

test('as R draws it in a box plot, and by its z and mad', async () => {
  interface Answer {
    readonly hinges: readonly number[];
    readonly [rule: string]: readonly number[] | number | null;
  }
  // A list keeps one position an array, and none an empty one.
  const answers = await askRForEach<Answer>(
    cases,
    `positions <- function(out) as.list(which(out) - 1)
     inner <- x %in% boxplot.stats(x)$out & !is.na(x)
     outer <- x %in% boxplot.stats(x, 3)$out & !is.na(x)
     y <- x - min(x, na.rm = TRUE)
     far <- function(center, unit) abs(y - center) > 3 * unit
     spread <- mad(y, na.rm = TRUE)
     list(hinges = fivenum(x)[c(2, 4)], mild = positions(inner & !outer), extreme = positions(outer),
       zScore = positions(far(mean(y, na.rm = TRUE), sd(y, na.rm = TRUE))),
       mad = positions(spread > 0 & far(median(y, na.rm = TRUE), spread)))`,
    'boxplot.stats <- grDevices::boxplot.stats',
  );
  cases.forEach(({ x }, i) => {
    const { hinges, indices } = outliers(x);
    expect({ hinges, ...indices }, `sample ${i}`).toEqual(answers[i]);
  });
});
