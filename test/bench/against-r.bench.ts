/** The same analysis in R, which runs in WebAssembly here, and in our engine, in one run. */

import { test } from 'vitest';
import { rmAnova } from '../../stats/index.ts';
import { askR } from '../oracle/r.ts';
import { median } from './ratios.ts';
import { wavesOf } from './waves.ts';

/** `aov` with an Error stratum makes a column per participant, so its time grows as n³. */
const sizes = [50, 100, 200, 400, 800];

const aov = `
  set.seed(n)
  d <- data.frame(y = rnorm(4 * n, 50, 10), wave = gl(4, n), id = gl(n, 1, 4 * n))
  unname(system.time(summary(aov(y ~ wave + Error(id / wave), d)))[["elapsed"]])`;

test('rmAnova against aov with an Error stratum', { timeout: 1_200_000 }, async ({ bench }) => {
  const many = wavesOf(100_000);
  const largest = median(await bench('rmAnova, n = 100000', () => void rmAnova(many)).run());
  for (const n of sizes) {
    const waves = wavesOf(n);
    const ours = median(await bench(`rmAnova, n = ${n}`, () => void rmAnova(waves)).run());
    const milliseconds = (await askR<number>(aov, { n: [n] })) * 1000;
    process.stdout.write(
      `aov / rmAnova, n = ${n}: ${(milliseconds / ours).toFixed(0)}; aov of ${n} / rmAnova of 100000: ${(milliseconds / largest).toFixed(1)}\n`,
    );
  }
});
