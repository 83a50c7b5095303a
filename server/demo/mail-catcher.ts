/** A mail server on this machine that sends nothing on: what it is given can be read on a page. */

import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../clock.ts';

export interface CaughtMail {
  readonly to: string;
  readonly receivedAt: Temporal.Instant;
  /** As it came over the wire. */
  readonly source: string;
}

export interface ReadMail {
  readonly subject: string;
  readonly text: string;
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
      text(stream).then((source) => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        caught.push({ to, source, receivedAt: clock.now() });
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

const read = new WeakMap<CaughtMail, Promise<ReadMail>>();

/** Decoded when somebody looks, and once: the demo is up sooner without. */
export function readMail(mail: CaughtMail): Promise<ReadMail> {
  const known = read.get(mail) ?? decode(mail.source);
  read.set(mail, known);
  return known;
}

async function decode(source: string): Promise<ReadMail> {
  const { simpleParser } = await import('mailparser');
  const { subject, text } = await simpleParser(source, { skipTextToHtml: true });
  return { subject: subject ?? '', text: text ?? '' };
}
