/** The same analysis in R, which runs in WebAssembly here, and in our engine, in one run. */

import { test } from 'vitest';
import { rmAnova } from '../../stats/index.ts';
import { normal, seeded } from '../oracle/data-sets.ts';
import { askR } from '../oracle/r.ts';
import { median } from './ratios.ts';

/** `aov` with an Error stratum makes a column per participant: beyond some hundreds it takes minutes. */
const sizes = [50, 100, 200, 400];

const aov = `
  draw <- function(n) { set.seed(n); matrix(rnorm(4 * n, 50, 10), n) }
  y <- draw(n)
  d <- data.frame(y = as.vector(y), wave = gl(4, n), id = gl(n, 1, 4 * n))
  unname(system.time(summary(aov(y ~ wave + Error(id / wave), d)))[["elapsed"]])`;

test('rmAnova against aov with an Error stratum', { timeout: 600_000 }, async ({ bench }) => {
  for (const n of sizes) {
    const draw = seeded(n);
    const waves = Array.from({ length: 4 }, () =>
      Float64Array.from({ length: n }, () => 50 + 10 * normal(draw)),
    );
    const ours = median(await bench(`rmAnova, n = ${n}`, () => void rmAnova(waves)).run());
    const seconds = await askR<number>(aov, { n: [n] });
    process.stdout.write(
      `aov / rmAnova, n = ${n}: ${((seconds * 1000) / ours).toFixed(0)} (R ${seconds.toFixed(2)} s)\n`,
    );
  }
});
