/** rmAnova against R on random waves: models of several waves, and aov with an Error stratum. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { type RmAnova, rmAnova } from '../../stats/index.ts';
import { expectResults } from '../support/same-results.ts';
import {
  type Draw,
  integer,
  kinds,
  normal,
  seeded,
  size,
  waves,
  withMissing,
} from './data-sets.ts';
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

/** Participants a million times further apart than their waves; sixteenths, which R sees exactly. */
function farApart(draw: Draw, m: number, n: number): number[][] {
  const own = Array.from({ length: n }, () => Math.round(2 ** 20 * normal(draw)));
  return Array.from({ length: m }, (_, j) =>
    own.map((value) => value + Math.round(16 * (j / 4 + normal(draw))) / 16),
  );
}

function cases(seed: number, count: number, largest: number) {
  const draw = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const m = 2 + (i % 5);
    const kind = kinds[i % kinds.length] ?? 'normal';
    // Every tenth has hardly more participants than waves, every fifteenth fewer.
    const n =
      i % 15 === 14 ? Math.max(3, m - 1) : i % 10 === 9 ? m + 1 : size(draw, m + 2, largest);
    const given = i % 12 === 7 ? farApart(draw, m, n) : waves(draw, m, n, kind);
    if (i % 11 === 5)
      given[integer(draw, 0, m - 1)] = Array.from({ length: n }, () =>
        kind === 'offset' ? 1e8 : 50,
      );
    const gappy = i % 4 === 0 && n > 12;
    return {
      waves: gappy ? given.map((wave) => withMissing(draw, wave, 0.1)) : given,
      times: i % 2 === 0 ? (spacings[m - 2] as number[]) : Array.from({ length: m }, (_, j) => j),
      confidence: [0.95, 0.9, 0.99][i % 3] as number,
    };
  });
}

test('all tables are those of R', patience, async () => {
  const given = cases(61, 100, 2000);
  const answers = await askRForEach<RmAnova>(given, 'rm_anova(waves, times, confidence)', preamble);
  given.forEach(({ waves, times, confidence }, i) => {
    const result = rmAnova(waves, { spacing: times, confidence });
    expectResults(result, answers[i], { what: `case ${i}`, floor: 1e-11 });
  });
});

test('F and p are those of aov with an Error stratum', patience, async () => {
  const given = cases(62, 30, 40);
  const answers = await askRForEach<RmAnova['within']>(given, 'classical(waves)', preamble);
  given.forEach(({ waves }, i) => {
    expectResults(rmAnova(waves).within, answers[i], { what: `case ${i}` });
  });
});
