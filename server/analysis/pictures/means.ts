/** A variable over the waves: each arm's mean with its interval, and the participants behind it. */

import { type Description, describe } from '../../../stats/index.ts';
import type { MissingReason } from '../../../surveys/missing.ts';

export interface ArmMeans {
  /** Null for all together. */
  readonly arm: string | null;
  /** The waves that may be shown. */
  readonly waves: readonly { readonly wave: number; readonly description: Description }[];
  /** Participants with two numbers or more, `NaN` where there is none; the first of them by their codes. */
  readonly lines: readonly (readonly number[])[];
}

export interface MeansCollector {
  /** `readings`: one for each wave of the study. */
  add(arm: string | null, readings: readonly (number | MissingReason | null)[]): void;
  means(confidence: number): ArmMeans[];
}

/** More lines hide each other. Codes are drawn by chance, so the first ones are a random choice. */
export const mostLines = 100;

/** `arms` is empty where all are shown together. */
export function meansCollector(waves: readonly number[], arms: readonly string[]): MeansCollector {
  const groups = new Map<string | null, { columns: number[][]; lines: number[][] }>(
    (arms.length === 0 ? [null] : arms).map((arm) => [
      arm,
      { columns: waves.map(() => []), lines: [] },
    ]),
  );
  return {
    add(arm, readings) {
      const group = groups.get(arms.length === 0 ? null : arm);
      if (!group) return;
      const numbers = waves.map((wave) => numberOf(readings[wave - 1] ?? null));
      numbers.forEach((number, at) => void group.columns[at]?.push(number));
      const isLine = numbers.filter((number) => !Number.isNaN(number)).length > 1;
      if (isLine && group.lines.length < mostLines) group.lines.push(numbers);
    },
    means: (confidence) =>
      [...groups].map(([arm, { columns, lines }]) => ({
        ...{ arm, lines },
        waves: columns.map((column, at) => ({
          wave: waves[at] ?? 0,
          description: describe(column, { confidence }),
        })),
      })),
  };
}

function numberOf(reading: number | MissingReason | null): number {
  return typeof reading === 'number' ? reading : Number.NaN;
}
