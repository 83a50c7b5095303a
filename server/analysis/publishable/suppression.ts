/** Which cells are withheld so that none of too few people can be told, nor worked out from the rest. */

import type { Block, Cell } from './cells.ts';
import { cheapestMove } from './moves.ts';

/** Everything: there are too few people to say anything of what the block is about. */
export type Withheld = ReadonlySet<string> | 'everything';

/**
 * The rule of protection: for whoever knows all that is printed and how it adds up, each cell at risk
 * may just as well have the values that it names (a small one 0, and its limit), and each cell that is
 * withheld to protect those has at least two possible values.
 *
 * Each possibility is shown by a whole table that has it and looks the same when printed. The cheapest
 * one is sought among all tables (Fischetti & Salazar 2001; Hundepohl et al. 2012, chapter 4); where
 * it differs in cells that are printed, these are withheld too. Withholding more takes no possibility
 * away, so one pass does, and its result needs no other proof than the tables it found.
 */
export function withheldOf(block: Block): Withheld {
  const withheld = new Set<string>();
  for (const cell of block.cells)
    if (cell.is === 'printed' && isAtRisk(cell)) withheld.add(cell.id);
  const reach = new Map(block.cells.map(({ id, value }) => [id, [value, value]]));
  const withinReach = (id: string, value: number) => {
    const [low = value, high = value] = reach.get(id) ?? [];
    return low <= value && value <= high;
  };
  for (const cell of block.cells.filter(isAtRisk))
    for (const value of cell.mayBe) {
      if (withinReach(cell.id, value)) continue;
      const move = cheapestMove(block, { cell: cell.id, by: value - cell.value }, withheld);
      if (!move) return 'everything';
      for (const [id, by] of move) {
        const [low = 0, high = 0] = reach.get(id) ?? [];
        const { is, value: own } = cellOf(block, id);
        reach.set(id, [Math.min(low, own + by), Math.max(high, own + by)]);
        if (is === 'printed') withheld.add(id);
      }
    }
  return withheld;
}

function isAtRisk({ mayBe }: Cell): boolean {
  return mayBe.length > 0;
}

function cellOf({ cells }: Block, id: string): Cell {
  const cell = cells.find((one) => one.id === id);
  if (!cell) throw new Error(`there is no cell ${id}`);
  return cell;
}
