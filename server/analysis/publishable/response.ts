/** The table of response as it may be published. */

import type { Columns } from './columns.ts';
import { nowhere, type RoleFigures, type Standing, standings } from './figures.ts';
import { type Figure, figure, type PublishedResponse } from './published.ts';
import { memberId, responseBlock, standingId } from './response-block.ts';
import { withheldOf } from './suppression.ts';

export function publishedResponses(
  figures: RoleFigures,
  columns: readonly Columns[],
  limit: number,
): PublishedResponse[] {
  const told = figures.tables
    .flatMap(({ waves }) => waves)
    .map((wave) => ({
      wave,
      columns: figures.tables.some(({ table, waves }) => table.by === 'arm' && waves.includes(wave))
        ? (columns.find((one) => one.by === 'arm' && one.wave === wave) ?? null)
        : null,
    }));
  const held = withheldOf(responseBlock(figures, told, limit));
  const isHeld = (id: string) => held === 'everything' || held.has(id);
  return figures.standings.arm
    .filter(({ group }) => group !== nowhere)
    .map(({ group, wave, counts }) => ({
      ...{ group, wave },
      members: figure(
        standings.reduce((sum, standing) => sum + counts[standing], 0),
        isHeld(memberId(group)),
      ),
      counts: Object.fromEntries(
        standings.map((standing) => [
          standing,
          figure(counts[standing], isHeld(standingId(group, wave, standing))),
        ]),
      ) as Record<Standing, Figure>,
    }));
}
