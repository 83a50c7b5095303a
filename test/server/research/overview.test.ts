/** The researcher's page: response by wave and arm, scores by wave, and who is left out for which reason. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overviewOf } from '../../../server/analysis/overview.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, beginOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { viewOf } from './views.ts';

let study: TestApp;

/** On 4 June 2018: the first wave is over for those of 1 March, the second opened on 1 June. */
beforeAll(async () => {
  study = await testApp({ now: '2018-03-01T09:00:00Z' });
  const kari = await register(study);
  const odd = await register(study, { name: 'Odd Berg' });
  const eva = await register(study, { name: 'Eva Moe', arm: 'kvp', site: 'harstad' });
  const lise = await register(study, { name: 'Lise Dahl' });
  const arne = await register(study, { name: 'Arne Vik' });
  await register(study, { name: 'Nils Moe' });
  await answerOnWeb(study, kari, 1, { jm02: '1', jm40: '7', jm20: '5', jm21: '6' });
  await answerOnWeb(study, odd, 1, { jm02: '2', jm40: '0', jm07: '8' });
  await answerOnWeb(study, eva, 1, { jm40: '4' });
  await beginOnWeb(study, lise, 1);

  study.setTime('2018-03-20T09:00:00Z');
  // While the first wave was open to him, before the second.
  await withdrawParticipant(study.services, arne, 'system');

  study.setTime('2018-06-04T09:00:00Z');
  await answerOnWeb(study, kari, 2, { jm02: '1', jm40: '8' });
  await beginOnWeb(study, odd, 2);
  await register(study, { name: 'Tuva Li', inclusionDate: '2018-06-04' });
  await register(study, {
    name: 'Jon Ness',
    role: 'job-specialist',
    team: 'team-1',
    inclusionDate: '2018-03-01',
  });
});
afterAll(() => study.close());

const overview = (role: string, blinding?: Parameters<typeof viewOf>[2]) => {
  const view = viewOf(study, 'jobbspesialist', blinding);
  return overviewOf(view, roleOf(view.study, role));
};

describe('response', () => {
  const count = async (wave: number, arm: string | null) =>
    (await overview('candidate')).responses.find((c) => c.wave === wave && c.arm === arm);

  test('counts everybody once, by arm and together', async () => {
    expect(await count(1, null)).toEqual({
      wave: 1,
      arm: null,
      eligible: 7,
      byStatus: {
        'not-yet-due': 0,
        open: 1,
        late: 0,
        started: 0,
        submitted: 3,
        missed: 2,
        withdrawn: 1,
        dead: 0,
        ineligible: 0,
      },
      due: 7,
      rate: 3 / 7,
    });
    expect(await count(1, 'kvp')).toMatchObject({ eligible: 1, due: 1, rate: 1 });
    expect(await count(1, 'din-utvikling')).toMatchObject({ eligible: 0, due: 0, rate: null });
  });

  test('counts as due only those who took part when the wave opened', async () => {
    expect(await count(2, null)).toMatchObject({
      eligible: 7,
      byStatus: { 'not-yet-due': 1, open: 3, started: 1, submitted: 1, withdrawn: 1, missed: 0 },
      // Not Tuva, whose second wave is to come, nor Arne, who left before his.
      due: 5,
      rate: 1 / 5,
    });
    expect(await count(3, null)).toMatchObject({ due: 0, rate: null });
  });

  test('has totals only where participants belong to no arm', async () => {
    const { responses } = await overview('job-specialist');
    expect(responses.map(({ wave, arm }) => [wave, arm])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [4, null],
    ]);
    // Their waves are counted from August 2017, whenever they came: two are over, none of them answered.
    expect(responses.map(({ byStatus }) => byStatus.missed)).toEqual([1, 1, 0, 0]);
  });

  test('puts masked arms together', async () => {
    const { responses } = await overview('candidate', { mask_arms: true, withhold_waves: [] });
    expect(responses.filter(({ wave }) => wave === 1).map((c) => [c.arm, c.eligible])).toEqual([
      ['masked', 7],
      [null, 7],
    ]);
  });
});

describe('scores', () => {
  const summary = async (scale: string, wave: number) =>
    (await overview('candidate')).scales.find((s) => s.scale.name === scale && s.wave === wave);

  test('have the mean and standard deviation that R gives', async () => {
    // x <- c(7, 0, 4); mean(x); sd(x) (R 4.2.2)
    const found = await summary('work_ability', 1);
    expect(found?.description).toMatchObject({ n: { used: 3, excluded: 4 } });
    expect(found?.description.mean).toBeCloseTo(3.66666666666667, 13);
    expect(found?.description.sd).toBeCloseTo(3.51188458428425, 13);
  });

  test('say of everybody left out why', async () => {
    expect((await summary('work_ability', 1))?.leftOut).toEqual([
      { reason: 'wave-missed', count: 2 },
      { reason: 'withdrawn', count: 1 },
      { reason: 'not-yet-due', count: 1 },
    ]);
    expect((await summary('self_efficacy_in_work', 1))?.leftOut).toEqual([
      { reason: 'not-applicable', count: 1 },
      { reason: 'routing-unknown', count: 1 },
      { reason: 'wave-missed', count: 2 },
      { reason: 'withdrawn', count: 1 },
      { reason: 'not-yet-due', count: 1 },
    ]);
    expect((await summary('time_to_work', 1))?.leftOut.slice(0, 2)).toEqual([
      { reason: 'dont-know', count: 1 },
      { reason: 'skipped', count: 2 },
    ]);
  });

  test('n and those left out are everybody, for every scale and wave', async () => {
    for (const { description, leftOut } of (await overview('candidate')).scales) {
      expect(description.n.used + description.n.excluded).toBe(7);
      expect(leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(description.n.excluded);
    }
  });

  test('of a withheld wave are not there', async () => {
    const { scales } = await overview('candidate', { mask_arms: false, withhold_waves: [2, 3] });
    expect(new Set(scales.map(({ wave }) => wave))).toEqual(new Set([1, 4]));
  });
});

describe('the page', () => {
  const page = async (language: string) => {
    const { cookie } = await study.signedIn('researcher');
    const { body } = await study.app.inject({
      url: `/research/jobbspesialist?lang=${language}`,
      headers: { cookie },
    });
    return body;
  };

  test('writes numbers as its reader does', async () => {
    expect(await page('nb')).toMatch(/<td class="number">3,67<\/td>\s*<td class="number">3,51</);
    expect(await page('en')).toMatch(/<td class="number">3.67<\/td>\s*<td class="number">3.51</);
    expect(await page('nb')).toMatch(/>43\s%</);
  });

  test('says who is left out beside every number', async () => {
    expect(await page('nb')).toContain('(2 svarte ikke, 1 trakk seg, 1 ikke over ennå)');
  });

  test('names nobody', async () => {
    expect(await page('nb')).not.toMatch(
      /Nordli|Odd Berg|Eva Moe|Lise Dahl|Arne Vik|Jon Ness|post\.example/,
    );
  });

  test('is what a researcher is led to, when there is one study', async () => {
    const { cookie } = await study.signedIn('researcher');
    const { statusCode, headers } = await study.app.inject({
      url: '/research',
      headers: { cookie },
    });
    expect([statusCode, headers.location]).toEqual([303, '/research/jobbspesialist']);
  });
});
