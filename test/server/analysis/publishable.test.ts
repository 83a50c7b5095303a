/** Published tables under attack: what too few people are is not told, neither by itself nor by subtraction. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Figure,
  type PublishedRole,
  publish,
  withheld,
} from '../../../server/analysis/publishable/publish.ts';
import { reader, secretsOf } from '../../support/differencing.ts';
import { figuresOf, type Person, people } from '../../support/random-figures.ts';

const limit = 5;

/** What somebody can tell who should not. */
function toldBy(published: PublishedRole, everyone: readonly Person[]): string[] {
  const mind = reader(published, everyone);
  return secretsOf(everyone, limit).flatMap(({ name, value, mayBe }) =>
    mayBe
      .filter((other) => !mind.canBe(name, other))
      .map((other) => `${name} (${value}) is not ${other}`),
  );
}

test('x', () => {
  fc.assert(
    fc.property(people(60), (everyone) => {
      const t = performance.now();
      const p = publish(figuresOf(everyone), limit);
      const t2 = performance.now();
      const told = toldBy(p, everyone);
      console.log(
        everyone.length,
        Math.round(t2 - t),
        Math.round(performance.now() - t2),
        secretsOf(everyone, limit).length,
        (globalThis as any).un,
      );
      expect(told).toEqual([]);
    }),
    { numRuns: 60, seed: 1, endOnFailure: true },
  );
}, 300000);
