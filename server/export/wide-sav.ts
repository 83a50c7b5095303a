/** The wide file for SPSS: every name, label and reason for a missing answer is in it. */

import type { Cell } from '../../surveys/codebook.ts';
import {
  highestMissingCode,
  lowestMissingCode,
  missingCode,
  missingReasons,
} from '../../surveys/missing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { ResearchView } from '../research-view.ts';
import { oneLine } from './codebook/words.ts';
import type { ExportColumn } from './columns.ts';
import type { ExportFormat, Flavour, Told } from './format.ts';
import { byteLength } from './sav/bytes.ts';
import { CaseWriter } from './sav/cases.ts';
import { dictionary } from './sav/system-file.ts';
import type { SavVariable } from './sav/variable.ts';
import { type WideRows, wideRows } from './wide-csv.ts';

export const wideSav = wideFile('wide.sav', 'coded');
export const wideBlankSav = wideFile('wide-blank.sav', 'blank');

function wideFile(file: string, flavour: Flavour): ExportFormat {
  return {
    ...{ file, contentType: 'application/x-spss-sav', scope: 'answers', shelf: 'spss' },
    async *chunks(view, role, told) {
      const rows = await wideRows(view, role, flavour);
      yield* savPieces(view, role, rows, flavour, told);
    },
  };
}

/** Whatever is made of rows and columns, as a file for SPSS. */
export async function* savPieces(
  view: ResearchView,
  role: StudyRole,
  { columns, pages }: SavRows,
  flavour: Flavour,
  told?: Told,
): AsyncGenerator<Uint8Array> {
  const language = view.study.languages[0] ?? 'en';
  const variables = columns.map((column) => savVariable(column, language, flavour));
  const label = `${view.study.study}, ${role.name}`;
  yield dictionary({ label, day: view.today, variables });
  const writer = new CaseWriter(variables);
  for await (const rows of pages) {
    for (const row of rows) writer.add(row);
    yield writer.take();
    told?.(rows.length);
  }
  yield writer.end();
}

interface SavRows {
  readonly columns: readonly ExportColumn[];
  readonly pages: WideRows['pages'] | Iterable<readonly (readonly Cell[])[]>;
}

/** SPSS takes three reasons of a text as missing; all of them have labels. */
const missingTexts = (['skipped', 'wave-missed', 'not-yet-due'] as const).map((reason) =>
  String(missingCode(reason)),
);

function savVariable(column: ExportColumn, language: string, flavour: Flavour): SavVariable {
  const { name, label, storage, measure, kind, values } = column;
  const isCoded = flavour === 'coded' && (kind === 'item' || kind === 'scale');
  const isText = storage === 'text';
  const reasons = missingReasons.map((reason) => ({
    ...{ value: reason.code, label: inLanguage(reason.label, language) },
  }));
  const labels = values.map((value) => ({
    ...{ value: value.value, label: inLanguage(value.label, language) },
  }));
  const all = [...labels, ...(isCoded ? reasons : [])];
  return {
    ...{ name, measure, label: oneLine(inLanguage(label, language)) },
    kind: isText ? { bytes: bytesOf(column) } : storage === 'date' ? 'date' : 'number',
    decimals: storage === 'decimal' ? 2 : 0,
    values: isText ? all.map((one) => ({ ...one, value: String(one.value) })) : all,
    missing: isCoded && !isText ? [lowestMissingCode, highestMissingCode] : null,
    missingTexts: isCoded && isText ? missingTexts : [],
  };
}

/** Room for whatever can stand there. */
function bytesOf({ values, bytes = 2 }: ExportColumn): number {
  return Math.max(bytes, ...values.map(({ value }) => byteLength(String(value))));
}
