/** A withdrawal and its receipt: on paper, and once by e-mail when staff ask for it. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { smtpMail } from '../../../server/contact/mail.ts';
import type { Registration } from '../../../server/enrolment/registration.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let code: string;
let path: string;
beforeAll(async () => {
  // Half past eleven in the evening in Norway.
  t = await testApp({ now: '2018-03-10T22:30:00Z' });
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());

async function somebody(changes: Partial<Registration> = {}): Promise<void> {
  code = await register(t, changes);
  path = `/staff/jobbspesialist/participants/${code}`;
}
beforeEach(() => somebody());

const withdraw = (fields: Record<string, string> = {}) =>
  send(t, coordinator, `${path}/withdrawal`, fields);
const receipt = () => open(t, coordinator, `${path}/withdrawal/receipt`);
const mailsTo = (email: string) => t.mails.filter(({ to }) => to === email);
const reference = async () => {
  const events = (await eventsIn(t, 'study')).filter((event) => event.code === code);
  const last = events.findLast(({ action }) => action === 'state changed');
  return `${code}-${last?.seq}-${last?.hash.slice(0, 8)}`;
};

describe('the receipt', () => {
  test('says to whom, what was asked and when, what happens now and whom to call', async () => {
    const reply = await withdraw({ from: '08.03.2018' });
    expect(reply.headers.location).toBe(`${path}/withdrawal/receipt?notice=withdrawn&code=${code}`);
    const { body } = await receipt();
    for (const text of [
      'Kari Nordli<br>Storgata 1, 9008 Tromsø',
      'Du ba om å trekke deg fra studien «Jobbspesialister i utvidet oppfølging».',
      'Det gjelder fra 8. mars 2018. Vi skrev det inn 10. mars 2018 klokka 23:30.',
      'Navnet ditt slettes etter sju dager.',
      'Ring 77 00 00 00 eller skriv til prosjekt@jobbstudien.example.',
      `Referanse: ${await reference()}`,
    ])
      expect(body).toContain(text);
  });

  test('is in the language of whoever withdrew, whatever staff read', async () => {
    await somebody({ language: 'en' });
    await withdraw();
    const { body } = await receipt();
    expect(body).toContain('lang="en">');
    expect(body).toContain('You have withdrawn from the study');
    expect(body).toContain('Tilbake til personen');
  });

  test('is the same every time, on record for every look, and nobody else has one', async () => {
    expect((await receipt()).statusCode).toBe(404);
    await withdraw();
    const first = (await receipt()).body;
    await withdraw({ from: '01.03.2018' });
    const shown = (body: string) => body.slice(body.indexOf('<article'), body.indexOf('</article'));
    expect(shown((await receipt()).body)).toBe(shown(first));
    const reads = (await eventsIn(t, 'registry')).filter(
      (event) => event.action === 'identity read' && event.code === code,
    );
    expect(reads.length).toBe(2);
    const other = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'harstad' }]);
    expect((await open(t, other, `${path}/withdrawal/receipt`)).statusCode).toBe(404);
  });

  test('finds a withdrawal that was written down before there were states', async () => {
    await withdraw();
    await t.services.db.study
      .updateTable('event')
      .set({ action: 'participant withdrawn' })
      .where('code', '=', code)
      .where('action', '=', 'state changed')
      .execute();
    const { body } = await receipt();
    expect(body).toMatch(new RegExp(`Referanse: ${code}-\\d+-[0-9a-f]{8}`));
  });
});

describe('by e-mail', () => {
  test('it goes once, with no link in it, and only when it was ticked', async () => {
    await somebody({ email: 'kari.kvittering@post.example' });
    await invite(t, code);
    await withdraw({ from: '', receipt: 'yes' });
    for (let i = 0; i < 2; i += 1) await withdraw({ from: '', receipt: 'yes' });
    const again = await send(t, coordinator, `${path}/withdrawal/receipt`);
    expect(again.headers.location).toContain('notice=receipt-already-sent');
    const [, mail, more] = mailsTo('kari.kvittering@post.example');
    expect(more).toBeUndefined();
    expect(mail?.subject).toBe('Du har trukket deg fra studien');
    expect(mail?.text).toContain('Ring 77 00 00 00');
    expect(mail?.text).toContain(`Referanse: ${await reference()}`);
    expect(mail?.text).not.toMatch(/https?:|\/s\//);
    expect((await receipt()).body).not.toContain('Send på e-post');
    const { body } = await open(t, coordinator, path);
    expect(body).toContain('Sendte kvittering');
  });

  test('it does not go unasked, and can be asked for later', async () => {
    await somebody({ email: 'kari.senere@post.example' });
    await withdraw();
    expect(mailsTo('kari.senere@post.example')).toEqual([]);
    expect((await receipt()).body).toContain('Send på e-post');
    await send(t, coordinator, `${path}/withdrawal/receipt`);
    expect(mailsTo('kari.senere@post.example').length).toBe(1);
  });

  test('it cannot go to somebody without an address, and is not offered', async () => {
    await somebody({ email: null, channel: 'paper' });
    expect((await open(t, coordinator, `${path}/withdrawal`)).body).not.toContain('på e-post');
    const reply = await withdraw({ from: '', receipt: 'yes' });
    expect(reply.headers.location).toContain('notice=receipt-no-email');
    expect((await receipt()).body).not.toContain('Send på e-post');
  });

  test('a refusal of the mail server is told, and the next attempt is the same message', async () => {
    const server: MailServer = await startMailServer();
    const mail = smtpMail({ url: server.url, from: 'Studien <studie@jobbstudien.example>' });
    const app = await buildApp({ ...t.services, mail });
    const through = { ...t, app };
    server.refuseWith(550);
    const refused = await send(through, coordinator, `${path}/withdrawal`, { receipt: 'yes' });
    expect(refused.headers.location).toContain('notice=receipt-failed');
    server.refuseWith(null);
    const sent = await send(through, coordinator, `${path}/withdrawal/receipt`);
    expect(sent.headers.location).toContain('notice=receipt-sent');
    const rows = await t.services.db.registry
      .selectFrom('outbox')
      .select('message_id')
      .where('code', '=', code)
      .execute();
    expect(server.caught.map(({ messageId }) => messageId)).toEqual(
      rows.map(({ message_id }) => message_id),
    );
    await app.close();
    mail.close();
    await server.close();
  });
});

test('a withdrawal from a day that cannot be is told at the field', async () => {
  for (const [from, told] of [
    ['11.03.2018', 'Datoen er ikke kommet ennå.'],
    ['28.02.2018', 'Datoen kan ikke være før 01.03.2018.'],
    ['i går', 'Skriv datoen slik'],
  ] as const) {
    const reply = await withdraw({ from, receipt: 'yes' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(told);
    expect(reply.body).toContain(from);
  }
  expect((await open(t, coordinator, path)).body).toContain('Er med');
});
