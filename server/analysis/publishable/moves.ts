/** The cheapest other table that adds up to the same: what shows that a withheld cell cannot be told. */

import { type Coefficients, type Constraint, type Model, solve } from 'yalps';
import type { Block, Cell } from './cells.ts';

/** What is to be different: the cell is greater or smaller by so many people. */
export interface Wanted {
  readonly cell: string;
  readonly by: number;
}

/** By how many people each cell differs; those that do not are left out. */
export type Move = ReadonlyMap<string, number>;

// Another table of the same cost with smaller differences is the better one.
const nothing = 0.001;

/**
 * Null where there is none. The solver works with fractions and floating point; what it finds is
 * believed only when it is a table of whole numbers, none below zero, in which every sum holds.
 */
export function cheapestMove(block: Block, wanted: Wanted, withheld: ReadonlySet<string>) {
  const model = modelOf(block, wanted, withheld);
  return checked(block, wanted, model) ?? checked(block, wanted, { ...model, integers: true });
}

function modelOf(
  { cells, sums }: Block,
  { cell: target, by }: Wanted,
  withheld: ReadonlySet<string>,
): Model<string, string> {
  const coefficients = new Map<string, [string, number][]>();
  const constraints = new Map<string, Constraint>([['wanted', { equal: by }]]);
  sums.forEach(({ total, parts }, at) => {
    constraints.set(`sum ${at}`, { equal: 0 });
    for (const part of parts) listIn(coefficients, part).push([`sum ${at}`, 1]);
    listIn(coefficients, total).push([`sum ${at}`, -1]);
  });
  const variables: [string, Coefficients][] = [];
  for (const cell of cells.filter(({ is }) => is !== 'known')) {
    const own = coefficients.get(cell.id) ?? [];
    if (cell.id === target) own.push(['wanted', 1]);
    const cost = cell.is === 'printed' && !withheld.has(cell.id) ? cell.worth : nothing;
    variables.push([`+${cell.id}`, [...own, ['cost', cost]]]);
    if (cell.value === 0) continue;
    const down = own.map(([key, sign]) => [key, -sign] as const);
    constraints.set(`rest ${cell.id}`, { max: cell.value });
    variables.push([`-${cell.id}`, [...down, ['cost', cost], [`rest ${cell.id}`, 1]]]);
  }
  return { direction: 'minimize', objective: 'cost', constraints, variables };
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function checked(block: Block, wanted: Wanted, model: Model<string, string>): Move | null {
  const { status, variables } = solve(model);
  if (status !== 'optimal') return null;
  const move = new Map<string, number>();
  for (const [name, amount] of variables) {
    const by = Math.round(amount);
    if (Math.abs(by - amount) > 1e-6) return null;
    const id = name.slice(1);
    if (by !== 0) move.set(id, (move.get(id) ?? 0) + (name.startsWith('-') ? -by : by));
  }
  return move.get(wanted.cell) === wanted.by && isTable(block, move) ? move : null;
}

function isTable({ cells, sums }: Block, move: Move): boolean {
  const by = (id: string) => move.get(id) ?? 0;
  const isPossible = ({ id, value, is }: Cell) =>
    value + by(id) >= 0 && (is !== 'known' || by(id) === 0);
  return (
    cells.every(isPossible) &&
    sums.every(({ total, parts }) => parts.reduce((sum, id) => sum + by(id), 0) === by(total))
  );
}
