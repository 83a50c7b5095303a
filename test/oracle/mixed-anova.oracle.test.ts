/** mixedAnova against R on random waves of random groups, by the comparison of linear models. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { type MixedAnova, mixedAnova } from '../../stats/index.ts';
import { expectResults } from '../support/same-results.ts';
import { integer, kinds, seeded, size, waves, withMissing } from './data-sets.ts';
import { askRForEach } from './r.ts';

const preamble = readFileSync(join(import.meta.dirname, 'repeated-measures.R'), 'utf8');

// R in WebAssembly takes seconds, and more where other tests run beside it.
const patience = { timeout: 120_000 };

const spacings = [
  [0, 3],
  [0, 3, 12],
  [0, 3, 12, 18],
  [1, 2, 4, 8, 16],
  [-7, 0.5, 1, 20, 21, 40],
];

function cases(seed: number, count: number) {
  const draw = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const m = 2 + (i % 5);
    const groups = 2 + (i % 4);
    const kind = kinds[i % kinds.length] ?? 'normal';
    const n = i % 12 === 11 ? groups + m : size(draw, 2 * groups + m, 500);
    const given = waves(draw, m, n, kind);
    if (i % 11 === 5)
      given[integer(draw, 0, m - 1)] = Array.from({ length: n }, () =>
        kind === 'offset' ? 1e8 : 50,
      );
    const gappy = i % 4 === 0 && n > 12;
    // Balanced, or with groups whose sizes are chance, down to one participant.
    const label = Array.from({ length: n }, (_, k) =>
      k < groups || i % 3 === 0 ? k % groups : integer(draw, 0, groups - 1),
    );
    return {
      waves: gappy ? given.map((wave) => withMissing(draw, wave, 0.1)) : given,
      label: gappy ? withMissing(draw, label, 0.05) : label,
      times: i % 2 === 0 ? (spacings[m - 2] as number[]) : Array.from({ length: m }, (_, j) => j),
      confidence: [0.95, 0.9, 0.99][i % 3] as number,
      original: i % 5 < 2,
      observed: i % 2 === 0,
    };
  });
}

test('all tables are those of R', patience, async () => {
  const given = cases(71, 100);
  const answers = await askRForEach<MixedAnova>(
    given,
    'mixed_anova(waves, label, times, confidence, original, observed)',
    preamble,
  );
  given.forEach(({ waves, label, times, confidence, original, observed }, i) => {
    const huynhFeldt = original ? 'original' : 'lecoutre';
    const result = mixedAnova(waves, label, { spacing: times, confidence, huynhFeldt, observed });
    expectResults(result, answers[i], { what: `case ${i}`, floor: 1e-11 });
  });
});
