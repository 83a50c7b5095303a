/** What the tests of `surveys/` share: fixtures by name, small changes to them, and faults as lines. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PlanProcedures } from '../../surveys/analysis-plan.ts';
import type { Sheet, Value } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type FindInstrument, type Instrument, items } from '../../surveys/instrument.ts';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import { loadStudy } from '../../surveys/load-study.ts';
import type { Study } from '../../surveys/study.ts';
import { faultLine, type Loaded } from '../../surveys/yaml-file.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/instruments');
const shippedFolder = join(root, 'surveys/instruments');

export const instrumentText = (name: string) => read(join(fixtures, `${name}.yaml`));
export const studyText = (name: string) => read(join(root, `test/fixtures/studies/${name}.yaml`));
export const fixture = (name: string): Instrument => loaded(join(fixtures, `${name}.yaml`));

export const shipped = (name: string): Instrument => loaded(join(shippedFolder, `${name}.yaml`));

/** Every instrument there is, with the name of its file. */
export function allInstruments(): { file: string; instrument: Instrument }[] {
  return [...shippedFiles(), ...yamlFiles(fixtures)].map((path) => ({
    file: basename(path),
    instrument: loaded(path),
  }));
}

export const shippedFiles = () => yamlFiles(shippedFolder);

export function itemOf(instrument: Instrument, name: string): Item {
  const item = items(instrument).find((other) => other.name === name);
  if (!item) throw new Error(`${instrument.instrument} has no item ${name}`);
  return item;
}

/** A draft with these values and nothing else. */
export function draft(values: Readonly<Record<string, Value>>): Sheet {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

/** The text with one passage changed; the passage must stand there exactly once. */
export function variant(text: string, passage: string, replacement: string): string {
  const [before, after, more] = text.split(passage);
  if (before === undefined || after === undefined || more !== undefined)
    throw new Error(`not exactly once in the text: ${passage}`);
  return `${before}${replacement}${after}`;
}

/** The faults of a loaded thing as a person reads them; none if it loaded. */
export function faultLines(outcome: Loaded<unknown>): string[] {
  return 'faults' in outcome ? outcome.faults.map(faultLine) : [];
}

/** Finds the fixture instruments `branch` and `scoring`, version 1. */
export const findFixture: FindInstrument = (name, version) =>
  version === 1 && ['branch', 'scoring'].includes(name) ? fixture(name) : null;

/** Two of each kind that a plan can name. */
export const procedures: PlanProcedures = {
  comparing: {
    rmAnova: { design: 'within', takes: 'several' },
    pairedT: { design: 'within', takes: 'two' },
    oneWayAnova: { design: 'between', takes: 'several' },
    independentT: { design: 'between', takes: 'two' },
  },
  screening: ['outliers', 'shapiroWilk'],
};

export const tinyStudy = (): Study =>
  unwrap(loadStudy(studyText('tiny'), 'tiny.yaml', findFixture, procedures));

function loaded(path: string): Instrument {
  return unwrap(loadInstrument(read(path), basename(path)));
}

function unwrap<T>(outcome: Loaded<T>): T {
  if ('faults' in outcome) throw new Error(faultLines(outcome).join('\n'));
  return outcome.value;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
