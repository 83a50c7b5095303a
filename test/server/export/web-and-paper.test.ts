/** What is answered on the web and what is keyed from paper give the same rows, cell by cell, through everything production uses. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submittedResponse } from '../../../server/db/responses.ts';
import type { Sheet } from '../../../surveys/answer.ts';
import { encodeAnswer, type Fields } from '../../../surveys/answers.ts';
import { type Instrument, items } from '../../../surveys/instrument.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { fieldsFor } from '../../surveys/arbitraries.ts';
import { diaryApp, registerWriter } from './diaries.ts';
import { downloadsOf, type Row } from './downloads.ts';

/** What says how an answer came in, and when; everything else is the same to the last byte. */
const ofTheWay = /^(code|(channel|dated_by|received|keyed|keyed_by|keyed_again_by)(_w\d)?)$/;

const without = (row: Row | undefined) =>
  JSON.stringify(Object.entries(row ?? {}).filter(([name]) => !ofTheWay.test(name)));

interface Setting {
  readonly app: (now: string) => Promise<TestApp>;
  /** When the first wave is open. */
  readonly day: string;
  readonly study: string;
  readonly role: string;
  readonly instrument: string;
  register(t: TestApp): Promise<string>;
}

const settings: readonly Setting[] = [
  {
    ...{ study: 'jobbspesialist', role: 'candidate', instrument: 'job-mastery' },
    ...{ day: '2018-03-01', app: (now) => testApp({ now }) },
    register: (t) => register(t),
  },
  {
    ...{ study: 'jobbspesialist', role: 'job-specialist', instrument: 'se-fidelity' },
    ...{ day: '2017-09-01', app: (now) => testApp({ now }) },
    register: (t) =>
      register(t, {
        ...{ role: 'job-specialist', arm: null, site: null, team: 'team-1' },
        ...{ inclusionDate: '2017-08-21', consent: { givenOn: '2017-08-20' } },
      }),
  },
  {
    ...{ study: 'diaries', role: 'writer', instrument: 'diary' },
    ...{ day: '2018-03-01', app: (now) => diaryApp({ now }) },
    register: (t) => registerWriter(t, 'Oda Lie'),
  },
];

describe.each(settings)('the answers to $instrument', (setting) => {
  let t: TestApp;
  let instrument: Instrument;
  beforeAll(async () => {
    t = await setting.app(`${setting.day}T09:00:00Z`);
    const found = t.services.definitions.instrument(setting.instrument, 1);
    if (!found) throw new Error(`there is no instrument ${setting.instrument}`);
    instrument = found;
  });
  afterAll(() => t.close());

  test('are the same rows, in the wide file and in the long one', async () => {
    const pairs: [web: string, paper: string][] = [];
    for (const fields of fc.sample(fieldsFor(instrument), { numRuns: 12, seed: 6 })) {
      const web = await setting.register(t);
      await answerOnWeb(t, web, 1, fields);
      const response = await submittedResponse(t.services.db.study, web, 1);
      const sheet = JSON.parse(response?.sheet ?? '{}') as Sheet;
      const answers: Fields = Object.fromEntries(
        items(instrument).map((item) => [item.name, encodeAnswer(sheet[item.name], item)]),
      );
      const paper = await setting.register(t);
      const { day } = setting;
      await keyOnPaper(t, paper, 1, { answers, writtenOn: day, receivedOn: day });
      pairs.push([web, paper]);
    }
    const downloads = await downloadsOf(t, setting.study);
    const role = `role=${setting.role}`;
    const wide = new Map((await downloads.rows(`wide.csv?${role}`)).map((row) => [row.code, row]));
    const long = Map.groupBy(await downloads.rows(`long.csv?${role}`), ({ code }) => code);
    for (const [web, paper] of pairs) {
      expect(wide.get(web)?.channel_w1).toBe('web');
      expect(wide.get(paper)?.channel_w1).toBe('paper');
      expect(without(wide.get(paper))).toBe(without(wide.get(web)));
      expect(long.get(paper)?.map(without)).toEqual(long.get(web)?.map(without));
    }
  });
});
