/** Fisher's exact p for tables of more than two rows or columns, by walking the network of their margins. */

import { sum } from 'simple-statistics';
import { logGamma } from '../distributions/gamma-function.ts';
import type { Contingency } from './contingency-table.ts';
import { equalWithin } from './exact-odds-ratio.ts';

/**
 * What is still to be filled: some columns, with these row sums left. The order of the rows does not
 * matter, so one node stands for many beginnings of a table.
 */
interface Node {
  readonly arcs: readonly Arc[];
  /** The largest and the smallest −Σ ln x! that filling the rest can add. */
  readonly most: number;
  readonly least: number;
}

/** One way to fill the next column, up to the order of rows with the same left. */
interface Arc {
  readonly to: Node;
  /** −Σ ln x! of the column. */
  readonly logWeight: number;
  /** The share of the node's tables that begin so. */
  readonly probability: number;
}

/** Beginnings of equally likely tables: `logWeight` of each of them, `probability` of all together. */
interface Path {
  readonly logWeight: number;
  probability: number;
}

/** So many steps take two or three seconds; tables that need more have no exact p here. */
const costLimit = 50_000_000;
/** Of so many people the logarithms of all factorials still fit in a few megabytes. */
const mostPeople = 1_000_000;
/** What a way to fill a column, a path to keep and a new node cost beside a step along an arc. */
const costs = { filling: 10, path: 10, node: 200 };

/**
 * The probability, given the margins, of all tables no more likely than the observed one; null where
 * finding out would cost too much. The network of Mehta & Patel (1983),
 * doi:10.1080/01621459.1983.10477989: column by column, beginnings that leave the same margins and are
 * equally likely go on as one, and those that are sure to end as likely or as unlikely tables stop.
 */
export function exactTableP({ table, rowSums, columnSums, total }: Contingency): number | null {
  const wide = rowSums.length <= columnSums.length;
  const [rows, columns] = wide ? [rowSums, columnSums] : [columnSums, rowSums];
  if (total > mostPeople || nodeNames(rows) > Number.MAX_SAFE_INTEGER) return null;
  const budget = { left: costLimit };
  // The largest columns first: the nodes that follow are then the fewest.
  const root = network(filled(rows), filled(columns).reverse(), budget);
  const limit = -sum(table.flat().map((x) => logGamma(x + 1))) + Math.log1p(equalWithin);
  const p = walk(root, limit, budget);
  return budget.left < 0 ? null : Math.min(1, p);
}

/** How many names of nodes there may be: one for each set of row sums left. */
function nodeNames(rows: readonly number[]): number {
  return (Math.max(...rows) + 1) ** rows.length;
}

/** Smallest first; empty rows and columns change nothing. */
function filled(sums: readonly number[]): number[] {
  return sums.filter((count) => count > 0).sort(ascending);
}

function ascending(a: number, b: number): number {
  return a - b;
}

function network(
  rows: readonly number[],
  columns: readonly number[],
  budget: { left: number },
): Node {
  const stages = columns.concat(0).map(() => new Map<number, Node>());
  const base = Math.max(...rows) + 1;
  const logFactorials = logFactorialsTo(sum([...rows]));
  return nodeOf(rows, 0);

  function nodeOf(left: readonly number[], stage: number): Node {
    const name = left.reduce((digits, count) => digits * base + count, 0);
    const nodes = stages[stage] as Map<number, Node>;
    const known = nodes.get(name);
    if (known) return known;
    budget.left -= costs.node;
    const node = join(arcsFrom(left, stage));
    nodes.set(name, node);
    return node;
  }

  function arcsFrom(left: readonly number[], stage: number): Arc[] {
    const size = columns[stage];
    if (size === undefined) return [];
    const arcs: Arc[] = [];
    const every = logChoose(sum([...left]), size);
    eachFilling(left, size, budget, (column, orders) => {
      let [logWeight, logWays] = [0, -every];
      const rest = left.map((count, i) => {
        const x = column[i] as number;
        logWeight -= logFactorials[x] as number;
        logWays += logChoose(count, x);
        return count - x;
      });
      const to = nodeOf(rest.sort(ascending), stage + 1);
      arcs.push({ to, logWeight, probability: orders * Math.exp(logWays) });
    });
    return arcs;
  }

  function logChoose(n: number, k: number): number {
    return (
      (logFactorials[n] as number) - (logFactorials[k] as number) - (logFactorials[n - k] as number)
    );
  }
}

function join(arcs: readonly Arc[]): Node {
  if (arcs.length === 0) return { arcs, most: 0, least: 0 };
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { to, logWeight } of arcs) {
    most = Math.max(most, logWeight + to.most);
    least = Math.min(least, logWeight + to.least);
  }
  return { arcs, most, least };
}

/**
 * All ways to spread `size` over rows that can take no more than is left in them. Among rows with the
 * same left none gets more than the one before; `orders` says how many ways that stands for.
 */
function eachFilling(
  left: readonly number[],
  size: number,
  budget: { left: number },
  visit: (column: readonly number[], orders: number) => void,
): void {
  const column = left.map(() => 0);
  const twins = left.map((own, i) => left.filter((other, k) => k >= i && other === own).length);
  const room = left.map((own, i) => sum(left.filter((other, k) => k > i && other !== own)));
  fill(0, size, 1, 0, 0);

  /** `alike` rows before this one have as much left as it, the last `equal` of them the same filling. */
  function fill(i: number, rest: number, orders: number, alike: number, equal: number): void {
    if (budget.left < 0) return;
    if (i === left.length) {
      budget.left -= costs.filling;
      visit(column, orders);
      return;
    }
    const twin = left[i] === left[i - 1];
    const before = twin ? alike : 0;
    const most = Math.min(left[i] as number, rest, twin ? (column[i - 1] as number) : rest);
    const least = Math.max(0, Math.ceil((rest - (room[i] as number)) / (twins[i] as number)));
    for (let x = least; x <= most; x += 1) {
      const run = twin && x === column[i - 1] ? equal + 1 : 1;
      column[i] = x;
      fill(i + 1, rest - x, (orders * (before + 1)) / run, before + 1, run);
    }
  }
}

/** Adds up the probability of the tables whose weight is at most `limit`, one column at a time. */
function walk(root: Node, limit: number, budget: { left: number }): number {
  let p = 0;
  let stage = new Map<Node, Map<number, Path>>();
  let next: typeof stage = new Map();
  reach(root, 0, 1);
  while (next.size > 0) {
    [stage, next] = [next, new Map()];
    for (const [node, paths] of stage) {
      for (const { logWeight, probability } of paths.values()) {
        budget.left -= node.arcs.length;
        if (budget.left < 0) return p;
        for (const arc of node.arcs) {
          reach(arc.to, logWeight + arc.logWeight, probability * arc.probability);
        }
      }
    }
  }
  return p;

  function reach(node: Node, logWeight: number, probability: number): void {
    if (logWeight + node.most <= limit) p += probability;
    else if (logWeight + node.least <= limit) {
      const paths = next.get(node) ?? new Map<number, Path>();
      const same = paths.get(coarse(logWeight));
      if (same) same.probability += probability;
      else paths.set(coarse(logWeight), { logWeight, probability });
      budget.left -= costs.path;
      next.set(node, paths);
    }
  }
}

/** Weights that differ by rounding only are one; this is finer than what counts as equal. */
function coarse(logWeight: number): number {
  return Math.round(logWeight * 1e9);
}

function logFactorialsTo(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
}
