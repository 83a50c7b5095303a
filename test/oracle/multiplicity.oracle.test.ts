/** Adjusted p values against R's `p.adjust` on random families of tests. */

import { expect, test } from 'vitest';
import { adjustP } from '../../stats/multiplicity.ts';
import { expectP } from '../support/closeness.ts';
import { seeded, size, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const draw = seeded(83);

/** Small and tied ones among them, as of real tests, and some that are missing. */
const cases = Array.from({ length: 110 }, (_, i) => {
  const exponent = 1 + 6 * draw();
  const p = Array.from({ length: size(draw, 1, 150) }, () => draw() ** exponent);
  const rounded = i % 3 === 0 ? p.map((value) => Math.round(50 * value) / 50) : p;
  return { p: i % 2 === 0 ? withMissing(draw, rounded, 0.2) : rounded };
});

test.each(['holm', 'hochberg', 'hommel', 'bonferroni', 'BH', 'BY'] as const)(
  `%s in ${cases.length} families is that of R`,
  async (method) => {
    const answers = await askRForEach<number[] | number>(cases, `p.adjust(p, "${method}")`);
    cases.forEach(({ p }, i) => {
      const expected = [answers[i] ?? null].flat();
      const adjusted = adjustP(p, method);
      expect(adjusted).toHaveLength(expected.length);
      adjusted.forEach((value, k) => {
        expectP(value, expected[k], `p ${k} of family ${i}`);
      });
    });
  },
);
