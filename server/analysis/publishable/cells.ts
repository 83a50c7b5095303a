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
  /** From 1 to this number, itself not included, it tells of too few. Null where that harms nobody. */
  readonly limit: number | null;
  /** Withheld whatever its value: everybody in a group is the same, or another table withholds it. */
  readonly sensitive: boolean;
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

/** Too few, but not nobody: that nobody chose an answer is seldom anything about anyone. */
export function isSmall({ value, limit }: Cell): boolean {
  return limit !== null && value > 0 && value < limit;
}
