/** `malepunkt check FILE…`: every fault of instrument and study files, as an editor can jump to it. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Instrument } from '../../surveys/instrument.ts';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import { loadStudy } from '../../surveys/load-study.ts';
import { type Fault, faultLine } from '../../surveys/yaml-file.ts';
import { planProcedures } from '../analysis/plan/known-procedures.ts';
import { shippedSurveys } from '../config.ts';
import { print } from './print.ts';

export function checkFiles(files: readonly string[]): void {
  const faults = files.flatMap((file) => {
    const found = faultsOf(file);
    if (found.length === 0) print(`${file}: good`);
    return found;
  });
  for (const fault of faults) print(faultLine(fault));
  if (faults.length > 0) process.exitCode = 1;
}

function faultsOf(file: string): readonly Fault[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [{ file, line: 1, column: 1, message: 'the file cannot be read' }];
  }
  const isStudy = /^study:/m.test(text);
  const result = isStudy
    ? loadStudy(text, file, instrumentsBeside(file), planProcedures)
    : loadInstrument(text, file);
  return 'faults' in result ? result.faults : [];
}

/** A study's instruments: in the folder next to its own, else among those that come with Målepunkt. */
function instrumentsBeside(studyFile: string) {
  const folders = [
    join(dirname(studyFile), '..', 'instruments'),
    join(shippedSurveys, 'instruments'),
  ];
  const instruments = folders.flatMap(instrumentsIn);
  return (name: string, version: number): Instrument | null =>
    instruments.find((i) => i.instrument === name && i.version === version) ?? null;
}

function instrumentsIn(folder: string): Instrument[] {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.yaml'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const result = loadInstrument(readFileSync(join(folder, name), 'utf8'), name);
    return 'value' in result ? [result.value] : [];
  });
}
