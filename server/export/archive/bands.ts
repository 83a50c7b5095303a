/** Age in tens of years and inclusion in quarters of years, put together until no group is small. */

import type { Cell } from '../../../surveys/codebook.ts';
import { isMissingCode } from '../../../surveys/missing.ts';
import { languages } from '../../texts.ts';
import { baseName } from '../codebook/entry.ts';
import { said } from '../columns.ts';
import { mergedRuns, type Run } from './merging.ts';
import { type Coarser, dropped, type FullColumn } from './table.ts';

export function ageBands(age: FullColumn, limit: number): Coarser {
  return banded(age, limit, {
    name: age.column.name.replace(baseName(age.column), 'age_band'),
    label: said('codebook.archive.age'),
    stepOf: (cell) => Math.floor(Number(cell) / 10),
    textOf: ({ from, to }, isFirst, isLast) => {
      if (isFirst) return `≤ ${to * 10 + 9}`;
      return isLast ? `≥ ${from * 10}` : `${from * 10}–${to * 10 + 9}`;
    },
  });
}

export function inclusionQuarters(inclusion: FullColumn, limit: number): Coarser {
  const quarter = (step: number) => `${Math.floor(step / 4)} Q${(step % 4) + 1}`;
  return banded(inclusion, limit, {
    name: 'inclusion_period',
    label: said('codebook.archive.inclusion'),
    stepOf: (cell) => {
      const { year, month } = Temporal.PlainDate.from(String(cell));
      return year * 4 + Math.floor((month - 1) / 3);
    },
    textOf: ({ from, to }) => (from === to ? quarter(from) : `${quarter(from)} – ${quarter(to)}`),
  });
}

interface Banding {
  readonly name: string;
  readonly label: FullColumn['column']['label'];
  stepOf(cell: Cell): number;
  textOf(run: Run, isFirst: boolean, isLast: boolean): string;
}

/** Numbered from 1; the reasons why there is nothing stay. One band for all would tell nothing. */
function banded(full: FullColumn, limit: number, banding: Banding): Coarser {
  const { column, cells } = full;
  const isThere = (cell: Cell) => cell !== '' && !isMissingCode(cell);
  const counts = new Map<number, number>();
  for (const cell of cells.filter(isThere)) {
    const step = banding.stepOf(cell);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const runs = mergedRuns(counts, limit) ?? [];
  if (runs.length < 2) return dropped(full, limit);
  const names = runs.map((run, at) => banding.textOf(run, at === 0, at === runs.length - 1));
  const bandOf = (cell: Cell) => 1 + runs.findIndex(({ to }) => banding.stepOf(cell) <= to);
  return {
    column: {
      column: {
        ...column,
        ...{ name: banding.name, label: banding.label, storage: 'integer', measure: 'ordinal' },
        values: names.map((text, at) => ({
          value: at + 1,
          label: Object.fromEntries(languages.map((language) => [language, text])),
        })),
      },
      cells: cells.map((cell) => (isThere(cell) ? bandOf(cell) : cell)),
    },
    deed: { did: 'banded', column: column.name, groups: names.join('; '), limit },
  };
}
