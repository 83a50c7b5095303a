/** Counts that hang together by sums: what is looked at when cells of published tables are withheld. */

/** How many people are something. The same people counted in several tables are one cell. */
export interface Cell {
  readonly id: string;
  readonly value: number;
  /**
   * `printed`: stands in a table, and can be withheld. `known`: can be told by anybody and cannot be
   * withheld. `unprinted`: stands nowhere, but may follow from what does.
   */
  readonly is: 'printed' | 'known' | 'unprinted';
  /** Values that nobody may be able to rule out; none where the cell's own value harms nobody. */
  readonly mayBe: readonly number[];
  /** What it costs to withhold it, beside others. */
  readonly worth: number;
}

/** Of every table that can be: the parts add up to the total. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** Cells that no other cells hang together with, but through what is known. */
export interface Block {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
}

/**
 * Too few people, but not nobody: that nobody chose an answer is seldom anything about anyone. They may
 * just as well be none, and just as well enough to be shown.
 */
export function mayBeIfFew(value: number, limit: number): readonly number[] {
  return value > 0 && value < limit ? [0, limit] : [];
}

/** All of a group are the same, and whoever is in it is known: at least so many may be something else. */
export function mayBeIfAll(value: number, whole: number, limit: number): readonly number[] {
  return value >= limit && value === whole ? [value - limit] : [];
}
