/** The table of response as cells: in each group everybody stands somewhere at each wave, and the groups add up. */

import type { Group } from '../plan/tables.ts';
import { type Block, type Cell, mayBeIfFew, type Sum } from './cells.ts';
import type { Columns } from './columns.ts';
import { nowhere, type RoleFigures, type Standing, type Standings, standings } from './figures.ts';

/** Those in the study, whatever the wave: the same cell in every wave's row. */
export const memberId = (group: Group) => `members ${group}`;
export const standingId = (group: Group, wave: number, standing: Standing) =>
  `${standing} ${group} ${wave}`;

/** What the tables of answers tell of how many submitted at a wave. */
export interface Told {
  readonly wave: number;
  /** Null where no table of answers is by arm. */
  readonly columns: Columns | null;
}

/**
 * How many of a group submitted follows from the tables of answers where these show the group. Groups
 * that are told together can have it in any way that adds up: each of their cells in the other tables
 * is withheld, and can be filled in to match. So any of them may be nobody: then others answered what
 * all of them did.
 */
export function responseBlock(figures: RoleFigures, told: readonly Told[], limit: number): Block {
  const all = figures.standings.arm;
  const groups = groupsIn(all);
  const waves = [...new Set(all.map(({ wave }) => wave))];
  const isPrinted = (group: Group) => (group === nowhere ? 'unprinted' : 'printed');
  const cells = all
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ group, wave, counts }) =>
      standings.map((standing): Cell => {
        const value = counts[standing];
        const id = standingId(group, wave, standing);
        const own = { id, value, worth: group === null ? 3 : 1 };
        const mayBe = mayBeIfFew(value, limit);
        if (standing !== 'submitted') return { ...own, is: isPrinted(group), mayBe };
        const at = told.find((one) => one.wave === wave);
        if (isTold(at, group)) return { ...own, is: 'known', mayBe: [] };
        const isWithOthers = isTogether(at, group) && value >= limit;
        return { ...own, is: isPrinted(group), mayBe: isWithOthers ? [0] : mayBe };
      }),
    );
  const members = groups.map((group): Cell => {
    const first = all.find((one) => one.group === group);
    const value = first ? sum(Object.values(first.counts)) : 0;
    const worth = group === null ? 12 : 6;
    const mayBe = mayBeIfFew(value, limit);
    return { id: memberId(group), value, is: isPrinted(group), mayBe, worth };
  });
  const parts = groups.filter((group) => group !== null);
  const inGroups = groups.flatMap((group) =>
    waves.map(
      (wave): Sum => ({
        total: memberId(group),
        parts: standings.map((standing) => standingId(group, wave, standing)),
      }),
    ),
  );
  const overGroups = waves.flatMap((wave) =>
    standings.map(
      (standing): Sum => ({
        total: standingId(null, wave, standing),
        parts: parts.map((group) => standingId(group, wave, standing)),
      }),
    ),
  );
  const overMembers: Sum = { total: memberId(null), parts: parts.map(memberId) };
  return {
    cells: [...cells, ...members],
    // Where there are no groups there is nothing but the total.
    sums: parts.length === 0 ? inGroups : [...inGroups, ...overGroups, overMembers],
  };
}

function isTold(told: Told | undefined, group: Group): boolean {
  if (!told || told.columns?.isShown === false) return false;
  return group === null || (told.columns !== null && !isTogether(told, group));
}

function isTogether(told: Told | undefined, group: Group): boolean {
  const { isShown = false, together = [] } = told?.columns ?? {};
  return isShown && group !== null && together.length > 1 && together.includes(group);
}

/** Those who are nowhere count as a group where there are groups, and somebody is in none. */
function groupsIn(all: readonly Standings[]): Group[] {
  const groups = [...new Set(all.map(({ group }) => group))];
  const isAnybody = all.some(
    ({ group, counts }) => group === nowhere && sum(Object.values(counts)) > 0,
  );
  return groups.filter((group) => group !== nowhere || (isAnybody && groups.length > 2));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
