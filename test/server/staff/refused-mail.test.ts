/** A mail server that says no: the board tells it, and another attempt is the same message. */

import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { type Mail, smtpMail } from '../../../server/contact/mail.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let server: MailServer;
let mail: Mail;
let app: FastifyInstance;
let coordinator: Staff;
beforeEach(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  server = await startMailServer();
  mail = smtpMail({ url: server.url, from: 'Studien <studie@jobbstudien.example>' });
  app = await buildApp({ ...t.services, mail });
});
afterEach(async () => {
  await app.close();
  mail.close();
  await server.close();
  await t.close();
});

test('a refused invitation is told, kept, and sent later with the same link and Message-ID', async () => {
  const refusing = { ...t, app };
  const code = await register(t);
  const path = `/staff/jobbspesialist/participants/${code}`;
  const attempt = async () => {
    const reply = await send(refusing, coordinator, `${path}/invitations`, { wave: '1' });
    return (await open(refusing, coordinator, String(reply.headers.location))).body;
  };
  const row = () =>
    t.services.db.registry.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();

  server.refuseWith(550);
  expect(await attempt()).toContain('kom ikke fram');
  const refused = await row();
  expect(refused).toMatchObject({ status: 'failed', failure: '550', sent_at: null });
  const board = await open(refusing, coordinator, '/staff/participants?state=failed');
  expect(board.body).toContain('Ikke levert');
  expect(board.body).toContain('550');
  expect(board.body).toContain('Send e-post');
  const links = await t.services.db.study.selectFrom('link').selectAll().execute();
  expect(links).toMatchObject([{ sent_at: null, failure: '550' }]);

  // A mailbox that takes nothing is somebody's task until the message has gone out.
  expect((await open(refusing, coordinator, '/staff')).body).toContain('E-post kom ikke fram');

  server.refuseWith(null);
  expect(await attempt()).toContain('er sendt.');
  expect(await row()).toMatchObject({
    status: 'sent',
    message_id: refused.message_id,
    token_sealed: null,
    failure: null,
  });
  expect(server.caught.length).toBe(1);
  expect(server.caught[0]?.messageId).toBe(refused.message_id);
  expect((await open(refusing, coordinator, '/staff')).body).toContain('Alt er gjort for i dag.');
  const link = server.caught[0]?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
  expect((await app.inject({ url: link })).statusCode).toBe(200);
  expect(await t.services.db.study.selectFrom('link').selectAll().execute()).toEqual([
    { ...links[0], sent_at: '2018-03-01T09:00:00.000Z', failure: null },
  ]);
  expect(t.log.join('')).not.toContain('kari.nordli');
});
