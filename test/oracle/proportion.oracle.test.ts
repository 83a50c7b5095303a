/** Shares and their exact intervals against R's binom.test, and its binomial distribution at their ends. */

import { expect, test } from 'vitest';
import { type Alternative, proportion } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, seeded, size } from './data-sets.ts';
import { askRForEach } from './r.ts';

/** Of one, few and many; none, all, and rates of one in ten thousand among them. */
function cases() {
  const draw = seeded(56);
  return Array.from({ length: 180 }, (_, i) => {
    const total = size(draw, 1, i % 3 ? 60 : 1_000_000);
    const count = [
      0,
      total,
      integer(draw, 0, total),
      Math.round(total * 10 ** -(4 * draw())),
      integer(draw, 0, Math.min(total, 10)),
    ][i % 5] as number;
    const alternative = (['two-sided', 'less', 'greater'] as const)[integer(draw, 0, 2)];
    const confidence = [0.8, 0.9, 0.95, 0.99, 0.9999][integer(draw, 0, 4)] as number;
    return { count, total, alternative: alternative as Alternative, confidence };
  });
}

test('proportion gives what R gives, to the digits of either end', async () => {
  const all = cases();
  const answers = await askRForEach<{ share: number; ends: number[] }>(
    all,
    `k <- binom.test(count, total, conf.level = confidence,
       alternative = sub("two-sided", "two.sided", alternative))
     list(share = k$estimate[[1]], ends = c(k$conf.int))`,
  );
  all.forEach(({ count, total, ...options }, i) => {
    const { value, ci } = proportion(count, total, options);
    const what = `case ${i} ${JSON.stringify(all[i])}`;
    expectStatistic(value, answers[i]?.share, { what, floor: 0 });
    ci.forEach((end, side) => {
      expectStatistic(end, answers[i]?.ends[side], { what, floor: 0 });
      // What the share leaves to 1 has as many digits as there are beside 1.
      expectStatistic(1 - (end as number), 1 - (answers[i]?.ends[side] as number), { what });
    });
  });
});

test('at either end what was seen, or more of it, has the probability that is left out', async () => {
  const all = cases().map(({ count, total, ...options }) => {
    const [lower, upper] = proportion(count, total, options).ci;
    return { count, total, lower, upper, ...options };
  });
  const answers = await askRForEach<{ more: number; fewer: number }>(
    all,
    `list(more = pbinom(count - 1, total, lower, lower.tail = FALSE), fewer = pbinom(count, total, upper))`,
  );
  let ends = 0;
  all.forEach(({ alternative, confidence, lower, upper }, i) => {
    const left = (1 - confidence) / (alternative === 'two-sided' ? 2 : 1);
    if (lower !== 0) expectP(answers[i]?.more, left, `lower end of case ${i}`);
    if (upper !== 1) expectP(answers[i]?.fewer, left, `upper end of case ${i}`);
    ends += Number(lower !== 0) + Number(upper !== 1);
  });
  expect(ends).toBeGreaterThan(150);
});
