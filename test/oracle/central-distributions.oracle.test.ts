/** The central distributions against R's own, at random parameters. */

import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../stats/distributions/distribution.ts';
import { distributions } from '../../stats/index.ts';
import { type Draw, seeded } from './data-sets.ts';
import { askRForEach } from './r.ts';

interface Case {
  readonly side: 'lower' | 'upper';
  readonly p: number;
  /** Our point of that tail. */
  readonly x: number;
  readonly parameters: readonly number[];
}

interface Kind {
  readonly name: 'normal' | 't' | 'F' | 'chiSquare' | 'beta';
  /** R's name for it, as in pnorm. */
  readonly r: string;
  parameters(draw: Draw): readonly number[];
}

const kinds: readonly Kind[] = [
  { name: 'normal', r: 'norm', parameters: () => [] },
  { name: 't', r: 't', parameters: (draw) => [between(draw, 1, 1e4)] },
  { name: 'F', r: 'f', parameters: (draw) => [between(draw, 1, 300), between(draw, 1, 1e4)] },
  { name: 'chiSquare', r: 'chisq', parameters: (draw) => [between(draw, 1, 1e4)] },
  {
    name: 'beta',
    r: 'beta',
    parameters: (draw) => [between(draw, 0.5, 1e3), between(draw, 0.5, 1e3)],
  },
];

describe.each(kinds)('$name agrees with R', ({ name, r, parameters }) => {
  const draw = seeded(name.length);
  const of = distributions[name] as Distribution<readonly number[]>;
  const cases = Array.from({ length: 200 }, (): Case => {
    const chosen = parameters(draw);
    // Points from the middle to far out: the tail is anything from one half to 1e-120.
    const p = 0.5 * 10 ** (-120 * draw() ** 3);
    const side = draw() < 0.5 ? 'lower' : 'upper';
    const x = side === 'lower' ? of.quantile(p, ...chosen) : of.isf(p, ...chosen);
    return { side, p, x, parameters: chosen };
  });

  test('in both tails, their logarithms, and the points of both', async () => {
    const answers = await askRForEach<number[]>(
      cases,
      `tail <- function(...) do.call(p${r}, c(list(x), as.list(parameters), list(...)))
       c(tail(), tail(lower.tail = FALSE), tail(lower.tail = FALSE, log.p = TRUE))`,
    );
    cases.forEach(({ side, p, x, parameters: chosen }, i) => {
      const [cdf, sf, logSf] = answers[i] as [number, number, number];
      const what = `${name} at ${x}, ${side} tail ${p}, with ${chosen}`;
      expectClose(of.cdf(x, ...chosen), cdf, 1e-12, `cdf of ${what}`);
      expectClose(of.sf(x, ...chosen), sf, 1e-12, `sf of ${what}`);
      if (x === 1) return;
      expectClose(of.logSf(x, ...chosen), logSf, 1e-12, `logSf of ${what}`);
      // R's own points are good to ten digits only, and qf at times gives up; its tails are better.
      // Beside 1 there are too few numbers for a point of beta.
      if (name === 'beta' && x > 0.9) return;
      expectClose(side === 'lower' ? cdf : sf, p, 1e-11, `R at the point: ${what}`);
    });
  });
});

/** Sizes spread evenly over the logarithm. */
function between(draw: Draw, from: number, to: number): number {
  return from * (to / from) ** draw();
}

function expectClose(actual: number, expected: number, relative: number, what: string): void {
  const distance = Math.abs(actual - expected);
  expect(distance, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-300,
  );
}
