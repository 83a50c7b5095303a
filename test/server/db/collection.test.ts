/** Answering, submitting and keying give the same rows on both homes, also when things happen at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { savePage } from '../../../server/collection/page-save.ts';
import { linkAccess } from '../../../server/collection/participation.ts';
import {
  type Answering,
  currentAnswering,
  pagesToAnswer,
  startVisit,
} from '../../../server/collection/visit.ts';
import { submitAnswers } from '../../../server/collection/web-submission.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import type { PaperForm } from '../../../server/db/paper-forms.ts';
import { changesOf } from '../../../server/db/participants.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import { newToken } from '../../../server/security/token.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { logged } from '../../support/paper.ts';
import { invite, register } from '../../support/participants.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let kari: TestApp;
  let code: string;

  beforeEach(async () => {
    kari = await testApp({ home: await homes.fresh(kind), surveys: surveysWith(keyedOnce) });
    code = await register(kari);
  });
  afterEach(() => kari.close());

  test('a link leads from the message to a submitted, scored response', async () => {
    const answering = await opened();
    expect(await save(answering, 'work', { jm02: '2' })).toBe('saved');
    expect(await save(answering, 'work-ability', { jm40: '7' })).toBe('saved');
    await submitAnswers(kari.services, await current(answering));

    const db = kari.services.db.study;
    const response = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow();
    expect(response.submitted_at).toBe('2018-03-01T09:00:00.000Z');
    const sheet = JSON.parse(response.sheet);
    expect(sheet.jm40).toEqual({ value: 7 });
    expect(sheet.jm12).toEqual({ missing: 'not-applicable' });
    expect(sheet.jm23).toEqual({ missing: 'skipped' });
    const scores = await db.selectFrom('score').selectAll().orderBy('scale').execute();
    expect(scores.find(({ scale }) => scale === 'work_ability')).toEqual({
      response_id: response.id,
      scale: 'work_ability',
      rule: 'mean@1',
      value: 7,
      missing: null,
      answered: 1,
      of_items: 1,
    });
    const access = await linkAccess(kari.services, 'unknown');
    expect(access).toMatchObject({ open: false, reason: 'unknown' });
    expect(await firstBrokenEvent(db)).toBeNull();
  });

  test('one form posted ten times at once is one save', async () => {
    const answering = await opened();
    const nonce = newToken();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => save(answering, 'work', { jm02: '1' }, nonce)),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(9);
  });

  test('different pages saved at once are all kept', async () => {
    const answering = await opened();
    await Promise.all([
      save(answering, 'gender', { gender: '1' }),
      save(answering, 'age', { age: '34' }),
      save(answering, 'work', { jm02: '2' }),
      save(answering, 'literacy', { jm05: '4' }),
    ]);
    const { saved } = await current(answering);
    expect(saved).toMatchObject({
      gender: { value: 1 },
      age: { value: 34 },
      jm02: { value: 2 },
      jm05: { value: 4 },
    });
    expect(await firstBrokenEvent(kari.services.db.study)).toBeNull();
  });

  test('of a web form and a paper form finished at once, one counts and the other is held or told', async () => {
    const answering = await opened();
    const form = await logged(kari, code, 1, '2018-03-01');
    const [, keyed] = await Promise.all([
      submitAnswers(kari.services, answering),
      key({ jm02: '1' }, form),
    ]);
    expect(['counts', 'held']).toContain(keyed);
    const submitted = await kari.services.db.study
      .selectFrom('response')
      .select('channel')
      .where('submitted_at', 'is not', null)
      .execute();
    expect(submitted).toHaveLength(1);
  });

  test('a paper form finished twice at once is one response', async () => {
    const form = await logged(kari, code, 1, '2018-03-01');
    const outcomes = await Promise.all([key({ jm02: '1' }, form), key({ jm02: '1' }, form)]);
    expect(outcomes.sort()).toEqual(['counts', 'repeated']);
  });

  test('revoking the links of a wave shuts the visit that was opened with one', async () => {
    const answering = await opened();
    await revokeWaveLinks(kari.services, { code, wave: 1 }, 'a-coordinator');
    await expect(current(answering)).rejects.toThrow('no visit');
    expect(await save(answering, 'work', { jm02: '1' })).toBe('closed-meanwhile');
    expect(await submitAnswers(kari.services, answering)).toBe('closed-meanwhile');
  });

  test('withdrawing closes the visit that is under way', async () => {
    const answering = await opened();
    await withdrawParticipant(kari.services, code, 'system');
    await withdrawParticipant(kari.services, code, 'system');
    await expect(current(answering)).rejects.toThrow('withdrawn');
    const rows = await changesOf(kari.services.db.study, code);
    expect(rows).toHaveLength(1);
  });

  const cookies = new WeakMap<Answering['visit'], string>();

  async function opened(): Promise<Answering> {
    const link = await invite(kari, code);
    const access = await linkAccess(kari.services, link.replace('/s/', ''));
    if (!access.open) throw new Error(access.reason);
    const cookie = await startVisit(kari.services, access.participation, 'nb');
    const answering = await currentAnswering(kari.services, cookie);
    if (!answering || !('visit' in answering)) throw new Error('no visit');
    cookies.set(answering.visit, cookie);
    return answering;
  }

  async function current({ visit }: Answering): Promise<Answering> {
    const answering = await currentAnswering(kari.services, cookies.get(visit));
    if (!answering) throw new Error('no visit');
    if (!('visit' in answering)) throw new Error(answering.reason);
    return answering;
  }

  async function save(
    answering: Answering,
    page: string,
    fields: Record<string, string>,
    nonce = newToken(),
  ): Promise<string> {
    const group = pagesToAnswer(answering).find(({ name }) => name === page);
    if (!group) throw new Error(`no page ${page}`);
    const post = { fields, nonce, revision: answering.response.revision, language: 'nb' };
    return (await savePage(kari.services, answering, group, post)).outcome;
  }

  async function key(fields: Record<string, string>, { id }: PaperForm): Promise<string> {
    const keying = { form: id, keyer: 'a-keyer', fields, writtenOn: null };
    const keyed = await finishKeying(kari.services, keying);
    return 'placing' in keyed ? keyed.placing : keyed.outcome;
  }
});
