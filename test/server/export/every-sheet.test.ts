/** The same answers on the web and keyed from paper: the files are the same to the byte, but for how they came in. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFormats } from '../../../server/export/index.ts';
import { newCode } from '../../../server/participant-code.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import {
  everyInstrument,
  roleFor,
  surveysOfEveryInstrument,
} from '../../support/every-instrument.ts';
import { register } from '../../support/participants.ts';
import { allInstruments } from '../../surveys/helpers.ts';
import { asKeyed, type Sitting, savedOnWeb, sittingFor } from '../../surveys/sittings.ts';
import { viewOf } from '../research/views.ts';

/** What tells how an answer came in. Everything else has to be the same. */
const howItCame = ['channel', 'dated_by', 'received', 'keyed', 'keyed_by', 'keyed_again_by'];
const day = '2018-03-10';

let onWeb: TestApp;
let onPaper: TestApp;
beforeAll(async () => {
  const options = { now: `${day}T09:00:00Z`, surveys: surveysOfEveryInstrument() };
  onWeb = await testApp(options);
  onPaper = await testApp(options);
});
afterAll(async () => {
  await onWeb.close();
  await onPaper.close();
});

describe.each(allInstruments())('$file', ({ instrument }) => {
  test('gives the same files', async () => {
    const sittings = fc.tuple(sittingFor(instrument), sittingFor(instrument));
    await fc.assert(
      fc.asyncProperty(sittings, async (waves) => {
        const code = newCode();
        await joins(code, instrument);
        for (const [index, sitting] of waves.entries()) await answersBoth(code, index + 1, sitting);
        // The file for SPSS is made of the rows of the wide one.
        for (const { file } of exportFormats.filter(({ file }) =>
          /^(wide|long|codebook)\.csv$/.test(file),
        )) {
          const [web, paper] = [await lines(onWeb, file), await lines(onPaper, file)];
          const own = (row: string, at: number) => at === 0 || row.startsWith(`${code},`);
          const rows = file === 'codebook.csv' ? () => true : own;
          expect(web.filter(rows).length).toBeGreaterThan(1);
          expect(paper.filter(rows)).toEqual(web.filter(rows));
        }
      }),
      { numRuns: 8 },
    );
  });

  /** The same person in both. */
  async function joins(code: string, { instrument: name }: Instrument): Promise<void> {
    const person = { code, role: roleFor(name), arm: 'jobb', site: 'nord' };
    for (const app of [onWeb, onPaper]) await register(app, person, everyInstrument);
  }

  /** The paper has what they answered on the web last, and the same day on it. */
  async function answersBoth(code: string, wave: number, sitting: Sitting): Promise<void> {
    await answerOnWeb(onWeb, code, wave, sitting.answers, sitting.back);
    const occasion = { firstWave: wave === 1 };
    const saved = savedOnWeb(instrument, sitting, occasion);
    const form = { answers: asKeyed(instrument, saved, occasion), writtenOn: day, receivedOn: day };
    await keyOnPaper(onPaper, code, wave, form);
  }

  /** The rows of a file to the byte, with what tells how an answer came in taken out. */
  async function lines(app: TestApp, file: string): Promise<string[]> {
    const format = exportFormats.find((one) => one.file === file);
    const view = viewOf(app, everyInstrument);
    const role = roleOf(view.study, roleFor(instrument.instrument));
    let text = '';
    for await (const piece of format?.chunks(view, role) ?? []) text += piece;
    const rows = rawRows(text);
    const names = rows[0] ?? [];
    return rows.map((row) => row.filter((_, at) => !tellsHow(names[at] ?? '')).join(','));
  }
});

test('some of the forms were keyed twice, and some once', async () => {
  const forms = await onPaper.services.db.study
    .selectFrom('response')
    .select((eb) => [eb.fn.countAll().as('all'), eb.fn.count('keyed_again_by').as('twice')])
    .executeTakeFirstOrThrow();
  expect(Number(forms.twice)).toBeGreaterThan(20);
  expect(Number(forms.all) - Number(forms.twice)).toBeGreaterThan(20);
});

const tellsHow = (column: string) => howItCame.includes(column.replace(/_w\d+$/, ''));

/** Every cell as it stands in the file, with its quotes. */
function rawRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^,\n]*)([,\n])/g)) {
    rows.at(-1)?.push(cell);
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
