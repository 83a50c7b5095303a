/** What an archive gets of the data: nothing written, no dates, and no small group to stand out in. */

import { setImmediate as breath } from 'node:timers/promises';
import type { Cell } from '../../../surveys/codebook.ts';
import { isMissingCode } from '../../../surveys/missing.ts';
import { baseName } from '../codebook/entry.ts';
import { type ExportColumn, said } from '../columns.ts';
import { ageBands, inclusionQuarters } from './bands.ts';
import { type Cells, mergedGroups } from './merging.ts';
import { type Coarser, type Deed, dropped, type FullColumn, kept } from './table.ts';

export interface Coarsened {
  readonly columns: readonly FullColumn[];
  readonly deeds: readonly Deed[];
  /** How many share what is left of the indirect identifiers with fewer than the limit. */
  readonly few: number;
}

/** A team of fewer is never shown alone. */
const smallestTeam = 3;
/** Of a wave: how it went, and how the answers came. All else is days, and who keyed. */
const keptOfWave = ['status', 'outside_window', 'channel', 'version'];
const ages = ['age', 'alder'];
const genders = ['gender', 'sex', 'kjonn'];
/** Stands where small groups were put together. */
const other = { text: 'other', number: 99 };

/**
 * `rows` have a cell for each column, and stand in the order that the archive is to have. Of many
 * people a column takes some milliseconds: others are served between them.
 */
export async function coarsened(
  columns: readonly ExportColumn[],
  rows: readonly (readonly Cell[])[],
  limit: number,
): Promise<Coarsened> {
  const parts: Coarser[] = [];
  let arm: FullColumn | null = null;
  for (const [at, column] of columns.entries()) {
    if (isRemoved(column)) continue;
    const part = coarser({ column, cells: rows.map((row) => row[at] ?? '') }, arm, limit);
    // It comes before the sites, which are looked at within it.
    if (column.name === 'arm') arm = part.column;
    parts.push(part);
    await breath();
  }
  const left = parts.flatMap(({ column }) => (column ? [column] : []));
  return {
    columns: [numbers(rows.length), ...left],
    deeds: [
      { did: 'code', column: 'code', groups: '', limit },
      { did: 'removed', column: '', groups: removedNames(columns).join(', '), limit },
      ...parts.flatMap(({ deed }) => (deed ? [deed] : [])),
      { did: 'status', column: 'status', groups: '', limit },
    ],
    few: fewSharing(
      left.filter(({ column }) => isIndirect(column)),
      rows.length,
      limit,
    ),
  };
}

function removedNames(columns: readonly ExportColumn[]): string[] {
  const names = columns.filter(isRemoved).map(baseName);
  return [...new Set(names)].filter((name) => name !== 'code');
}

function isRemoved(column: ExportColumn): boolean {
  if (column.name === 'code') return true;
  if (column.kind === 'wave') return !keptOfWave.includes(baseName(column));
  return column.kind === 'item' && (column.storage === 'text' || column.storage === 'date');
}

function coarser(full: FullColumn, arm: FullColumn | null, limit: number): Coarser {
  const { column } = full;
  const source = column.source ?? baseName(column);
  if (column.kind === 'participant') {
    if (source === 'inclusion_date') return inclusionQuarters(full, limit);
    return source === 'team' ? groups(full, null, smallestTeam) : groups(full, arm, limit);
  }
  if (source === 'status') return kept(leftTogether(full));
  if (column.kind === 'item' && ages.includes(source)) return ageBands(full, limit);
  if (column.kind === 'item' && genders.includes(source)) return groups(full, null, limit);
  return kept(full);
}

/** Groups that are small, in the whole or in one of the arms, are put together. */
function groups(full: FullColumn, within: FullColumn | null, limit: number): Coarser {
  const { column, cells } = full;
  const strata = [...new Set(within?.cells ?? [''])];
  const counts = new Map<string, number[]>();
  cells.forEach((cell, row) => {
    if (cell === '' || isMissingCode(cell)) return;
    const own = counts.get(String(cell)) ?? strata.map(() => 0);
    const at = strata.indexOf(within?.cells[row] ?? '');
    own[at] = (own[at] ?? 0) + 1;
    counts.set(String(cell), own);
  });
  // Nobody has one.
  if (counts.size === 0) return { column: null, deed: null };
  const merged = mergedGroups(counts satisfies Cells, limit);
  if (merged === null) return dropped(full, limit);
  if (merged.size === 0) return kept(full);
  const put = column.storage === 'text' ? other.text : other.number;
  const values = column.values.filter(({ value }) => !merged.has(String(value)));
  const label = said('codebook.archive.other');
  return {
    column: {
      column: { ...column, values: [...values, { value: put, label }] },
      cells: cells.map((cell) => (merged.has(String(cell)) ? put : cell)),
    },
    deed: { did: 'merged', column: column.name, groups: [...merged].sort().join(', '), limit },
  };
}

/** That somebody died is not for an archive. */
function leftTogether({ column, cells }: FullColumn): FullColumn {
  const ways = ['withdrawn', 'dead', 'ineligible'];
  const values = column.values.filter(({ value }) => !ways.includes(String(value)));
  return {
    column: {
      ...column,
      note: '',
      values: [...values, { value: 'left', label: said('codebook.archive.left') }],
    },
    cells: cells.map((cell) => (ways.includes(String(cell)) ? 'left' : cell)),
  };
}

/** In the order of the rows, which is by chance. */
function numbers(count: number): FullColumn {
  return {
    column: {
      ...{ name: 'archive_number', label: said('codebook.archive.number'), kind: 'participant' },
      ...{ storage: 'integer', measure: 'nominal', wave: null, values: [], note: '' },
    },
    cells: Array.from({ length: count }, (_, row) => row + 1),
  };
}

function isIndirect({ kind, name, source }: ExportColumn): boolean {
  return kind === 'participant' || [...ages, ...genders].includes(source ?? name);
}

function fewSharing(columns: readonly FullColumn[], count: number, limit: number): number {
  const keys = Array.from({ length: count }, (_, row) =>
    JSON.stringify(columns.map(({ cells }) => cells[row])),
  );
  const sizes = Map.groupBy(keys, (key) => key);
  return keys.filter((key) => (sizes.get(key)?.length ?? 0) < limit).length;
}
