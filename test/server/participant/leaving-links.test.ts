/** Which links lead out: any that was ever in a message of ours, whatever became of it, and nothing else. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { participantByCode } from '../../../server/db/participants.ts';
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
