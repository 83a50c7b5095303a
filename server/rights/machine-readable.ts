/** `data.json`: what is held, row by row under the names the stores have for it, with every key explained. */

import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { formInWords } from './forms.ts';
import { type Held, namesAnother, ownFacts } from './held.ts';

/** Secrets of the house and fingerprints say nothing of anybody; what is sealed stands there opened. */
const leftOut = /_sealed$|_hash$|_index$|sha256$|^(hash|nonce|event_key)$/;

type Row = Readonly<Record<string, unknown>>;

export interface Machine {
  readonly study: Study;
  readonly language: string;
  readonly records: readonly Held[];
  /** The files that scans are in, by the scan's id. */
  readonly files: ReadonlyMap<string, string>;
}

export function machineReadable(services: Services, given: Machine): string {
  const { study, language } = given;
  const say = texts(language);
  const records = given.records.map((held) => record(services, held, given));
  const keys = [...new Set(records.flatMap((held) => Object.keys(held))), 'answers_in_words'];
  const data = {
    format: 'malepunkt-data-copy@1',
    made_at: timestamp(services.clock),
    study: study.study,
    language,
    keys: Object.fromEntries(
      [...keys, 'at', 'by'].map((name) => [name, say(`rights.keys.${name}`)]),
    ),
    records,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Every table by its name, the same in both stores only for events. */
function record(services: Services, held: Held, { files, language }: Machine) {
  const { registry, study, identity } = held;
  const rows = (list: readonly Row[]) => list.map((row) => plainRow(held, row));
  const events = [...rows(registry.event), ...rows(study.event)];
  return {
    ...Object.fromEntries(
      Object.entries({ ...registry, ...study }).map(([table, list]) => [table, rows(list)]),
    ),
    person: rows(registry.person).map((row) => ({ ...row, ...identity })),
    note: registry.note.map((row) => ({
      ...plainRow(held, row),
      text: held.opened('note', row.id),
    })),
    consent_scan: registry.consent_scan.map((row) => ({
      ...plainRow(held, row),
      file: files.get(row.id) ?? null,
    })),
    response: study.response.map((row) => ({
      ...plainRow(held, row),
      sheet: JSON.parse(row.sheet) as unknown,
      answers_in_words: formInWords(services, row, study.score, language).answers,
    })),
    data_cut_record: study.data_cut_record.map((row) => ({
      ...plainRow(held, row),
      record: JSON.parse(row.record) as unknown,
    })),
    keying: study.keying.map((row) => ({
      ...plainRow(held, row),
      sheet: JSON.parse(row.sheet) as unknown,
    })),
    keying_decision: study.keying_decision.map((row) => ({
      ...plainRow(held, row),
      answer: JSON.parse(row.answer) as unknown,
    })),
    event: events.sort((a, b) => String(a.at).localeCompare(String(b.at))),
  };
}

/** A row as it is written; who did something by the part they play, and no other participant by code. */
function plainRow(held: Held, row: Row): Row {
  const told = (name: string, value: unknown): unknown => {
    if (name === 'detail') return ownFacts(held, String(value));
    if (typeof value !== 'string') return value;
    if (namesAnother(value, held)) return 'another participant';
    return name === 'actor' || name.endsWith('_by') ? held.doer(value) : value;
  };
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !leftOut.test(name))
      .map(([name, value]) => [name, told(name, value)]),
  );
}
