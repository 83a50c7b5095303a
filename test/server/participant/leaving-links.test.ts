/** Which links lead out: any that was ever in a message of ours, whatever became of it, and nothing else. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { changesOf, participantByCode } from '../../../server/db/participants.ts';
import { standingOf } from '../../../server/enrolment/merge-plan.ts';
import { mergeParticipants } from '../../../server/enrolment/merging.ts';
import { newToken } from '../../../server/security/token.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { visitor } from '../../support/visitor.ts';

let t: TestApp;
let code: string;
let token: string;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setTime('2018-03-01T09:00:00Z');
  code = await register(t, { name: 'Tove Hansen', email: 'tove.hansen@post.example' });
  token = (await invite(t, code)).replace('/s/', '');
});

const standing = async () => {
  const participant = await participantByCode(t.services.db.study, code);
  return [participant?.state, participant?.mail];
};
const stop = () => visitor(t).send(`/mail/${token}`, { _lang: 'nb' });
const withdraw = () => visitor(t).send(`/withdrawal/${token}`, { _lang: 'nb' });

describe('a link works as a way out', () => {
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    'when its wave is closed': async () => t.setTime('2018-09-01T09:00:00Z'),
    'when it was revoked': () => revokeWaveLinks(t.services, { code, wave: 1 }, 'system'),
    'when it was used': () => answerOnWeb(t, code, 1, {}),
  };
  test.each(Object.entries(ways))('%s', async (_, happens) => {
    await happens();
    await stop();
    expect(await standing()).toEqual(['enrolled', 'stopped']);
    await withdraw();
    expect(await standing()).toEqual(['withdrawn', 'stopped']);
  });
});

describe('of somebody who was registered twice', () => {
  /** The one that goes on; `code` and `token` are of the other. */
  async function merged(): Promise<string> {
    const goesOn = await register(t, { name: 'Tove Hansen', email: 'tove@post.example' });
    const [study] = t.services.definitions.studies;
    const { db } = t.services;
    const [on, away] = [
      await participantByCode(db.study, goesOn),
      await participantByCode(db.study, code),
    ];
    if (!study || !on || !away) throw new Error('somebody is missing');
    const { outcome } = await mergeParticipants(t.services, {
      ...{ study, goesOn, goesAway: code, choices: new Map(), nonce: newToken(), actor: 'staff' },
      seen: standingOf([on, away], []),
    });
    expect(outcome).toBe('merged');
    return goesOn;
  }

  test('a link under the code that went away stops e-mails to, and withdraws, the one that goes on', async () => {
    code = await merged();
    await stop();
    expect(await standing()).toEqual(['enrolled', 'stopped']);
    await withdraw();
    expect(await standing()).toEqual(['withdrawn', 'stopped']);
    const receipts = t.mails.filter(({ subject }) => subject === 'Du har trukket deg fra studien');
    expect(receipts.at(-1)?.to).toBe('tove@post.example');
  });

  test('e-mails that were stopped under the code that went away stay stopped', async () => {
    await stop();
    code = await merged();
    expect(await standing()).toEqual(['enrolled', 'stopped']);
    expect(await changesOf(t.services.db.study, code)).toMatchObject([
      { kind: 'mail', previous: 'wanted', value: 'stopped', recorded_by: 'staff' },
    ]);
    expect((await visitor(t).get(`/mail/${token}`)).text).toMatch(
      new RegExp(`Kvittering: ${code}-\\d+-[0-9a-f]{8}`),
    );
  });
});

describe('what was in no message of ours', () => {
  test('leads to the page for unknown links, whatever its shape, and writes nothing', async () => {
    const { token_hash } = await t.services.db.study
      .selectFrom('link')
      .select('token_hash')
      .executeTakeFirstOrThrow();
    const before = await everyRow(t.services.db);
    const mangled = [
      'a'.repeat(26),
      token.slice(0, -1),
      `${token}k`,
      token.toUpperCase(),
      `${token}.`,
      `${token}%00`,
      `${token}/`,
      token_hash,
      '',
      '__proto__',
      '%E0%A4%A',
      '%'.repeat(10_240),
      'k'.repeat(10_240),
      '01017012345',
      '%3Cscript%3E',
    ];
    for (const page of ['mail', 'withdrawal'])
      for (const way of mangled)
        for (const method of ['GET', 'HEAD', 'POST'] as const) {
          const reply = await t.app.inject({ method, url: `/${page}/${way}` });
          expect([page, way, method, reply.statusCode]).toEqual([page, way, method, 404]);
          expect(reply.body).not.toContain('<script>alert');
          expect(reply.headers['cache-control']).toBe('no-store');
        }
    expect(await everyRow(t.services.db)).toBe(before);
  });
});
