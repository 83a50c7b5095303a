/** Freezing the plan and locking data cuts: what is open before and after, the same bytes a year later, and erasure. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockCut } from '../../../server/cuts/locking.ts';
import { freezePlan } from '../../../server/cuts/plan-freezing.ts';
import type { Account } from '../../../server/db/accounts.ts';
import { cutRecordsUnder } from '../../../server/db/cut-records.ts';
import { type CutRule, cutsOf } from '../../../server/db/data-cuts.ts';
import { frozenPlansOf } from '../../../server/db/frozen-plans.ts';
import { eraseAnswers } from '../../../server/enrolment/erasure.ts';
import { removeFreeText } from '../../../server/enrolment/free-text.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import { openResearchView } from '../../../server/research/gate.ts';
import { sealer } from '../../../server/security/sealing.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';
import { diaryApp, registerWriter } from '../export/diaries.ts';

let t: TestApp;
let researcher: Staff;
const codes: Record<string, string> = {};
const path = '/research/jobbspesialist';

const form = (answers: Record<string, string>) => ({
  answers,
  writtenOn: null,
  receivedOn: '2018-07-01',
});

async function include(name: string, arm: string, inclusionDate: string): Promise<string> {
  const code = await register(t, {
    ...{ name, arm, site: 'harstad', inclusionDate, channel: 'paper', email: null },
  });
  codes[name] = code;
  return code;
}

beforeAll(async () => {
  t = await testApp({ now: '2018-07-02T09:00:00Z', surveys: surveysWith(keyedOnce) });
  researcher = await t.signedIn('researcher');
  const kari = await include('Kari', 'jobbspesialist', '2018-03-01');
  const ola = await include('Ola', 'kvp', '2018-03-01');
  await include('Eva', 'jobbspesialist', '2018-06-20');
  await keyOnPaper(t, kari, 1, form({ jm02: '1', jm40: '4' }));
  await keyOnPaper(t, kari, 2, form({ jm02: '1', jm40: '9' }));
  await keyOnPaper(t, ola, 1, form({ jm02: '2', jm40: '7' }));
});
afterAll(() => t.close());

const file = async (address: string) => (await open(t, researcher, `${path}/${address}`)).body;
const results = async (query = '') => JSON.parse(await file(`results.json${query}`));
const studyOf = () => {
  const study = t.services.definitions.study('jobbspesialist');
  if (!study) throw new Error('there is no study');
  return study;
};
async function lockDiaries({ services }: TestApp): Promise<void> {
  const study = services.definitions.study('diaries');
  if (!study) throw new Error('there is no study');
  await freezePlan(services, study, { reason: null, actor: 'system' });
  const on = '2018-03-01';
  const rule = { on, includedUntil: on, waves: [1], eligible: 'included' } as const;
  await lockCut(services, study, rule, 'system');
}
const newestCut = async () => {
  const [cut] = await cutsOf(t.services.db.study, 'jobbspesialist');
  if (!cut) throw new Error('there is no cut');
  return cut;
};
const rule: CutRule = {
  ...{ on: '2018-07-02', waves: [1, 2], includedUntil: '2018-06-01', eligible: 'included' },
};
const asked = {
  ...{ on: '02.07.2018', included_until: '01.06.2018', eligible: 'included' },
  ...{ 'wave-1': '1', 'wave-2': '1' },
};

describe('before anything is locked', () => {
  test('arms are masked and later waves withheld, in files and results; how many answered is told', async () => {
    const wide = await file('exports/wide.csv');
    expect(wide).toContain('masked');
    expect(wide).not.toMatch(/jobbspesialist,|kvp,|jm40_w2/);
    const { cut, comparisons, reliability } = await results();
    expect(cut).toBeNull();
    expect(comparisons[0].withheld).toBe(true);
    // How the items of a scale hang together tells nothing of what changed.
    expect(new Set(reliability.map(({ wave }: { wave: number }) => wave))).toEqual(
      new Set([1, 2, 3, 4]),
    );
    expect((await open(t, researcher, path)).body).toContain('Grupper og svar er skjult');
  });

  test('no cut can be locked before the plan is frozen', async () => {
    const response = await send(t, researcher, `${path}/cuts`, asked);
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('Frys planen først.');
  });

  test('there is no cut to look at', async () => {
    for (const number of ['1', '0', '-1', '1e0', 'x', ''])
      expect((await open(t, researcher, `${path}/results.json?cut=${number}`)).statusCode).toBe(
        404,
      );
    const twice = await open(t, researcher, `${path}/results?cut=now&cut=now`);
    expect(twice.statusCode).toBe(404);
  });
});

describe('freezing the plan', () => {
  test('keeps it with its digest, once, however often the button is pressed', async () => {
    await Promise.all(
      [1, 2, 3].map(() => send(t, researcher, `${path}/frozen-plans`, { reason: '' })),
    );
    const frozen = await frozenPlansOf(t.services.db.study, 'jobbspesialist');
    expect(frozen).toHaveLength(1);
    expect(frozen[0]).toMatchObject({ number: 1, version: 1, reason: null });
    expect(frozen[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the form of a cut', () => {
  test.each([
    ['a day that has not come', { on: '03.07.2018' }, 'Datoen er ikke kommet ennå.'],
    ['an inclusion after it', { included_until: '03.07.2018' }, 'Datoen kan ikke være etter'],
    ['no waves', { 'wave-1': '', 'wave-2': '' }, 'Velg minst ett målepunkt.'],
    ['a day that is none', { on: '31.02.2018' }, 'Skriv datoen slik'],
    ['no rule', { eligible: '' }, 'Feltet må fylles ut.'],
    ['a rule that is none', { eligible: 'all' }, 'Det valget finnes ikke.'],
  ])('refuses %s, and keeps what was typed', async (_what, wrong, told) => {
    const response = await send(t, researcher, `${path}/cuts`, { ...asked, ...wrong });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain(told);
    expect(response.body).toContain(`value="${{ ...asked, ...wrong }.included_until}"`);
  });

  test.each([[{ 'wave-9': '1' }], [{ on: ['02.07.2018', '02.07.2018'] }]])(
    'takes nothing that it did not send: %j',
    async (wrong) => {
      const response = await send(t, researcher, `${path}/cuts`, { ...asked, ...wrong });
      expect(response.statusCode).toBe(400);
    },
  );
});

describe('a locked cut', () => {
  let kept: { wide: string; json: string; records: string };

  test('is one, however often the button is pressed, and at the same time too', async () => {
    const lock = () => send(t, researcher, `${path}/cuts`, asked);
    const answers = [...(await Promise.all([lock(), lock()])), await lock()];
    for (const { statusCode, body } of answers)
      expect(statusCode === 303 || body.includes('Et uttrekk lages akkurat nå.')).toBe(true);
    expect(answers[2]?.statusCode).toBe(303);
    const cuts = await t.services.db.study.selectFrom('data_cut').select('number').execute();
    expect(cuts).toHaveLength(1);
  });

  test('opens arms and its waves, for those who were included in time', async () => {
    const wide = await file('exports/wide.csv');
    expect(wide).toContain('jm40_w2');
    expect(wide).not.toContain('jm40_w3');
    for (const [name, isIn] of Object.entries({ Kari: true, Ola: true, Eva: false }))
      expect(wide.includes(codes[name] ?? '-')).toBe(isIn);
    const json = await results();
    expect(json.cut).toMatchObject({
      number: 1,
      day: '2018-07-02',
      waves: [1, 2],
      participants: 2,
    });
    expect(json.comparisons[0].withheld).toBe(false);
    // In the arm, with both waves: Kari. 9 − 4 = 5.
    const row = json.comparisons[0].rows.find(
      (one: { variable: { name: string } }) => one.variable.name === 'work_ability',
    );
    expect(row.cases).toMatchObject({ eligible: 1, analysed: 1 });
    kept = {
      ...{ wide, json: JSON.stringify(json) },
      records: await file('cuts/1/records.jsonl'),
    };
  });

  test('has the digest of its canonical export, which anybody can find again', async () => {
    const { cut } = JSON.parse(kept.json);
    expect(createHash('sha256').update(kept.records).digest('hex')).toBe(cut.sha256);
    const lines = kept.records.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).participant.code)).toEqual(
      [codes.Kari, codes.Ola].sort(),
    );
    const locked = (await eventsIn(t, 'study')).filter(
      ({ action }) => action === 'data cut locked',
    );
    expect(locked.map(({ detail }) => JSON.parse(detail).sha256)).toEqual([cut.sha256]);
  });

  test('leaves the data as they are now blinded, but for the arms, which are known', async () => {
    const wide = await file('exports/wide.csv?cut=now');
    expect(wide).toMatch(/kvp,/);
    expect(wide).not.toContain('jm40_w2');
    expect(wide).toContain(codes.Eva);
  });

  test('gives the same bytes a year later, whatever came meanwhile', async () => {
    t.setTime('2019-07-02T09:00:00Z');
    researcher = await t.signedIn('researcher');
    await keyOnPaper(t, codes.Ola ?? '', 2, form({ jm02: '2', jm40: '1' }));
    await include('Siri', 'kvp', '2018-04-01');
    expect(await file('exports/wide.csv')).toBe(kept.wide);
    expect(JSON.stringify(await results())).toBe(kept.json);
    expect(await file('cuts/1/records.jsonl')).toBe(kept.records);
  });

  test('can be made as of a day that is over: what came later was only begun, or not there', async () => {
    const past = await lockCut(t.services, studyOf(), { ...rule, waves: [1, 2, 3] }, 'system');
    expect(past).toEqual({ outcome: 'locked', number: 2 });
    const records = (await file('cuts/2/records.jsonl')).trimEnd().split('\n');
    const states = records
      .map((line) => JSON.parse(line))
      .flatMap(({ participant, responses }) =>
        responses.map((one: { wave: number; submittedAt: string | null }) =>
          [participant.code, one.wave, one.submittedAt !== null].join(' '),
        ),
      );
    expect(states).toEqual(
      [`${codes.Kari} 1 true`, `${codes.Kari} 2 true`, `${codes.Ola} 1 true`].sort(),
    );
  });

  test('keeps those only for whom its waves are over, where the rule says so', async () => {
    const strict = { ...rule, on: '2018-07-14', eligible: 'waves-closed' } as const;
    await lockCut(t.services, studyOf(), { ...strict, includedUntil: '2018-07-01' }, 'system');
    const wide = await file('exports/wide.csv?cut=3');
    // Three months after 1 March and 42 days more is 13 July; for April and June it is later.
    expect(['Kari', 'Ola', 'Siri', 'Eva'].map((name) => wide.includes(codes[name] ?? '-'))).toEqual(
      [...[true, true, false, false]],
    );
  });
});

describe('a plan that is changed after it was frozen', () => {
  const changed = () => {
    const study = studyOf();
    const { analysis_plan: plan } = study;
    return { ...study, analysis_plan: { ...plan, version: 2, alpha: 0.01 } };
  };

  test('does not hold without a reason: cuts go by the one that was frozen', async () => {
    const without = await freezePlan(t.services, changed(), { reason: null, actor: 'system' });
    expect(without).toBe('reason-needed');
    expect(await lockCut(t.services, changed(), rule, 'system')).toEqual({
      outcome: 'plan-not-frozen',
    });
    expect((await results('?cut=1')).plan.version).toBe(1);
  });

  test('opens nothing by itself: what was frozen is blinded as it was', async () => {
    const blinding = { mask_arms: false, withhold_waves: [] };
    const { analysis_plan, ...rest } = studyOf();
    const study = { ...rest, analysis_plan: { ...analysis_plan, version: 3, blinding } };
    const account = { id: researcher.accountId } as Account;
    const by = { by: 'session', scope: 'answers' } as const;
    const asked = { account, study, sites: null, cut: 'now', ...by };
    const view = await openResearchView(t.services, asked, { action: 'results read' });
    expect(view.waves).toEqual([1]);
  });

  test('is a deviation with its reason in the results, the page and the R script', async () => {
    const reason = 'Reviewer 2 asked for a stricter level';
    await freezePlan(t.services, changed(), { reason, actor: 'system' });
    const { plan, frozenPlans } = await results('?cut=1');
    expect([plan.version, plan.alpha]).toEqual([2, 0.01]);
    expect(frozenPlans.map((one: { deviation: unknown }) => one.deviation)).toEqual([null, reason]);
    expect(await file('results?cut=1')).toContain(reason);
    expect(await file('exports/analysis.R?cut=1')).toContain(`# Deviation: version 2, frozen 2019`);
  });
});

describe('somebody who leaves after a cut', () => {
  test('and becomes anonymous loses their free text in it; the cut says so, and verifying takes it', async () => {
    const diaries = await diaryApp({ now: '2018-03-01T09:00:00Z' });
    const code = await registerWriter(diaries, 'Siv');
    await answerOnWeb(diaries, code, 1, { mood: '3', words: 'et hemmelig ord' });
    await lockDiaries(diaries);
    const staff = await diaries.signedIn('researcher');
    const wide = async () =>
      (await open(diaries, staff, '/research/diaries/exports/wide.csv')).body;
    expect(await wide()).toContain('et hemmelig ord');
    await diaries.services.db.study
      .transaction()
      .execute((trx) => removeFreeText(diaries.services, trx, [code]));
    expect(await wide()).not.toContain('et hemmelig ord');
    expect((await open(diaries, staff, '/research/diaries/results')).body).toContain(
      'Én har trukket seg siden og er uten fritekst.',
    );
    const { home, key } = diaries.services.config;
    const checks = await verifyHome(home, { sealer: sealer(key), anchors: null });
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    await diaries.close();
  });

  test('cannot be changed in it unseen', async () => {
    const { db, config } = t.services;
    const verified = async () =>
      (await verifyHome(config.home, { sealer: null, anchors: null })).flatMap(
        ({ faults }) => faults,
      );
    expect(await verified()).toEqual([]);
    const own = { cut_id: (await newestCut()).id, code: codes.Kari ?? '' };
    const [row] = (await cutRecordsUnder(db.study, [own.code])).filter(
      ({ cut_id }) => cut_id === own.cut_id,
    );
    const put = (record: string) =>
      db.study
        .updateTable('data_cut_record')
        .set({ record })
        .where('cut_id', '=', own.cut_id)
        .where('code', '=', own.code)
        .execute();
    await put((row?.record ?? '').replace('"value":9', '"value":8'));
    expect((await verified()).join()).toMatch(/^study: data cut 3 of jobbspesialist is not as it/);
    await put(row?.record ?? '');
  });

  test('and is erased is gone from it: the digest stays, and it says n − 1', async () => {
    const diaries = await diaryApp({ now: '2018-03-01T09:00:00Z' });
    const [siv, liv] = [await registerWriter(diaries, 'Siv'), await registerWriter(diaries, 'Liv')];
    await answerOnWeb(diaries, siv, 1, { mood: '3', words: 'et hemmelig ord' });
    await answerOnWeb(diaries, liv, 1, { mood: '5', words: 'noe helt annet' });
    await lockDiaries(diaries);
    const staff = await diaries.signedIn('researcher');
    const results = async () =>
      JSON.parse((await open(diaries, staff, '/research/diaries/results.json')).body);
    const before = await results();
    expect(await eraseAnswers(diaries.services, siv, 'system')).toBe('not-withdrawn');
    await withdrawParticipant(diaries.services, siv, 'system');
    expect(await eraseAnswers(diaries.services, siv, 'system')).toBe('erased');
    expect(await eraseAnswers(diaries.services, siv, 'system')).toBe('erased');
    const { cut } = await results();
    expect(cut).toEqual({ ...before.cut, erasedSince: 1 });
    expect((await open(diaries, staff, '/research/diaries/results')).body).toContain(
      'Én er slettet siden uttrekket.',
    );
    const wide = (await open(diaries, staff, '/research/diaries/exports/wide.csv')).body;
    expect([wide.includes(siv), wide.includes(liv)]).toEqual([false, true]);
    for (const file of ['study.sqlite', 'study.sqlite-wal', 'registry.sqlite'])
      expect(readFileSync(join(diaries.folder, file)).includes('hemmelig ord'), file).toBe(false);
    const { home, key } = diaries.services.config;
    const checks = await verifyHome(home, { sealer: sealer(key), anchors: null });
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    await diaries.close();
  });
});
