/** A mail server on this machine that sends nothing on: what it is given can be read on a page. */

import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../clock.ts';

export interface CaughtMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Temporal.Instant;
}

export interface MailCatcher {
  readonly url: string;
  /** Oldest first. */
  readonly caught: readonly CaughtMail[];
  close(): Promise<void>;
}

export async function startMailCatcher(clock: Clock): Promise<MailCatcher> {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      simpleParser(stream, { skipTextToHtml: true }).then(({ subject, text }) => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        caught.push({ to, subject: subject ?? '', text: text ?? '', receivedAt: clock.now() });
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
