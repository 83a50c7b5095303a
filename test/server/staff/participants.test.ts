/** One participant's page, and what a coordinator does there: invites, revokes, records a withdrawal. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import type { CaughtMail } from '../../support/mail-server.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let code: string;
let path: string;
/** What the mail server took since the test began. */
let mails: () => readonly CaughtMail[];
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t);
  path = `/staff/jobbspesialist/participants/${code}`;
  const before = t.mails.length;
  mails = () => t.mails.slice(before);
});

const inviteTo = (wave: string, to = path) => send(t, coordinator, `${to}/invitations`, { wave });

async function follow(reply: { headers: { location?: unknown } }): Promise<string> {
  return (await open(t, coordinator, String(reply.headers.location))).body;
}

describe('the page of a participant', () => {
  test('shows who they are, what they agreed to and when each wave is', async () => {
    const { body } = await open(t, coordinator, path);
    const shown = [
      ...['Kari Nordli', 'kari.nordli@post.example', '99 00 11 22', 'Storgata 1, 9008 Tromsø'],
      ...['Jobbspesialist · Tromsø', '1. mars 2018', 'Tekst 1, signert 26. feb. 2018 på papir.'],
      // 12 months after inclusion, open for 42 days.
      ...['1. mars 2019', '12. apr. 2019'],
    ];
    for (const text of shown) expect(body).toContain(text);
  });

  test('is on record before it is shown, and one entry for each view', async () => {
    await open(t, coordinator, path);
    await open(t, coordinator, `${path}/withdrawal`);
    const reads = (await eventsIn(t, 'registry')).filter(
      (event) => event.action === 'identity read' && event.code === code,
    );
    expect(reads.map((event) => [event.actor, event.code])).toEqual([
      [coordinator.accountId, code],
      [coordinator.accountId, code],
    ]);
  });

  test('is not found under another study or in another spelling of the code', async () => {
    const lower = `/staff/jobbspesialist/participants/${code.toLowerCase()}`;
    expect((await open(t, coordinator, lower)).statusCode).toBe(404);
    expect((await open(t, coordinator, `/staff/other/participants/${code}`)).statusCode).toBe(404);
  });
});

describe('an invitation', () => {
  test('is sent by the mail server, and the link in it opens the form', async () => {
    const reply = await inviteTo('1');
    expect(reply.headers.location).toBe(`${path}?notice=sent&code=${code}&wave=1`);
    expect(await follow(reply)).toContain(`E-posten til ${code} for målepunkt 1 er sendt.`);
    expect(mails().length).toBe(1);
    expect(mails()[0]?.to).toBe('kari.nordli@post.example');
    const link = mails()[0]?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
    expect((await t.app.inject({ url: link })).statusCode).toBe(200);
    const events = await eventsIn(t, 'registry');
    expect(events.at(-2)).toMatchObject({
      actor: coordinator.accountId,
      action: 'invitation sent',
      code,
    });
  });

  test('is sent once, however often the button is pressed', async () => {
    await inviteTo('1');
    expect(await follow(await inviteTo('1'))).toContain('Den ble ikke sendt en gang til.');
    expect(mails().length).toBe(1);
  });

  test.each(['2', '4'])('to wave %s, which is not open, is not sent', async (wave) => {
    expect(await follow(await inviteTo(wave))).toContain('Ingenting er sendt.');
    expect(mails().length).toBe(0);
  });

  test.each(['', '0', '5', '99', '1e0', '-1', 'x', '１'])(
    'to wave %j is not ours',
    async (wave) => {
      expect((await inviteTo(wave)).statusCode).toBe(400);
    },
  );

  test('is not sent to somebody who answers on paper, or has no e-mail', async () => {
    const paper = await register(t, { channel: 'paper', email: 'paper@post.example' });
    const noEmail = await register(t, { email: null });
    const to = (who: string) => inviteTo('1', `/staff/jobbspesialist/participants/${who}`);
    expect(await follow(await to(paper))).toContain('svarer på papir. Ingenting er sendt.');
    expect(await follow(await to(noEmail))).toContain('har ingen e-post.');
    expect(mails().length).toBe(0);
  });
});

describe('revoking the links of a wave', () => {
  test('shuts them, and the next invitation carries a new one', async () => {
    const old = await invite(t, code);
    const reply = await send(t, coordinator, `${path}/links/1/revocation`);
    expect(await follow(reply)).toContain(`Lenken til ${code} for målepunkt 1 er stengt.`);
    expect((await t.app.inject({ url: old })).statusCode).toBe(410);
    const events = await eventsIn(t, 'study');
    expect(events.at(-1)).toMatchObject({
      actor: coordinator.accountId,
      action: 'links revoked',
      code,
      detail: '{"wave":1}',
    });

    expect((await open(t, coordinator, path)).body).toContain('Skal sendes');
    await inviteTo('1');
    expect(mails().length).toBe(2);
    expect(mails()[1]?.messageId).not.toBe(mails()[0]?.messageId);
    const link = mails()[1]?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
    expect((await t.app.inject({ url: link })).statusCode).toBe(200);
    expect((await t.app.inject({ url: old })).statusCode).toBe(410);
  });

  test('of a wave that does not exist is not found', async () => {
    expect((await send(t, coordinator, `${path}/links/7/revocation`)).statusCode).toBe(404);
    expect((await send(t, coordinator, `${path}/links/x/revocation`)).statusCode).toBe(400);
  });
});

describe('a withdrawal', () => {
  const withdrawals = () =>
    t.services.db.study
      .selectFrom('participant_change')
      .selectAll()
      .where('code', '=', code)
      .where('value', '=', 'withdrawn')
      .execute();

  test('asks first, and the question changes nothing', async () => {
    const page = await open(t, coordinator, `${path}/withdrawal`);
    expect(page.body).toContain('Kari Nordli');
    expect(page.body).toContain('Navn og kontakt slettes etter sju dager.');
    expect(await withdrawals()).toEqual([]);
  });

  test('shuts every link, stops every letter, and stands once', async () => {
    const link = await invite(t, code);
    for (let i = 0; i < 2; i += 1) {
      const reply = await send(t, coordinator, `${path}/withdrawal`);
      expect(await follow(reply)).toContain(`${code} har trukket seg.`);
    }
    expect(await withdrawals()).toMatchObject([{ code, recorded_by: coordinator.accountId }]);
    expect((await t.app.inject({ url: link })).statusCode).toBe(410);
    expect(await follow(await inviteTo('1'))).toContain('Ingenting er sendt.');
    const { body } = await open(t, coordinator, path);
    expect(body).toContain('Denne personen har trukket seg.');
    expect(body).not.toContain('Send e-post');
    expect(body).not.toContain(`"${path}/withdrawal"`);
  });
});
