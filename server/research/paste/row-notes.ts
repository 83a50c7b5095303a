/** What is said of single rows of a table that is to be printed, and which rows tell too much of a few people. */

import type { RowWarning } from '../../analysis/plan/comparison.ts';
import type { ComparisonResult } from '../../analysis/plan/results.ts';
import type { Speaker } from '../speaker.ts';

type Row = ComparisonResult['rows'][number];

/** `small`: a printed table would tell what single people answered. */
export type RowNote = RowWarning | 'small';

/** Fewer than `limit` are behind one of its means; of nobody there is nothing to tell. */
export function isSmall({ descriptives }: Row, limit: number): boolean {
  return descriptives.some(({ n }) => n.used > 0 && n.used < limit);
}

/** Of a small row the other notes would tell too much. */
function notesOf(row: Row, limit: number): readonly RowNote[] {
  return isSmall(row, limit) ? ['small'] : row.warnings;
}

/** In the order in which a reader meets them. */
export function notesIn({ rows }: ComparisonResult, limit: number): readonly RowNote[] {
  return [...new Set(rows.flatMap((row) => notesOf(row, limit)))];
}

/** The letters after a row's label, as in `a, c`. */
export function lettersOf(result: ComparisonResult, row: Row, limit: number): string {
  const all = notesIn(result, limit);
  return notesOf(row, limit)
    .map((note) => letter(all, note))
    .sort()
    .join(', ');
}

export function letter(all: readonly RowNote[], note: RowNote): string {
  return String.fromCharCode('a'.charCodeAt(0) + all.indexOf(note));
}

export function noteText(
  { groups }: ComparisonResult,
  note: RowNote,
  { say, number }: Speaker,
  limit: number,
): string {
  if (note === 'small') return say('paste.small', { limit: number.whole(limit) });
  if (note === 'few') return say('paste.few', { design: groups ? 'between' : 'within' });
  return say(`paste.warning.${note}`);
}
