/** The research data of a role as columns: what procedures take, one number or its reason for each participant. */

import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Scale } from '../../../surveys/instrument.ts';
import type { MissingReason } from '../../../surveys/missing.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { isOnTime } from '../dating.ts';
import { recordPages, type WaveRecord } from '../records.ts';
import { judgedSheetsOfPage } from '../sheets.ts';
import type { WaveStatus } from '../wave-status.ts';
import { type Reading, readChoices, readNumber, readTerms, type Variable } from './variables.ts';

/** One variable at one wave: `values[i]` is participant i's, `NaN` where `reasons[i]` says why not. */
export interface NumberColumn {
  readonly values: readonly number[];
  readonly reasons: readonly (MissingReason | null)[];
}

/** One item at one wave: the options that participant i chose, or why there are none. */
export type ChoiceColumn = readonly (readonly number[] | MissingReason)[];

/** How participant i stood at one wave. */
export interface WaveColumn {
  readonly status: readonly WaveStatus[];
  readonly due: readonly boolean[];
  /** The day it opens has come, whether they still took part or not. */
  readonly opened: readonly boolean[];
  readonly channel: readonly ('web' | 'paper' | null)[];
  /** The answer is dated while the wave was open and not late. */
  readonly onTime: readonly boolean[];
}

const belongings = ['arm', 'site', 'team'] as const;

export type Belonging = (typeof belongings)[number];

export interface AnalysisData {
  readonly role: StudyRole;
  readonly size: number;
  /** What participants belong to, each a column. */
  readonly belongs: Readonly<Record<Belonging, readonly (string | null)[]>>;
  wave(wave: number): WaveColumn;
  /** Throws on a variable that was not asked for. */
  numbers(variable: string, wave: number): NumberColumn;
  choices(item: string, wave: number): ChoiceColumn;
  /** The items of a scale, a column each in their order in the instrument; `NaN` is missing. */
  terms(scale: string, wave: number): readonly (readonly number[])[];
}

/** What is to be read. */
export interface Wanted {
  readonly numbers: readonly Variable[];
  readonly choices: readonly Item[];
  /** Scales whose items are wanted. */
  readonly scales: readonly Scale[];
  /** At which waves; undefined for all that may be shown. */
  readonly at?: readonly number[];
}

/** Read page by page: nobody else waits for it. Holds some 10 bytes for each number. */
export async function loadData(
  view: ResearchView,
  role: StudyRole,
  { numbers, choices, scales, at: asked = view.judgedWaves }: Wanted,
): Promise<AnalysisData> {
  const shown = view.waves.filter((wave) => asked.includes(wave));
  const belongs: Record<Belonging, (string | null)[]> = { arm: [], site: [], team: [] };
  const waves = new Map(view.study.waves.map((_, i) => [i + 1, emptyWave()]));
  const cells = shown.flatMap((wave) =>
    numbers.map((variable) => ({ wave, variable, ...emptyNumbers() })),
  );
  const picked = shown.flatMap((wave) =>
    choices.map((item) => ({ wave, item, chosen: [] as (readonly number[] | MissingReason)[] })),
  );
  const judged = view.judgedWaves.filter((wave) => asked.includes(wave));
  const parts = judged.flatMap((wave) =>
    scales.map((scale) => ({ wave, scale, columns: scale.items.map(() => [] as number[]) })),
  );
  let size = 0;
  for await (const page of recordPages(view, role)) {
    const sheets = await judgedSheetsOfPage(view, page);
    size += page.length;
    for (const { participant, waves: records } of page) {
      for (const key of belongings) belongs[key].push(participant[key]);
      for (const record of records) waves.get(record.wave)?.add(record, view);
      const at = (wave: number) => {
        const record = records[wave - 1];
        if (!record) throw new Error(`there is no wave ${wave}`);
        return { record, sheet: record.response ? sheets.get(record.response.id) : undefined };
      };
      for (const cell of cells) {
        const { record, sheet } = at(cell.wave);
        cell.add(readNumber(view, cell.variable, record, sheet));
      }
      for (const { wave, item, chosen } of picked) {
        const { record, sheet } = at(wave);
        chosen.push(readChoices(view, item, record, sheet));
      }
      for (const { wave, scale, columns } of parts) {
        const { record, sheet } = at(wave);
        const terms = readTerms(view, scale, record, sheet);
        columns.forEach((column, j) => void column.push(terms[j] ?? Number.NaN));
      }
    }
  }
  return {
    ...{ role, size, belongs },
    wave: (wave) => found(waves.get(wave), `wave ${wave}`),
    numbers: (name, wave) =>
      found(
        cells.find((cell) => cell.variable.name === name && cell.wave === wave),
        `${name} at wave ${wave}`,
      ),
    choices: (name, wave) =>
      found(
        picked.find((one) => one.item.name === name && one.wave === wave)?.chosen,
        `${name} at wave ${wave}`,
      ),
    terms: (name, wave) =>
      found(
        parts.find((one) => one.scale.name === name && one.wave === wave)?.columns,
        `${name} at wave ${wave}`,
      ),
  };
}

function emptyNumbers() {
  const values: number[] = [];
  const reasons: (MissingReason | null)[] = [];
  return {
    ...{ values, reasons },
    add(reading: Reading) {
      values.push(typeof reading === 'number' ? reading : Number.NaN);
      reasons.push(typeof reading === 'number' ? null : reading);
    },
  };
}

function emptyWave() {
  const status: WaveStatus[] = [];
  const due: boolean[] = [];
  const opened: boolean[] = [];
  const channel: ('web' | 'paper' | null)[] = [];
  const onTime: boolean[] = [];
  return {
    ...{ status, due, opened, channel, onTime },
    add(record: WaveRecord, { today, study }: ResearchView) {
      const { response, dates } = record;
      status.push(record.status);
      due.push(record.due);
      opened.push(dates.opens <= today);
      channel.push(response?.channel ?? null);
      onTime.push(response !== null && isOnTime(response, dates, study.time_zone));
    },
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} was not read`);
  return value;
}
