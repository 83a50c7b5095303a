/** What a writer is given and gives: one procedure's result in, a sentence and a table out. */

import type { CaseCount, Effect, Interval } from '../sample.ts';
import type { ApaPrinter } from './numbers.ts';
import type { ApaWords } from './words.ts';

export interface ApaTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What stands under the table: the method and whatever the reader must know. */
  readonly note: string;
}

export interface Apa {
  readonly sentence: string;
  readonly table: ApaTable;
}

export interface ApaContext {
  readonly print: ApaPrinter;
  readonly words: ApaWords;
  /** The name of wave, group or item number `index`. */
  label(kind: 'group' | 'wave' | 'item', index: number): string;
}

export interface Draft {
  readonly sentence: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Writer<Written> = (result: Written, context: ApaContext) => Draft;

/** The parts of a sentence that are there, with commas between them. */
export function list(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** `F(3, 57) = 2.71`. */
export function statistic(
  { print }: ApaContext,
  symbol: string,
  value: number | null,
  ...df: readonly (number | null)[]
): string {
  const degrees = df.length === 0 ? '' : `(${print.series(df.map(print.df))})`;
  return `${symbol}${degrees} = ${print.number(value)}`;
}

export function pValue({ print }: ApaContext, p: number | null): string {
  return `p ${print.p(p)}`;
}

/** p in a table, where the sign of equality goes without saying. */
export function pCell({ print }: ApaContext, p: number | null): string {
  return print.p(p).replace(/^= /, '');
}

/** `dz = 0.55, 95% CI [0.07, 1.01]`. */
export function effectPart(
  { print }: ApaContext,
  symbol: string,
  { value, ci }: Effect,
  confidence: number,
  bounded = false,
): string {
  const size = bounded ? print.bounded(value) : print.number(value);
  const interval = ci.some((end) => end !== null) ? print.interval(ci, confidence, bounded) : null;
  return list(`${symbol} = ${size}`, interval);
}

export function intervalPart({ print }: ApaContext, ci: Interval, confidence: number): string {
  return print.interval(ci, confidence);
}

export function countPart({ words }: ApaContext, { used }: CaseCount): string {
  return `${words.n} = ${used}`;
}
