/** The instruments and studies this installation knows: those on disk, and those that were answered. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanProcedures } from '../surveys/analysis-plan.ts';
import type { Instrument } from '../surveys/instrument.ts';
import { loadInstrument } from '../surveys/load-instrument.ts';
import { loadStudy } from '../surveys/load-study.ts';
import type { Study } from '../surveys/study.ts';
import { type Fault, faultLine, type Loaded } from '../surveys/yaml-file.ts';
import { type Clock, timestamp } from './clock.ts';
import type { StudyTransaction } from './db/events.ts';
import type { StudySelect } from './db/open.ts';
import { sha256 } from './digest.ts';
import { ExpectedError } from './expected-error.ts';

/** A loaded file together with its text, which is what gets pinned. */
interface Defined<T> {
  readonly value: T;
  readonly text: string;
}

export interface Definitions {
  readonly studies: readonly Study[];
  study(name: string): Study | null;
  instrument(name: string, version: number): Instrument | null;
  /** Every version of an instrument that is known, the oldest first. */
  versions(name: string): readonly number[];
  /** Keeps the text of an instrument in the database, from its first answer on. */
  pinInstrument(trx: StudyTransaction, clock: Clock, name: string, version: number): Promise<void>;
}

/** Thrown with every fault in words; the command line prints them. */
export class DefinitionError extends ExpectedError {
  override name = 'DefinitionError';
}

/** Reads `instruments/` and `studies/` below a folder, and what the database has pinned. */
export async function loadDefinitions(
  folder: string,
  db: StudySelect,
  procedures: PlanProcedures,
): Promise<Definitions> {
  const instruments = new Map<string, Defined<Instrument>>();
  for (const { file, text } of yamlFiles(join(folder, 'instruments'))) {
    const value = instrumentOf(text, file);
    instruments.set(key(value.instrument, value.version), { value, text });
  }
  await addPinned(instruments, db);

  const find = (name: string, version: number) =>
    instruments.get(key(name, version))?.value ?? null;
  const known = [...instruments.values()].map(({ text }) => text);
  const studies = yamlFiles(join(folder, 'studies')).map(({ file, text }) =>
    once([text, ...known], () => loadStudy(text, file, find, procedures)),
  );
  return {
    studies,
    study: (name) => studies.find(({ study }) => study === name) ?? null,
    instrument: find,
    versions: (name) =>
      [...instruments.values()]
        .filter(({ value }) => value.instrument === name)
        .map(({ value }) => value.version)
        .sort((a, b) => a - b),
    async pinInstrument(trx, clock, name, version) {
      const text = instruments.get(key(name, version))?.text;
      if (text === undefined) throw new DefinitionError(`no instrument ${key(name, version)}`);
      await trx
        .insertInto('definition')
        .values({
          kind: 'instrument',
          name,
          version,
          sha256: sha256(text),
          text,
          pinned_at: timestamp(clock),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

/** Adds versions that are no longer on disk; refuses a file that changed after it was answered. */
async function addPinned(
  instruments: Map<string, Defined<Instrument>>,
  db: StudySelect,
): Promise<void> {
  const pinned = await db
    .selectFrom('definition')
    .select(['name', 'version', 'sha256', 'text'])
    .where('kind', '=', 'instrument')
    .execute();
  for (const { name, version, sha256: digest, text } of pinned) {
    const onDisk = instruments.get(key(name, version));
    if (onDisk && sha256(onDisk.text) !== digest)
      throw new DefinitionError(
        `${name} version ${version} has been answered and may not change; give the new text a new version`,
      );
    if (!onDisk) instruments.set(key(name, version), { value: instrumentOf(text, name), text });
  }
}

const instrumentOf = (text: string, file: string) => once([text], () => loadInstrument(text, file));

const loadedBefore = new Map<string, unknown>();

/** To read and check the files is most of the work of a start; the same texts give the same again. */
function once<T>(texts: readonly string[], load: () => Loaded<T>): T {
  const of = sha256(JSON.stringify(texts));
  const value = (loadedBefore.get(of) as T | undefined) ?? loaded(load());
  loadedBefore.set(of, value);
  return value;
}

const key = (name: string, version: number) => `${name} version ${version}`;

function yamlFiles(folder: string): { file: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }));
}

function loaded<T>(result: Loaded<T>): T {
  if ('value' in result) return result.value;
  throw new DefinitionError(faultLines(result.faults));
}

export function faultLines(faults: readonly Fault[]): string {
  return faults.map(faultLine).join('\n');
}
