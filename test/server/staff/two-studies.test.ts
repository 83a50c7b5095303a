/** Two studies on one installation: each has its own board, and a code is found in its own only. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedSurveys } from '../../../server/config.ts';
import { registerParticipant } from '../../../server/enrolment/registration.ts';
import { newCode } from '../../../server/participant-code.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register, yesToAll } from '../../support/participants.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';

let folder: string;
let t: TestApp;
let coordinator: Staff;
let here: string;
let there: string;

/** The shipped study, and the same under another name. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(folder, part), { recursive: true });
  const text = readFileSync(join(folder, 'studies/jobbspesialist.yaml'), 'utf8')
    .replace('study: jobbspesialist', 'study: oppfolging')
    .replace('nb: Jobbspesialister i utvidet oppfølging', 'nb: Oppfølging i nord');
  writeFileSync(join(folder, 'studies/oppfolging.yaml'), text);
  t = await testApp({ surveys: folder });
  coordinator = await t.signedIn('coordinator');
  here = await register(t, { name: 'Kari Nordli' });
  there = newCode();
  const study = t.services.definitions.study('oppfolging');
  const consentText = study?.consent_texts[0];
  if (!study || !consentText) throw new Error('the second study is missing');
  await registerParticipant(
    t.services,
    study,
    {
      ...{ code: there, role: 'candidate', arm: 'kvp', site: 'harstad', team: null },
      ...{ inclusionDate: '2018-03-01', language: 'nb', channel: 'web', name: 'Ola Vik' },
      ...{ email: 'ola@post.example', phone: null, address: null },
      consent: {
        ...{ givenOn: '2018-03-01', text: consentText, channel: 'web' },
        answers: yesToAll(consentText),
      },
    },
    'system',
  );
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

test('each board shows its own people, and the way to the other', async () => {
  const first = await open(t, coordinator, '/staff/participants');
  expect(first.body).toContain('Kari Nordli');
  expect(first.body).not.toContain('Ola Vik');
  expect(first.body).toMatch(/href="\/staff\/participants\?study(=|&#x3D;)oppfolging"/);
  const second = await open(t, coordinator, '/staff/participants?study=oppfolging');
  expect(second.body).toContain('Ola Vik');
  expect(second.body).not.toContain('Kari Nordli');
});

test('a code is not found under the address of the other study, and nobody is opened', async () => {
  const before = await eventsIn(t, 'registry');
  for (const [study, code] of [
    ['oppfolging', here],
    ['jobbspesialist', there],
  ])
    for (const page of ['', '/withdrawal']) {
      const reply = await open(t, coordinator, `/staff/${study}/participants/${code}${page}`);
      expect(reply.statusCode).toBe(404);
    }
  expect(await eventsIn(t, 'registry')).toEqual(before);
});
