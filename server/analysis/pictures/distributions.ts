/** How the numbers of a variable are spread at each wave: a count for each value, or for each step of even width. */

import { type MissingReason, missingReasons } from '../../../surveys/missing.ts';
import { type Count, type Tally, tallyOf } from './tally.ts';

/** From and with the first to, but not with, the other; the last one has both. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

export interface WaveDistribution {
  readonly wave: number;
  /** How many have a number: what the counts add up to. */
  readonly n: number;
  /** One for each bin. */
  readonly counts: readonly number[];
  readonly missing: readonly Count<MissingReason>[];
}

export interface Distributions {
  /** True where each bin is one whole number. */
  readonly isByValue: boolean;
  readonly bins: readonly Bin[];
  /** The waves that may be shown. */
  readonly waves: readonly WaveDistribution[];
}

export interface DistributionCollector {
  /** `readings`: one for each wave of the study. */
  add(readings: readonly (number | MissingReason | null)[]): void;
  distributions(range: readonly [number, number] | null): Distributions;
}

/** So many bars can still be told apart on a phone. */
const mostBins = 12;
const reasons = missingReasons.map(({ reason }) => reason);

export function distributionCollector(shown: readonly number[]): DistributionCollector {
  const waves = shown.map((wave) => {
    const missing: Tally<MissingReason> = tallyOf(reasons);
    return { wave, missing, values: [] as number[] };
  });
  return {
    add(readings) {
      for (const { wave, missing, values } of waves) {
        const reading = readings[wave - 1] ?? null;
        if (typeof reading === 'number') values.push(reading);
        else if (reading !== null) missing.add(reading);
      }
    },
    distributions(range) {
      const all = waves.flatMap(({ values }) => values);
      const isByValue = all.every(Number.isInteger) && width(range, all) < mostBins;
      const bins = isByValue ? wholeNumbers(range, all) : steps(range, all);
      return {
        ...{ isByValue, bins },
        waves: waves.map(({ wave, missing, values }) => ({
          ...{ wave, n: values.length, missing: missing.counts() },
          counts: countsOf(values, bins),
        })),
      };
    },
  };
}

/** What the numbers can be, and what they are: nothing else bounds some, and another version may have bounded others. */
function ends(range: readonly [number, number] | null, values: readonly number[]) {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    range ?? [values[0] ?? 0, values[0] ?? 0],
  );
}

function width(range: readonly [number, number] | null, values: readonly number[]): number {
  const [low, high] = ends(range, values);
  return high - low;
}

function wholeNumbers(range: readonly [number, number] | null, values: readonly number[]): Bin[] {
  const [low, high] = ends(range, values);
  return Array.from({ length: high - low + 1 }, (_, at) => ({ from: low + at, to: low + at + 1 }));
}

/** Of a width that people count in: 1, 2 or 5 times a power of ten. */
function steps(range: readonly [number, number] | null, values: readonly number[]): Bin[] {
  const [low, high] = ends(range, values);
  // All the same, they stand in one step.
  const least = (high > low ? high - low : 1) / mostBins;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least) ?? 10;
  const first = Math.floor(low / (factor * power));
  const count = Math.max(1, Math.ceil(high / (factor * power)) - first);
  // Divided where the power is below one: 3 × 0.1 is not 0.3.
  const edge = (at: number) =>
    power < 1 ? ((first + at) * factor) / Math.round(1 / power) : (first + at) * factor * power;
  return Array.from({ length: count }, (_, at) => ({ from: edge(at), to: edge(at + 1) }));
}

function countsOf(values: readonly number[], bins: readonly Bin[]): number[] {
  const counts = bins.map(() => 0);
  for (const value of values) {
    const at = bins.findLastIndex(({ from }) => from <= value);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
