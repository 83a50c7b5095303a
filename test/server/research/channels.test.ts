/** Web beside paper, item by item: who left what out, means with their difference, and nothing of very few people. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareChannels } from '../../../server/analysis/channel-comparison.ts';
import { channelRows, withheld } from '../../../server/research/channel-model.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';
import { viewOf } from './views.ts';

let t: TestApp;

const web = [7, 4, 9, 3, 6, 8, 5, 5, 10, 2];
const paper = [3, 2, 6, 1, 7, 4, 4, 0, 5, 3];

beforeAll(async () => {
  t = await testApp();
  const day = { writtenOn: null, receivedOn: '2018-03-01' };
  for (const ability of web)
    await answerOnWeb(t, await register(t), 1, { jm02: '1', jm06: ['2'], jm40: String(ability) });
  for (const ability of paper) {
    const answers = {
      jm02: '2',
      jm06: ['2', '3'],
      jm40: String(ability),
      jm12: '3',
      jm13: '-5',
      jm08: '-5',
    };
    await keyOnPaper(t, await register(t), 1, { answers, ...day });
  }
  await keyOnPaper(t, await register(t), 1, { answers: { jm08: '-6' }, ...day });
});
afterAll(() => t.close());

describe('the comparison of an item', () => {
  const of = async (name: string) => {
    const view = viewOf(t, 'jobbspesialist');
    const rows = await compareChannels(view, roleOf(view.study, 'candidate'), 1);
    const row = rows.find(({ item }) => item.name === name);
    if (!row) throw new Error(`there is no ${name}`);
    return row;
  };

  test('on a scale has both means, and their difference with Welch’s interval', async () => {
    const row = await of('jm40');
    // w <- c(7,4,9,3,6,8,5,5,10,2); p <- c(3,2,6,1,7,4,4,0,5,3); mean(w); sd(w); mean(p); sd(p); t.test(w, p)$conf.int
    expect([row.web.mean, row.paper.mean]).toEqual([5.9, 3.5]);
    expect(row.web.sd).toBeCloseTo(2.60128173535022, 12);
    expect(row.paper.sd).toBeCloseTo(2.17306746840088, 12);
    expect(row.difference?.value).toBeCloseTo(2.4, 12);
    expect(row.difference?.ci[0]).toBeCloseTo(0.14297849425129, 10);
    expect(row.difference?.ci[1]).toBeCloseTo(4.65702150574871, 10);
    expect([row.web.asked, row.web.answered, row.paper.asked, row.paper.answered]).toEqual([
      ...[10, 10, 11, 10],
    ]);
  });

  test('counts who left it out and why, and nobody who was not asked', async () => {
    const { paper: onPaper } = await of('jm08');
    expect(onPaper).toMatchObject({
      ...{ asked: 11, answered: 0, mean: null },
      leftOut: { skipped: 0, illegible: 10, 'two-marks': 1 },
    });
    // Those out of work answered 12 in the wrong branch; of the one without an answer to 2 nobody knows.
    for (const name of ['jm12', 'jm13']) expect((await of(name)).paper.asked).toBe(0);
    expect((await of('jm12')).web).toMatchObject({ asked: 10, answered: 0 });
  });

  test('with options in no order says how many chose each', async () => {
    const { web: onWeb, paper: onPaper, difference } = await of('jm06');
    expect([onWeb.chosen.get(2), onWeb.chosen.get(3), onPaper.chosen.get(3)]).toEqual([10, 0, 10]);
    expect([onWeb.mean, difference]).toEqual([null, null]);
  });
});

describe('the page', () => {
  const page = async (query = '') =>
    open(t, await t.signedIn('researcher'), `/research/jobbspesialist/channels${query}`);

  test('has the figures, says that people chose for themselves, and is on record', async () => {
    const { body } = await page();
    expect(body).toContain('Folk har selv valgt hvordan de vil svare.');
    expect(body).toContain('5,90 (');
    expect(body).toMatch(/91\s% uleselig/);
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('research overview read');
  });

  test('withholds what very few people answered', async () => {
    const view = viewOf(t, 'jobbspesialist');
    const rows = await compareChannels(view, roleOf(view.study, 'candidate'), 1);
    const work = rows.filter(({ item }) => item.name === 'jm40');
    const [shown] = channelRows(work, 5, 'nb');
    expect([shown?.web.n, shown?.paper.answers]).toEqual(['10/10', '3,50 (2,17), n = 10']);
    const [withheld] = channelRows(work, 11, 'nb');
    expect(withheld?.web).toEqual({ n: 'færre enn 11', leftOut: '', answers: 'holdt tilbake' });
    expect(withheld?.paper).toMatchObject({ n: '10/11', answers: 'holdt tilbake' });
    expect([shown?.difference, withheld?.difference]).toEqual(['2,40 [0,14; 4,66]', '–']);
    expect((await page('?role=job-specialist')).body).not.toMatch(/\d \(\d/);
  });

  test.each([
    { counts: [20, 18], hidden: [], why: 'many of each' },
    { counts: [2, 18], hidden: [0, 1], why: 'the other would tell' },
    { counts: [2, 9, 18], hidden: [0, 1], why: 'the next is withheld with it' },
    { counts: [18, 3, 4], hidden: [1, 2], why: 'two are few, and seven together' },
    { counts: [1, 18, 2, 9], hidden: [0, 2, 3], why: 'two are few, and three together' },
  ])('of $counts withholds $hidden: $why', ({ counts, hidden }) => {
    const pairs = counts.map((count, value) => [value, count] as const);
    expect([...withheld(pairs, 5, true)].sort()).toEqual(hidden);
    const few = [...counts.keys()].filter((value) => (counts[value] ?? 0) < 5);
    expect([...withheld(pairs, 5, false)].sort()).toEqual(few);
  });

  test.each(['?role=nobody', '?wave=9', '?wave=x', '?role=candidate&role=x'])(
    'is not there for %s',
    async (query) => {
      expect((await page(query)).statusCode).toBe(404);
    },
  );
});
