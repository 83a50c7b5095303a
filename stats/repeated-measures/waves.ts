/** What analyses of waves are asked for, and what they say of the waves one by one. */

import { confidenceOptions } from '../confidence.ts';
import type { GroupDescriptives } from '../groups/summary.ts';
import { finite } from '../sample.ts';
import type { HuynhFeldtFormula } from './sphericity.ts';
import type { Table, WaveSums } from './wave-sums.ts';

export interface WaveOptions {
  /** When the waves were, in any unit, for the polynomial contrasts; default equally spaced. */
  readonly spacing?: readonly number[];
  /** Of the pairs' intervals; default 0.95. That of partial η² is always of 90 %. */
  readonly confidence?: number;
  /** Makes a difference only with several groups (`mixedAnova`); default `lecoutre`. */
  readonly huynhFeldt?: HuynhFeldtFormula;
}

export type WaveSettings = Required<WaveOptions>;

/** The options with their defaults; throws RangeError where waves or options make no sense. */
export function waveSettings(waves: number, options: WaveOptions, procedure: string): WaveSettings {
  if (waves < 2) throw new RangeError(`${procedure} needs at least two waves`);
  const { confidence } = confidenceOptions(options, procedure);
  const { spacing = Array.from({ length: waves }, (_, j) => j), huynhFeldt = 'lecoutre' } = options;
  if (spacing.length !== waves || !areApart([...spacing]))
    throw new RangeError(`${procedure} needs a spacing with a time of its own for each wave`);
  if (huynhFeldt !== 'lecoutre' && huynhFeldt !== 'original')
    throw new RangeError(`${procedure} needs a huynhFeldt: lecoutre or original`);
  return { spacing: [...spacing], confidence, huynhFeldt };
}

export function waveDescriptives({ n, means, crossProducts }: WaveSums): GroupDescriptives[] {
  return means.map((mean, j) => {
    const sd = Math.sqrt((crossProducts[j]?.[j] as number) / (n - 1));
    return { n, mean: finite(mean), sd: finite(sd), se: finite(sd / Math.sqrt(n)) };
  });
}

/** Null beside a wave that does not vary, or by more than a number can be. */
export function correlations(crossProducts: Table): (number | null)[][] {
  const lengths = crossProducts.map((row, j) => finite(Math.sqrt(row[j] as number)) ?? Number.NaN);
  return crossProducts.map((row, j) =>
    row.map((product, k) => {
      const r = product / ((lengths[j] as number) * (lengths[k] as number));
      return finite(j === k ? r && 1 : Math.max(-1, Math.min(1, r)));
    }),
  );
}

export function covariance(crossProducts: Table, df: number): (number | null)[][] {
  return crossProducts.map((row) => row.map((product) => finite(product / df)));
}

/** Sum of squares between participants: of their means over the waves, times the number of waves. */
export function participantSquares({ crossProducts }: WaveSums): number {
  const products = crossProducts.flat();
  const squares = products.reduce((sum, product) => sum + product, 0);
  const size = products.reduce((sum, product) => sum + Math.abs(product), 0);
  // What is left where waves cancel each other is rounding.
  return squares <= 8 * Number.EPSILON * size ? 0 : squares / crossProducts.length;
}

/** Times so close beside the span of all that rounding would make them one count as the same. */
function areApart(times: readonly number[]): boolean {
  const sorted = times.toSorted((a, b) => a - b);
  const span = (sorted.at(-1) as number) - (sorted[0] as number);
  const gaps = sorted.slice(1).map((time, j) => time - (sorted[j] as number));
  return times.every(Number.isFinite) && gaps.every((gap) => gap > span * 1e-12);
}
