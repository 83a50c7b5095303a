/** What staff do gives the same on both homes, also when two do it at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstAdministratorLink } from '../../../server/accounts/accounts.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { newCode } from '../../../server/participant-code.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { sendEnvelope } from '../../support/paper.ts';
import { open, send } from '../../support/staff.ts';
import { keyedOnce, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind), surveys: surveysWith(keyedOnce) });
  });
  afterEach(() => t.close());

  test('the first administrator is one, though two links are used at once', async () => {
    const tokens = [
      await firstAdministratorLink(t.services),
      await firstAdministratorLink(t.services),
    ];
    const replies = await Promise.all(
      tokens.map((token, i) =>
        send(t, null, `/account-links/${token}`, {
          email: `admin${i}@jobbstudien.example`,
          password: 'to tusen små øyer',
          password_again: 'to tusen små øyer',
        }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
  });

  test('a person registered twice at once, invited, revoked, keyed and withdrawn', async () => {
    const coordinator = await t.signedIn('coordinator');
    const code = newCode();
    const participants = '/staff/jobbspesialist/participants';
    const fields = {
      _code: code,
      _role: 'candidate',
      name: 'Solveig Aas',
      email: 'solveig@post.example',
      phone: '',
      address: '',
      channel: 'web',
      language: 'nb',
      inclusion_date: '28.02.2018',
      arm: 'kvp',
      site: 'harstad',
      consent_date: '27.02.2018',
      consent_version: '1',
      consent_channel: 'paper',
      ask_survey: 'yes',
    };
    const twice = [1, 2, 3].map(() => send(t, coordinator, participants, fields));
    for (const reply of await Promise.all(twice)) expect(reply.statusCode).toBe(303);
    const rows = await t.services.db.study.selectFrom('participant').selectAll().execute();
    expect(rows.length).toBe(1);

    const path = `${participants}/${code}`;
    const state = async () => {
      const { body } = await open(t, coordinator, '/staff/participants');
      return body.match(/<td role="cell".*?<span class="ds-tag"[^>]*>([^<]+)</s)?.[1];
    };
    expect(await state()).toBe('Skal sendes');
    await send(t, coordinator, `${path}/invitations`, { wave: '1' });
    expect(await state()).toBe('Sendt');
    await send(t, coordinator, `${path}/links/1/revocation`);
    expect(await state()).toBe('Skal sendes');
    await send(t, coordinator, `${path}/invitations`, { wave: '1' });
    expect(await state()).toBe('Sendt');
    expect(t.mails.length).toBe(2);

    const form = { 'written-on': '', jm02: '1' };
    const envelope = { code, wave: '1', 'received-on': '01.03.2018' };
    const screen = String((await sendEnvelope(t, coordinator, envelope)).headers.location);
    const keyed = [1, 2].map(() => send(t, coordinator, screen, form));
    for (const reply of await Promise.all(keyed)) expect(reply.statusCode).toBe(303);
    expect(await state()).toBe('Levert');
    await send(t, coordinator, `${path}/withdrawal`);
    expect((await open(t, coordinator, '/staff/participants?state=withdrawn')).body).toContain(
      'Solveig Aas',
    );
    for (const db of [t.services.db.registry, t.services.db.study])
      expect(await firstBrokenEvent(db as never)).toBeNull();
  });
});
