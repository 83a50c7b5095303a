/** The cases of waves that R has answered, and how their arguments are ours. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MixedAnovaOptions } from '../../stats/index.ts';

interface Case {
  readonly name: string;
  readonly arguments: {
    /** Null is missing. */
    readonly waves: readonly (readonly (number | null)[])[];
    readonly times: readonly number[];
    readonly label?: readonly (string | number | null)[];
    readonly confidence?: number;
    readonly original?: boolean;
    readonly observed?: boolean;
  };
  readonly expected: { readonly boxM?: unknown };
}

/** From test/fixtures/stats/repeated-measures.R, by R 4.2.2. */
export const answered: { readonly rmAnova: readonly Case[]; readonly mixedAnova: readonly Case[] } =
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/stats/repeated-measures.json'), 'utf8'),
  );

export function wavesOf({ arguments: { waves } }: Case): number[][] {
  return waves.map((wave) => wave.map((value) => value ?? Number.NaN));
}

export function optionsOf({ arguments: given }: Case): MixedAnovaOptions {
  return {
    spacing: given.times,
    confidence: given.confidence ?? 0.95,
    huynhFeldt: given.original ? 'original' : 'lecoutre',
    observed: given.observed ?? false,
  };
}
