/** The files are the same to the byte, whether the study lives in SQLite or in PostgreSQL. */

import { expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { exportFormats } from '../../../server/export/index.ts';
import { answerOnWeb, beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { downloadsOf } from './downloads.ts';

const homes = testHomes();

test('every format, for the same people', async () => {
  const files: Record<string, string>[] = [];
  for (const kind of homeKinds) {
    const study = await testApp({
      home: await homes.fresh(kind),
      surveys: surveysWith(notBlinded),
    });
    const [kari, odd, eva] = ['K7M4QXA', 'K7M4QXB', '2345678'] as const;
    await register(study, { code: kari });
    await register(study, { code: odd, name: 'Odd Berg', arm: 'kvp', site: 'harstad' });
    await register(study, { code: eva, name: 'Eva Moe' });
    await answerOnWeb(study, kari, 1, { jm02: '1', jm06: ['1', '7'], jm20: '5', jm21: '6' });
    await keyOnPaper(study, odd, 1, {
      answers: { jm02: '2', jm40: '3', jm12: '1' },
      writtenOn: '2018-03-01',
      receivedOn: '2018-03-01',
    });
    await withdrawParticipant(study.services, odd, 'system');
    await beginOnWeb(study, eva, 1);
    const downloads = await downloadsOf(study);
    const made: Record<string, string> = {};
    for (const { file } of exportFormats) made[file] = await downloads.text(file);
    files.push(made);
    await study.close();
  }
  expect(files[1]).toEqual(files[0]);
  expect(files[0]?.['wide.csv']).toContain('\n2345678,jobbspesialist,tromso,2018-03-01,started,');
});
