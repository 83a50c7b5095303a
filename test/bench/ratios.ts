/** Prints how long one thing takes in units of another that ran beside it: seconds differ from machine to machine. */

import type { BenchResult } from 'vitest';

export function printRatio(what: string, result: BenchResult, unit: BenchResult): void {
  process.stdout.write(`${what}: ${(median(result) / median(unit)).toFixed(2)}\n`);
}

/** In milliseconds. */
export function median(result: BenchResult): number {
  return result.latency.p50;
}
