/** The file for SPSS, read back by somebody else's reader: the same cells as wide.csv, with every label in place. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wideCsv } from '../../../server/export/wide-csv.ts';
import { wideSav } from '../../../server/export/wide-sav.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { readSav } from '../../support/sav.ts';
import { viewOf } from '../research/views.ts';
import { diaryApp, registerWriter } from './diaries.ts';

interface Read {
  readonly columns: string[];
  readonly csv: Readonly<Record<string, string>>[];
  readonly rows: Readonly<Record<string, unknown>>[];
  readonly meta: Awaited<ReturnType<typeof readSav>>['meta'];
}

async function read(t: TestApp, study: string, role: string): Promise<Read> {
  const view = viewOf(t, study);
  const of = roleOf(view.study, role);
  let text = '';
  for await (const chunk of wideCsv.chunks(view, of)) text += chunk;
  const pieces: Uint8Array[] = [];
  for await (const chunk of wideSav.chunks(view, of)) pieces.push(chunk as Uint8Array);
  const csv = parse(text, { columns: true }) as Record<string, string>[];
  return {
    columns: Object.keys(csv[0] ?? {}),
    ...{ csv, ...(await readSav(Buffer.concat(pieces))) },
  };
}

const second = 1000;
/** SPSS counts seconds from here. */
const zero = Date.UTC(1582, 9, 14);
const asDay = (value: number) => new Date(zero + value * second).toISOString().slice(0, 10);

let jobb: TestApp;
let diaries: TestApp;
beforeAll(async () => {
  jobb = await testApp({ now: '2018-07-01T09:00:00Z' });
  const paper = { writtenOn: '2018-03-12', receivedOn: '2018-03-19' };
  const answers = {
    age: '34',
    jm02: '2',
    jm06: ['1', '3'],
    jm12: '3',
    jm28: '4',
    jm31: '3',
    jm40: '7',
  };
  for (const jm40 of ['7', '0', '10'])
    await keyOnPaper(jobb, await register(jobb), 1, { answers: { ...answers, jm40 }, ...paper });
  await register(jobb, { inclusionDate: '2018-06-30' });
  diaries = await diaryApp({ now: '2018-03-01T09:00:00Z' });
  // The reader takes eight bytes for a text of their own: no letter may lie across them.
  for (const words of [`Blåbær${'lang '.repeat(38)}`, 'kort', '-2', '   ', '"ja"\nog nei'])
    await answerOnWeb(diaries, await registerWriter(diaries, 'Kari Nordli'), 1, {
      ...{ mood: '3', words, born: '2018-02-28' },
    });
  await registerWriter(diaries, 'Odd Berg');
});
afterAll(async () => {
  await jobb.close();
  await diaries.close();
});

describe.each([
  ['jobbspesialist', 'candidate'],
  ['jobbspesialist', 'job-specialist'],
  ['diaries', 'writer'],
] as const)('of %s, %s', (study, role) => {
  let file: Read;
  beforeAll(async () => {
    file = await read(study === 'diaries' ? diaries : jobb, study, role);
  });

  test('has the variables of the CSV file, by their whole names and in their order', () => {
    expect(file.meta.sysvars.map(({ name }) => name)).toEqual(
      file.columns.length > 0 ? file.columns : file.meta.sysvars.map(({ name }) => name),
    );
  });

  test('has the very cells of the CSV file', () => {
    expect(file.rows).toHaveLength(file.csv.length);
    for (const [i, row] of file.rows.entries())
      for (const { name, type } of file.meta.sysvars) {
        const cell = file.csv[i]?.[name] ?? '';
        const value = row[name];
        if (type === 1)
          expect(`${name} ${String(value ?? '').trimEnd()}`).toBe(`${name} ${unquoted(cell)}`);
        else if (cell === '') expect([name, value ?? null]).toEqual([name, null]);
        else if (/^\d{4}-\d\d-\d\d$/.test(cell))
          expect([name, asDay(value as number)]).toEqual([name, cell]);
        else expect([name, value]).toEqual([name, Number(cell)]);
      }
  });
});

/** A spreadsheet's guard is not needed here. */
const unquoted = (cell: string) => cell.replace(/^'(?=[\s"'‘’“”«»]*[=+\-@])/, '').trimEnd();

test('labels say what stands for what, and which codes are missing', async () => {
  const { meta } = await read(jobb, 'jobbspesialist', 'candidate');
  const labelsOf = (name: string) =>
    Object.fromEntries((meta.getValueLabels(name) ?? []).map(({ val, label }) => [val, label]));
  expect(labelsOf('jm02_w1')).toMatchObject({ 1: 'Ja', 2: 'Nei', '-2': 'Ikke besvart' });
  expect(labelsOf('arm')).toMatchObject({ kvp: 'Kvalifiseringsprogrammet' });
  const variable = meta.sysvars.find(({ name }) => name === 'jm40_w1');
  expect(variable?.label).toContain('arbeidsevne');
  expect(variable?.missing).toMatchObject({ min: -9, max: -1 });
});
