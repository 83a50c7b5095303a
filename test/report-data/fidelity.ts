/** Job specialists' answers to the fidelity scale, from the means and totals of the report's Table 1. */

import { chance, pick, type Random, shuffled } from '../../server/demo/random.ts';
import { missBy, printedTable, sum } from './printed.ts';

export interface FidelityForm {
  readonly person: number;
  readonly team: 'team-1' | 'team-2';
  readonly wave: number;
  /** By question; of a tick-all question the options that are ticked, 0 for none of them. */
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

export const fidelityQuestions = Array.from(
  { length: 19 },
  (_, i) => `sef${String(i + 1).padStart(2, '0')}`,
);

const waves = ['inclusion', 'm3', 'm12', 'm18'];
const perTeam = 5;
/** How many options the tick-all questions have. */
const ticks: Readonly<Record<string, number>> = { sef03: 6, sef07: 5, sef08: 5, sef19: 5 };
/** The fewest in each team that the decimals of a wave's means allow. */
const answering: Readonly<Record<FidelityForm['team'], readonly number[]>> = {
  'team-1': [5, 4, 3, 1],
  'team-2': [5, 5, 5, 4],
};

export function makeFidelityForms(random: Random): FidelityForm[] {
  return (['team-1', 'team-2'] as const).flatMap((team, t) =>
    waves.flatMap((name, w) => {
      const size = answering[team][w] ?? 0;
      const column = `${name}_team${t + 1}`;
      const cells = findCells(column, size);
      const columns = cells.map((cell, q) =>
        spread(cell, size, fidelityQuestions[q] as string, random),
      );
      return Array.from({ length: size }, (_, member) => ({
        ...{ person: t * perTeam + member + 1, team, wave: w + 1 },
        answers: answersOf(columns, member, random),
      }));
    }),
  );
}

/** A mean as a sum over those who answered the question. */
interface Cell {
  readonly sum: number;
  readonly of: number;
}

/** Everybody answers every question, except where a mean or the total can only be had of fewer. */
function findCells(column: string, size: number): Cell[] {
  const rows = printedTable('table1');
  const printed = rows.map((row) => Number(row[column]));
  const total = printed.pop() ?? 0;
  const choices = printed.map((mean, q) =>
    cellsFor(mean, size, (fidelityQuestions[q] as string) in ticks),
  );
  for (let skipped = 0; skipped <= size * choices.length; skipped += 1) {
    const found = choose(choices, size, skipped, total, []);
    if (found) return found;
  }
  throw new Error(`the means of ${column} do not add up to ${total}`);
}

function cellsFor(mean: number, size: number, isTicked: boolean): Cell[] {
  const sizes = Array.from({ length: isTicked ? 1 : size }, (_, i) => size - i);
  return sizes.flatMap((of) =>
    Array.from({ length: of * 5 + 1 }, (_, total) => ({ sum: total, of })).filter(
      (cell) => missBy(cell.sum / of, mean, 1) === 0,
    ),
  );
}

/** One cell for each question, with exactly so many answers skipped, that add up to the total. */
function choose(
  choices: readonly (readonly Cell[])[],
  size: number,
  skipped: number,
  total: number,
  chosen: readonly Cell[],
): Cell[] | null {
  const [next, ...rest] = choices;
  if (!next) {
    const own = sum(chosen.map((cell) => cell.sum / cell.of));
    return skipped === 0 && missBy(own, total, 1) === 0 ? [...chosen] : null;
  }
  const least = sum(rest.map((cells) => size - Math.max(...cells.map(({ of }) => of))));
  for (const cell of next) {
    const left = skipped - (size - cell.of);
    const found = left < least ? null : choose(rest, size, left, total, [...chosen, cell]);
    if (found) return found;
  }
  return null;
}

/** One number for each member; those who answer least skip first. */
function spread({ sum: total, of }: Cell, size: number, question: string, random: Random) {
  const lowest = question in ticks ? 0 : 1;
  const parts = Array.from({ length: of }, (_, i) => Math.floor((total + i) / of));
  if (of > 2 && chance(random, 0.6)) {
    const [up = 0, down = 0] = shuffled(random, [...parts.keys()]);
    const [a, b] = [(parts[up] as number) + 1, (parts[down] as number) - 1];
    if (a <= 5 && b >= lowest) [parts[up], parts[down]] = [a, b];
  }
  const mixed = shuffled(random, parts);
  return Array.from({ length: size }, (_, i) => mixed[i] ?? null);
}

function answersOf(
  columns: readonly (readonly (number | null)[])[],
  member: number,
  random: Random,
): FidelityForm['answers'] {
  return Object.fromEntries(
    fidelityQuestions.flatMap((name, q) => {
      const points = columns[q]?.[member];
      if (points === null || points === undefined) return [];
      return [[name, ticks[name] ? ticked(points, ticks[name], random) : [points]]];
    }),
  );
}

/** Of a question with more options than points, all may be ticked for the highest. */
function ticked(points: number, options: number, random: Random): number[] {
  if (points === 0) return [0];
  const count = points === 5 ? pick(random, [5, options]) : points;
  const all = Array.from({ length: options }, (_, i) => i + 1);
  return shuffled(random, all).slice(0, count).toSorted();
}
