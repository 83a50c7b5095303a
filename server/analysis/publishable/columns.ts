/** Which groups of a table can be shown by themselves at a wave, and which only within what is left of everybody. */

import type { Belonging } from '../plan/data.ts';
import { nowhere, type RoleFigures, type Standings } from './figures.ts';

/** A team is shown from so many respondents on; anything else from the study's own limit. */
export const teamLimit = 3;

export function limitOf(by: Belonging, limit: number): number {
  return by === 'team' ? teamLimit : limit;
}

export interface Columns {
  readonly by: Belonging;
  readonly wave: number;
  /** False where so few answered at all that nothing is said of the wave. */
  readonly isShown: boolean;
  /** Also those of which nobody answered. */
  readonly groups: readonly string[];
  /**
   * Told only together: what everybody's numbers have more than those of the groups that are shown.
   * None, or two at least, who are as many as a group has to be. `nowhere` may be one of them.
   */
  readonly together: readonly string[];
}

export function columnsOf(figures: RoleFigures, by: Belonging, wave: number, limit: number) {
  const least = limitOf(by, limit);
  const ofWave = figures.standings[by].filter((one) => one.wave === wave);
  const everybody = ofWave.find(({ group }) => group === null)?.counts.submitted ?? 0;
  const groups = ofWave.filter((one): one is Standings & { group: string } => one.group !== null);
  const fewestFirst = groups
    .filter(({ counts }) => counts.submitted > 0)
    .toSorted((a, b) => a.counts.submitted - b.counts.submitted);
  const together = fewestFirst.filter(
    ({ group, counts }) => group === nowhere || counts.submitted < least,
  );
  // Those who are nowhere can be told by subtraction from all others alone, if they are enough.
  const areEnough = () => {
    const people = together.reduce((sum, { counts }) => sum + counts.submitted, 0);
    const isOneGroup = together.length === 1 && together[0]?.group !== nowhere;
    return together.length === 0 || (people >= least && !isOneGroup);
  };
  for (const one of fewestFirst) {
    if (areEnough()) break;
    if (!together.includes(one)) together.push(one);
  }
  const names = together.map(({ group }) => group);
  return {
    ...{ by, wave, together: names },
    isShown: everybody === 0 || everybody >= limit,
    groups: groups
      .map(({ group }) => group)
      .filter((group) => group !== nowhere && !names.includes(group)),
  } satisfies Columns;
}
