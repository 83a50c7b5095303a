/** Reliable change by its definition in R, and attrition against R's t.test. */

import { expect, test } from 'vitest';
import { attrition, reliableChange } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, kinds, sample, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

test('each index, category and threshold is that of Jacobson and Truax', async () => {
  const draw = seeded(31);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const [before = [], after = []] = waves(draw, 2, size(draw, 6, i < 95 ? 100 : 2000), kind);
    return {
      before: withMissing(draw, before, i % 3 === 0 ? 0.1 : 0),
      after: withMissing(draw, after, i % 4 === 0 ? 0.1 : 0),
      reliability: draw() * 0.99,
      confidence: [0.8, 0.9, 0.95][i % 3] ?? 0.95,
    };
  });
  const answers = await askRForEach<Record<string, number> & { rci: (number | null)[] }>(
    cases,
    `before <- unlist(before); after <- unlist(after)
     error <- sd(before - before[!is.na(before)][1], na.rm = TRUE) * sqrt(1 - reliability)
     rci <- (after - before) / sqrt(2 * error^2)
     limit <- qnorm(1 - (1 - confidence) / 2)
     list(rci = rci, se = sqrt(2) * error, threshold = limit * sqrt(2) * error,
       up = sum(rci > limit, na.rm = TRUE), down = sum(rci < -limit, na.rm = TRUE))`,
  );
  for (const [i, { before, after, reliability, confidence }] of cases.entries()) {
    const what = `case ${i}`;
    const ours = reliableChange(before, after, reliability, { confidence });
    const theirs = answers[i];
    expectStatistic(ours.seDifference, theirs?.se, { what });
    expectStatistic(ours.threshold, theirs?.threshold, { what });
    expect([ours.counts.increased, ours.counts.decreased], what).toEqual([
      theirs?.up,
      theirs?.down,
    ]);
    ours.persons.forEach((person, at) => {
      expectStatistic(person?.rci ?? null, theirs?.rci[at], { what: `${what}, person ${at}` });
    });
  }
});

test('each variable of an attrition analysis is compared as by t.test', async () => {
  const draw = seeded(32);
  const cases = Array.from({ length: 100 }, (_, i) => {
    const kind = kinds[i % kinds.length] ?? 'normal';
    const share = i % 2 === 0 ? 0.1 : 0;
    const scores = (n: number) => withMissing(draw, sample(draw, n, kind), share);
    return {
      stayed: scores(size(draw, 8, i < 95 ? 200 : 2000)),
      left: scores(integer(draw, 8, 60)),
      confidence: i % 3 === 0 ? 0.9 : 0.95,
    };
  });
  const answers = await askRForEach<Record<string, number>>(
    cases,
    `a <- na.omit(unlist(stayed)); b <- na.omit(unlist(left))
     zero <- a[1]
     test <- t.test(a - zero, b - zero, conf.level = confidence)
     pooled <- sqrt((var(a - zero) * (length(a) - 1) + var(b - zero) * (length(b) - 1)) /
       (length(a) + length(b) - 2))
     list(t = test$statistic[[1]], df = test$parameter[[1]], p = test$p.value,
       lower = test$conf.int[1], upper = test$conf.int[2], mean = mean(a), sd = sd(b - zero),
       difference = mean(a - zero) - mean(b - zero), d = (mean(a - zero) - mean(b - zero)) / pooled)`,
  );
  for (const [i, { stayed, left, confidence }] of cases.entries()) {
    const close = { what: `case ${i}`, floor: 1e-11 };
    const [ours] = attrition({ score: stayed }, { score: left }, { confidence }).variables;
    const theirs = answers[i] ?? {};
    expectStatistic(ours?.completers.mean, theirs.mean, close);
    expectStatistic(ours?.dropouts.sd, theirs.sd, close);
    expectStatistic(ours?.meanDifference, theirs.difference, close);
    expectStatistic(ours?.t, theirs.t, close);
    expectStatistic(ours?.df, theirs.df, close);
    expectP(ours?.p, theirs.p, close.what);
    expectStatistic(ours?.ci[0], theirs.lower, close);
    expectStatistic(ours?.ci[1], theirs.upper, close);
    expectStatistic(ours?.d.value, theirs.d, close);
  }
});
