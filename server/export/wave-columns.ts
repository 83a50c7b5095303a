/** The columns before the answers of a wave: how it went, on which day, and how the answer came in. */

import { daysFrom } from '../../surveys/dates.ts';
import { datingOf, datings, isOutsideWindow } from '../analysis/dating.ts';
import type { WaveRecord } from '../analysis/records.ts';
import { waveStatuses } from '../analysis/wave-status.ts';
import { dayOf } from '../day.ts';
import type { ResponseState } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import { described, type FilledColumn, note, said } from './columns.ts';

/** How a wave went. All but the status are empty until something is submitted. */
export function waveColumns({ study }: ResearchView): FilledColumn<WaveRecord>[] {
  const dated = (response: ResponseState) => datingOf(response, study.time_zone);
  return [
    {
      ...described('status', 'wave'),
      values: labelled('status', waveStatuses),
      note: note('status'),
      cell: ({ status }) => status,
    },
    {
      ...described('submitted', 'wave'),
      ...day,
      note: note('submitted'),
      cell: ({ response }) => (response ? dated(response).day : ''),
    },
    {
      ...described('dated_by', 'wave'),
      values: labelled('dated-by', datings),
      note: note('dated_by'),
      cell: ({ response }) => (response ? dated(response).by : ''),
    },
    {
      ...described('days_from_target', 'wave'),
      storage: 'integer',
      measure: 'scale',
      note: note('days_from_target'),
      cell: ({ response, dates }) => (response ? daysFrom(dates.target, dated(response).day) : ''),
    },
    {
      ...described('outside_window', 'wave'),
      storage: 'integer',
      values: [0, 1].map((value) => ({ value, label: said(`research.outside-window.${value}`) })),
      note: note('outside_window'),
      cell: ({ response, dates }) =>
        response ? Number(isOutsideWindow(response, dates, study.time_zone)) : '',
    },
    {
      ...described('channel', 'wave'),
      values: labelled('channel', ['web', 'paper']),
      cell: ({ response }) => response?.channel ?? '',
    },
    {
      ...described('received', 'wave'),
      ...day,
      note: note('received'),
      cell: ({ response }) => response?.receivedOn ?? '',
    },
    {
      ...described('keyed', 'wave'),
      ...day,
      note: note('keyed'),
      cell: ({ response }) => (response?.keyedAt ? dayOf(response.keyedAt, study.time_zone) : ''),
    },
    {
      ...described('keyed_by', 'wave'),
      storage: 'integer',
      note: note('keyed_by'),
      cell: ({ response }) => response?.keyer ?? '',
    },
    {
      ...described('keyed_again_by', 'wave'),
      storage: 'integer',
      note: note('keyed_again_by'),
      cell: ({ response }) => response?.secondKeyer ?? '',
    },
    {
      ...described('version', 'wave'),
      storage: 'integer',
      cell: ({ response }) => response?.version ?? '',
    },
  ];
}

/** Which wave a row of the long file is of. */
export function waveNumberColumn(): FilledColumn<WaveRecord> {
  return {
    ...described('wave', 'wave'),
    storage: 'integer',
    measure: 'ordinal',
    cell: ({ wave }) => wave,
  };
}

const day = { storage: 'date', measure: 'scale' } as const;

function labelled(of: string, words: readonly string[]) {
  return words.map((value) => ({ value, label: said(`research.${of}.${value}`) }));
}
