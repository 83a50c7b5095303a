/** The columns of the answers: items and scales, over all versions of the instrument that were answered. */

import { type Cell, type CodebookColumn, cells, codebook } from '../../surveys/codebook.ts';
import type { Instrument } from '../../surveys/instrument.ts';
import { isMissingCode, type MissingReason, missingCode } from '../../surveys/missing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import type { WaveRecord } from '../analysis/records.ts';
import type { Sheets } from '../analysis/sheets.ts';
import { missingReasonOf } from '../analysis/wave-status.ts';
import { answeredInstruments } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';
import { texts } from '../texts.ts';
import type { ExportColumn } from './columns.ts';
import type { Flavour } from './format.ts';

export interface AnswerColumn extends ExportColumn {
  /** Asked at the first wave only. */
  readonly once: boolean;
}

export interface AnswerColumns {
  readonly columns: readonly AnswerColumn[];
  /** The version that is asked now, then the others that were answered. */
  readonly instruments: readonly Instrument[];
  /** One cell per column: answers and scores, or the reason why there are none; of that the code, or a blank. */
  cells(record: WaveRecord, sheets: Sheets): Cell[];
}

export async function answerColumns(
  view: ResearchView,
  role: StudyRole,
  flavour: Flavour = 'coded',
): Promise<AnswerColumns> {
  const versions = (await versionsOf(view, role)).map((instrument) => ({
    instrument,
    columns: codebook(instrument),
  }));
  const union = unionOf(versions.map((version) => version.columns));
  const positions = new Map(
    versions.map(({ instrument, columns }) => [
      key(instrument.instrument, instrument.version),
      union.map(({ name }) => columns.findIndex((column) => column.name === name)),
    ]),
  );
  return {
    columns: union.map((column) => asExportColumn(column, versions)),
    instruments: versions.map(({ instrument }) => instrument),
    cells(record, sheets) {
      const all = coded(record, sheets);
      return flavour === 'coded' ? all : all.map((cell) => (isMissingCode(cell) ? '' : cell));
    },
  };

  function coded({ status, response, scores }: WaveRecord, sheets: Sheets): Cell[] {
    const sheet = response && sheets.get(response.id);
    if (!response || !sheet) return union.map(() => missingCode(reasonOf(status)));
    const instrument = view.instrument(response.instrument, response.version);
    const own = cells(instrument, sheet, scores);
    const order = positions.get(key(response.instrument, response.version)) ?? [];
    return order.map((at) => own[at] ?? missingCode('not-applicable'));
  }
}

/** A sheet that was there a moment ago can only have gone with its participant. */
const reasonOf = (status: WaveRecord['status']): MissingReason =>
  missingReasonOf(status) ?? 'withdrawn';

const key = (name: string, version: number) => `${name} ${version}`;

/** The version that is asked now, then those that were answered, newest first. */
async function versionsOf(view: ResearchView, role: StudyRole): Promise<Instrument[]> {
  const answered = await answeredInstruments(view, role.name);
  const now = { instrument: role.instrument, version: role.instrument_version };
  const others = answered
    .filter(
      ({ instrument, version }) => key(instrument, version) !== key(now.instrument, now.version),
    )
    .sort((a, b) => b.version - a.version || (a.instrument < b.instrument ? -1 : 1));
  return [now, ...others].map(({ instrument, version }) => view.instrument(instrument, version));
}

/** All items in order, then all scales; what only an older version has stands where it stood there. */
function unionOf(versions: readonly (readonly CodebookColumn[])[]): CodebookColumn[] {
  const ofKind = (kind: CodebookColumn['kind']) =>
    versions
      .map((columns) => columns.filter((column) => column.kind === kind))
      .reduce<CodebookColumn[]>(merged, []);
  const items = ofKind('item');
  const names = new Set(items.map(({ name }) => name));
  return [...items, ...ofKind('scale').filter(({ name }) => !names.has(name))];
}

function merged(known: CodebookColumn[], other: readonly CodebookColumn[]): CodebookColumn[] {
  const result = [...known];
  other.forEach((column, index) => {
    if (result.some(({ name }) => name === column.name)) return;
    const before = other[index - 1]?.name;
    result.splice(result.findIndex(({ name }) => name === before) + 1, 0, column);
  });
  return result;
}

interface Version {
  readonly instrument: Instrument;
  readonly columns: readonly CodebookColumn[];
}

function asExportColumn(column: CodebookColumn, versions: readonly Version[]): AnswerColumn {
  const having = versions.filter(({ columns }) => columns.some((c) => c.name === column.name));
  const same = having.flatMap(({ columns }) => columns.filter((c) => c.name === column.name));
  const notes = [column.note];
  const say = texts('en');
  if (having.length < versions.length) {
    const list = having.map(({ instrument }) => instrument.version).join(', ');
    notes.push(say('research.note.only-in', { versions: list }));
  }
  if (new Set(same.map(({ label, values }) => JSON.stringify([label, values]))).size > 1) {
    const version = having[0]?.instrument.version ?? 0;
    notes.push(say('research.note.wording-of', { version }));
  }
  const bytes = same.flatMap((one) => one.bytes ?? []);
  return {
    ...column,
    ...(bytes.length > 0 ? { bytes: Math.max(...bytes) } : {}),
    wave: null,
    once: same.every(({ once }) => once),
    note: notes.filter((note) => note !== '').join(' '),
  };
}
