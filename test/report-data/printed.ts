/** What the report prints, and how far numbers are from what would be printed so. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type Row = Readonly<Record<string, string>>;

/** One of the report's tables, as it was copied down. */
export function printedTable(name: string): Row[] {
  const file = new URL(`../fixtures/report/${name}.csv`, import.meta.url);
  return parse(readFileSync(file, 'utf8'), { columns: true });
}

export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

/** A half is printed upwards; sums of whole numbers are off by less than this. */
const hair = 1e-9;

/** 0 where `value` is printed as `printed`, else by how much it is not. */
export function missBy(
  value: number,
  printed: number,
  digits: number,
  halves: 'upwards' | 'never' = 'upwards',
): number {
  const half = 0.5 / 10 ** digits;
  const from = printed - half + (halves === 'never' ? hair : -hair);
  const to = printed + half - hair;
  return value < from ? from - value : value >= to ? value - to + hair : 0;
}

/**
 * In whole units of the sum for the mean, in tenths for the spread; `unit` is one step of a number. A
 * half that is a sum of thirds may come out a hair below it, so only whole numbers have halves.
 */
export function missedMoments(
  values: readonly number[],
  { mean, sd }: Moments,
  unit: number,
): number {
  const own = momentsOf(values);
  const missed = missBy(own.mean * unit, mean, 1, unit === 1 ? 'upwards' : 'never');
  return (missed * values.length) / unit + missBy(own.sd * unit, sd, 1) * 20;
}

export function momentsOf(values: readonly number[]): Moments {
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
