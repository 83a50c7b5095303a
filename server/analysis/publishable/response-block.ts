/** The table of response as cells: in each group everybody stands somewhere at each wave, and the groups add up. */

import type { Group } from '../plan/tables.ts';
import type { Block, Cell, Sum } from './cells.ts';
import type { Columns } from './columns.ts';
import { nowhere, type RoleFigures, type Standing, type Standings, standings } from './figures.ts';

/** Those in the study, whatever the wave: the same cell in every wave's row. */
export const memberId = (group: Group) => `members ${group}`;
export const standingId = (group: Group, wave: number, standing: Standing) =>
  `${standing} ${group} ${wave}`;

/**
 * How many of a group submitted follows from the tables of answers where these show the group. Groups
 * that are told together can have it in any way that adds up: each of their cells in the other tables
 * is withheld, and can be filled in to match.
 */
export function responseBlock(
  figures: RoleFigures,
  columns: readonly Columns[],
  limit: number,
): Block {
  const all = figures.standings.arm;
  const groups = groupsIn(all);
  const waves = [...new Set(all.map(({ wave }) => wave))];
  const known = (group: Group, wave: number) => {
    const { isShown = true, together = [] } = columns.find((one) => one.wave === wave) ?? {};
    return isShown && (group === null || !together.includes(group) || together.length === 1);
  };
  const isPrinted = (group: Group) => (group === nowhere ? 'unprinted' : 'printed');
  const cells = all
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ group, wave, counts }) =>
      standings.map((standing): Cell => {
        const isSubmitted = standing === 'submitted';
        return {
          id: standingId(group, wave, standing),
          value: counts[standing],
          is: isSubmitted && known(group, wave) ? 'known' : isPrinted(group),
          limit: isSubmitted && known(group, wave) ? null : limit,
          sensitive: false,
          worth: group === null ? 3 : 1,
        };
      }),
    );
  const members = groups.map((group): Cell => {
    const first = all.find((one) => one.group === group);
    const value = first ? sum(Object.values(first.counts)) : 0;
    const worth = group === null ? 12 : 6;
    return { id: memberId(group), value, is: isPrinted(group), limit, sensitive: false, worth };
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
