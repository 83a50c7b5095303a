/** What a column of the files is, and the columns that tell who somebody is and where. */

import type { Column } from '../../surveys/answer-type.ts';
import type { Cell } from '../../surveys/codebook.ts';
import type { StudyRole } from '../../surveys/study.ts';
import type { Texts } from '../../surveys/text.ts';
import type { Enrolled } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import { languages, texts } from '../texts.ts';

/** One column of a file, with what a reader of the data must know about it. */
export interface ExportColumn extends Omit<Column, 'values'> {
  readonly kind: 'participant' | 'wave' | 'item' | 'scale';
  /** The wave it is of; null for what does not change. */
  readonly wave: number | null;
  readonly values: readonly { readonly value: number | string; readonly label: Texts }[];
  readonly note: string;
  /** The item or scale it comes from. */
  readonly source?: string;
}

/** A column that knows its cell; the cell is empty where there is nothing to tell. */
export interface FilledColumn<From> extends ExportColumn {
  cell(from: From): Cell;
}

export function participantColumns(
  { study, arms }: ResearchView,
  role: StudyRole,
): FilledColumn<Enrolled>[] {
  const labelled = (named: readonly { name: string; label: Texts }[]) =>
    named.map(({ name, label }) => ({ value: name, label }));
  const armValues = labelled(study.arms).filter(({ value }) => arms.includes(value));
  const always: FilledColumn<Enrolled>[] = [
    { ...described('code'), bytes: 7, cell: ({ code }) => code },
    { ...described('arm'), values: armValues, cell: ({ arm }) => arm ?? '' },
    { ...described('site'), values: labelled(study.sites), cell: ({ site }) => site ?? '' },
    {
      ...described('inclusion_date'),
      storage: 'date',
      measure: 'scale',
      cell: ({ inclusionDate }) => inclusionDate,
    },
  ];
  const team = {
    ...described('team'),
    values: labelled(study.teams),
    cell: ({ team }: Enrolled) => team ?? '',
  };
  return role.belongs_to.includes('team') ? [...always, team] : always;
}

/** A column of one wave: `jm07` becomes `jm07_w1`. */
export function atWave<C extends ExportColumn>(column: C, wave: number): C {
  return { ...column, name: `${column.name}_w${wave}`, wave };
}

export function described(
  name: string,
  kind: 'participant' | 'wave' = 'participant',
): ExportColumn {
  return {
    name,
    label: said(`research.column.${name}`),
    storage: 'text',
    measure: 'nominal',
    kind,
    wave: null,
    values: [],
    note: '',
  };
}

/** One of the platform's texts in every language. */
export function said(key: string): Texts {
  return Object.fromEntries(languages.map((language) => [language, texts(language)(key)]));
}

/** Notes are in English, as the instruments' own are. */
export const note = (key: string) => texts('en')(`research.note.${key}`);
