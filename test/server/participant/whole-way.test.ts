/** The whole way from the link to the thanks, for people in work and out of work. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { scoresOf, sheetOf } from '../../support/responses.ts';
import { type Filled, visitor } from '../../support/visitor.ts';

let study: TestApp;
beforeAll(async () => {
  study = await testApp();
});
afterAll(() => study.close());

/** Opens the link and gives these answers, page by page; fails when another page is shown. */
async function answerAll(link: string, pages: Readonly<Record<string, Filled>>) {
  const browser = visitor(study);
  await browser.start(link);
  for (const [page, answers] of Object.entries(pages)) {
    expect(browser.shown.url).toBe(`/answers/pages/${page}`);
    await browser.next(answers);
  }
  expect(browser.shown.url).toBe('/answers/summary');
  return browser;
}

const everyoneLast: Readonly<Record<string, Filled>> = {
  'ideal-job': { jm28: '5', jm29: '4', jm30: '3', jm31: '4' },
  'ideal-job-more': { jm32: '5', jm33: '2', jm34: '1' },
  statements: { jm35: '2', jm36: '1' },
  'statements-more': { jm37: '2', jm38: '2', jm39: '1' },
  'work-ability': { jm40: '6' },
  assistance: { helped: '1' },
};

describe('Kari, who works part time', () => {
  let code: string;
  beforeAll(async () => {
    code = await register(study);
    const browser = await answerAll(await invite(study, code), {
      gender: { gender: '1' },
      age: { age: '34' },
      work: { jm02: '1' },
      hours: { jm03: '2' },
      'part-time': { jm04: '50 %' },
      literacy: { jm05: '4' },
      benefits: { jm06: ['4', '1'] },
      'time-to-work': { jm07: '2' },
      'concentration-memory': { jm08: '2', jm09: '3' },
      satisfaction: { jm10: '1', jm11: '2' },
      'help-at-work': { jm12: '4', jm13: '5', jm14: '3' },
      'being-heard': { jm15: '4', jm16: '5', jm17: '2' },
      'staying-in-work': { jm18: '5', jm19: '4' },
      'confidence-in-work': { jm20: '7', jm21: '8', jm22: '10' },
      ...everyoneLast,
    });
    expect(browser.shown.text).toContain('Du har svart på alt. Fint!');
    await browser.submit();
    expect(browser.shown.text).toContain('Takk for at du tok deg tid til å besvare');
  });

  test('is asked the in-work branch and has the other one marked as not applicable', async () => {
    expect(await sheetOf(study, code)).toEqual({
      ...{ gender: 1, age: 34, jm02: 1, jm03: 2, jm04: 50, jm05: 4, jm06: [1, 4], jm07: 2 },
      ...{ jm08: 2, jm09: 3, jm10: 1, jm11: 2, jm12: 4, jm13: 5, jm14: 3, jm15: 4, jm16: 5 },
      ...{ jm17: 2, jm18: 5, jm19: 4, jm20: 7, jm21: 8, jm22: 10 },
      ...{ jm23: '<not-applicable>', jm24: '<not-applicable>', jm25: '<not-applicable>' },
      ...{ jm26: '<not-applicable>', jm27: '<not-applicable>' },
      ...{ jm28: 5, jm29: 4, jm30: 3, jm31: 4, jm32: 5, jm33: 2, jm34: 1 },
      ...{ jm35: 2, jm36: 1, jm37: 2, jm38: 2, jm39: 1, jm40: 6, helped: 1 },
    });
  });

  test('gets the scores that follow from the study’s table of scales', async () => {
    expect(await scoresOf(study, code)).toEqual({
      time_to_work: '2 from 1 of 1',
      time_to_work_as_reported: '2 from 1 of 1',
      work_ability: '6 from 1 of 1',
      expectation_in_work: '4.5 from 2 of 2', // (5 + 4) / 2
      expectation_not_in_work: '<not-applicable> from 0 of 2',
      self_efficacy_in_work: '8.3333 from 3 of 3', // (7 + 8 + 10) / 3
      self_efficacy_not_in_work: '<not-applicable> from 0 of 3',
      qps_superior: '4 from 3 of 3', // items 12, 14, 16: (4 + 3 + 5) / 3
      qps_colleagues: '4.5 from 2 of 2', // items 13, 15: (5 + 4) / 2
      motivation_intrinsic: '3.3333 from 3 of 3', // items 28, 31, 34: (5 + 4 + 1) / 3
      motivation_extrinsic: '3.5 from 4 of 4', // items 29, 30, 32, 33: (4 + 3 + 5 + 2) / 4
      locus_internal: '4 from 5 of 5', // 35B, 36A, 38B and 39A are internal, 37B is not
      concentration: '2 from 1 of 1',
      memory: '3 from 1 of 1',
    });
  });
});

describe('Jon, who is out of work and skips some questions', () => {
  let code: string;
  beforeAll(async () => {
    code = await register(study, { name: 'Jon Sæther', email: 'jon.saether@post.example' });
    const browser = await answerAll(await invite(study, code), {
      gender: { gender: '2' },
      age: {},
      work: { jm02: '2' },
      literacy: { jm05: '1' },
      benefits: { jm06: '10' },
      'time-to-work': { jm07: '8' },
      'concentration-memory': { jm08: '4' },
      satisfaction: { jm10: '3', jm11: '3' },
      'returning-to-work': { jm23: '2', jm24: '1' },
      'confidence-if-in-work': { jm25: '3', jm26: '4' },
      ...everyoneLast,
      'ideal-job': { jm28: '5' },
      'ideal-job-more': { jm32: '2', jm33: '3' },
      'statements-more': { jm37: '1', jm38: '2' },
    });
    // Open: age, 9, 27, 29–31, 34, 39.
    expect(browser.shown.text).toContain('Du har hoppet over 8 spørsmål.');
    await browser.submit();
  });

  test('is asked neither his hours nor the in-work branch, and what he skipped is skipped', async () => {
    expect(await sheetOf(study, code)).toEqual({
      ...{ gender: 2, age: '<skipped>', jm02: 2, jm03: '<not-applicable>' },
      ...{ jm04: '<not-applicable>', jm05: 1, jm06: [10], jm07: 8, jm08: 4, jm09: '<skipped>' },
      ...{ jm10: 3, jm11: 3, jm12: '<not-applicable>', jm13: '<not-applicable>' },
      ...{ jm14: '<not-applicable>', jm15: '<not-applicable>', jm16: '<not-applicable>' },
      ...{ jm17: '<not-applicable>', jm18: '<not-applicable>', jm19: '<not-applicable>' },
      ...{ jm20: '<not-applicable>', jm21: '<not-applicable>', jm22: '<not-applicable>' },
      ...{ jm23: 2, jm24: 1, jm25: 3, jm26: 4, jm27: '<skipped>', jm28: 5, jm29: '<skipped>' },
      ...{ jm30: '<skipped>', jm31: '<skipped>', jm32: 2, jm33: 3, jm34: '<skipped>' },
      ...{ jm35: 2, jm36: 1, jm37: 1, jm38: 2, jm39: '<skipped>', jm40: 6, helped: 1 },
    });
  });

  test('gets a mean from half of the items, a count only from all, and “don’t know” as missing', async () => {
    expect(await scoresOf(study, code)).toEqual({
      time_to_work: '<dont-know> from 0 of 1',
      time_to_work_as_reported: '8 from 1 of 1',
      work_ability: '6 from 1 of 1',
      expectation_in_work: '<not-applicable> from 0 of 2',
      expectation_not_in_work: '1.5 from 2 of 2',
      self_efficacy_in_work: '<not-applicable> from 0 of 3',
      self_efficacy_not_in_work: '3.5 from 2 of 3',
      qps_superior: '<not-applicable> from 0 of 3',
      qps_colleagues: '<not-applicable> from 0 of 2',
      motivation_intrinsic: '<skipped> from 1 of 3',
      motivation_extrinsic: '2.5 from 2 of 4',
      locus_internal: '<skipped> from 4 of 5',
      concentration: '4 from 1 of 1',
      memory: '<skipped> from 0 of 1',
    });
  });
});

test('a later wave does not ask again for what is asked once', async () => {
  study.setTime('2018-06-01T09:00:00Z');
  const code = await register(study, { name: 'Aud Lien', email: 'aud.lien@post.example' });
  const browser = visitor(study);
  await browser.start(await invite(study, code, 2));
  expect(browser.shown.url).toBe('/answers/pages/work');
  await browser.get('/answers/summary');
  await browser.submit();
  expect(await sheetOf(study, code)).toMatchObject({
    ...{ gender: '<not-applicable>', age: '<not-applicable>', jm02: '<skipped>' },
  });
  study.setTime('2018-03-01T09:00:00Z');
});

test('every step is in the event log, and the log’s chain holds', async () => {
  const { study: store, registry } = study.services.db;
  const events = await store.selectFrom('event').select('action').distinct().execute();
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['visit opened', 'page saved', 'response submitted']),
  );
  expect(await firstBrokenEvent(store as never)).toBeNull();
  expect(await firstBrokenEvent(registry as never)).toBeNull();
});
