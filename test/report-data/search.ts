/** Finds whole numbers that meet printed figures: simulated annealing, the same way for the same chance. */

import { between, chance, pick, type Random } from '../../server/demo/random.ts';

export interface Problem {
  readonly start: readonly number[];
  /** The lowest and the highest number that can stand anywhere. */
  readonly range: readonly [number, number];
  /** Places whose number can go up or down by itself. */
  readonly loose: readonly number[];
  /** Places whose numbers can change places with each other; for some nothing else is allowed. */
  readonly exchanged: readonly number[];
  /** How far the numbers are from what was printed; 0 is there. */
  readonly strain: (values: readonly number[]) => number;
}

const steps = 30_000;
const attempts = 60;
const hottest = 2;
const coldest = 0.02;

/** Null where nothing was found. */
export function search(problem: Problem, random: Random): number[] | null {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = anneal(problem, random);
    if (found) return found;
  }
  return null;
}

function anneal({ start, range, loose, exchanged, strain }: Problem, random: Random) {
  let values = [...start];
  let now = strain(values);
  for (let step = 0; step < steps && now > 0; step += 1) {
    const next = [...values];
    if (loose.length === 0 || chance(random, 0.5)) {
      const [a, b] = [pick(random, exchanged), pick(random, exchanged)];
      [next[a], next[b]] = [next[b] as number, next[a] as number];
    } else {
      const at = pick(random, loose);
      next[at] = (next[at] as number) + (between(random, 0, 1) * 2 - 1);
      if ((next[at] as number) < range[0] || (next[at] as number) > range[1]) continue;
    }
    const then = strain(next);
    const heat = hottest * (coldest / hottest) ** (step / steps);
    if (then <= now || chance(random, Math.exp((now - then) / heat))) {
      values = next;
      now = then;
    }
  }
  return now === 0 ? values : null;
}
