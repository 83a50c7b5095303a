/** Handing one message to a mail server: it is given up in time, as somebody else may send it after a while. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mail, smtpMail } from '../../../server/contact/mail.ts';

let server: SMTPServer;
let mail: Mail;
beforeEach(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    // Says nothing of this address, and nothing ever.
    onRcptTo: ({ address }, _session, callback) =>
      address === 'kari@slow.example' ? undefined : callback(),
    onData: (stream, _session, callback) => void stream.on('end', callback).resume(),
  });
  server.on('error', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  const from = 'Studien <studie@jobbstudien.example>';
  mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from }, Temporal.Duration.from('PT2S'));
});
afterEach(async () => {
  mail.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

test('a mail server that does not answer is waited for only so long, and the next message leaves', async () => {
  const message = { subject: 'Hei', text: 'Hei', messageId: '<1@jobbstudien.example>' };
  const timedOut = { accepted: false, failure: 'ETIMEDOUT', refused: false };
  expect(await mail.send({ ...message, to: 'kari@slow.example' })).toEqual(timedOut);
  expect(await mail.send({ ...message, to: 'ola@post.example' })).toEqual({ accepted: true });
});
