/** A variable of an SPSS system file: how wide it is, how it is printed, and the pieces that a long text is kept in. */

import { whole } from './bytes.ts';

export interface SavVariable {
  /** As it is called in SPSS, R and Stata: letters, digits and _, at most 64 bytes. */
  readonly name: string;
  readonly label: string;
  /** Dates are seconds since 14 October 1582, as SPSS has them. */
  readonly kind: 'number' | 'date' | { readonly bytes: number };
  readonly decimals: number;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  readonly values: readonly { readonly value: number | string; readonly label: string }[];
  /** Numbers from the lowest to the highest of these are missing; null where none is. */
  readonly missing: readonly [lowest: number, highest: number] | null;
  /** The same of a text: these are, each by itself; SPSS takes three. */
  readonly missingTexts: readonly string[];
}

/** A text of more than this is kept in pieces, each a variable of its own in the file. */
const longestPiece = 255;
/** So the pieces of a text are counted, whatever they hold. */
const countedPiece = 252;

export function widthOf({ kind }: SavVariable): number {
  return typeof kind === 'object' ? Math.max(1, kind.bytes) : 0;
}

/** The widths of the pieces; one of 0 for a number. */
export function pieces(variable: SavVariable): number[] {
  const width = widthOf(variable);
  if (width <= longestPiece) return [width];
  const count = Math.ceil(width / countedPiece);
  return Array.from({ length: count }, (_, at) =>
    at < count - 1 ? longestPiece : width - at * countedPiece,
  );
}

/** How many elements of eight bytes a piece takes. */
export function elements(width: number): number {
  return width === 0 ? 1 : whole(width, 8) / 8;
}

/** Where a value's bytes go: 255 in every piece but the last. */
export const bytesInPiece = (width: number) => Math.min(width, longestPiece);
