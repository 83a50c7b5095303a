/** A real SMTP server on loopback that keeps what it is given, and can be told to refuse. */

import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

export interface MailServer {
  readonly url: string;
  readonly caught: readonly CaughtMail[];
  /** The next messages get this reply instead of being taken; null takes them again. */
  refuseWith(code: number | null): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const caught: CaughtMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, callback) {
      callback(refusal ? Object.assign(new Error('refused'), { responseCode: refusal }) : null);
    },
    onData(stream, session, callback) {
      simpleParser(stream, { skipTextToHtml: true, skipTextLinks: true }).then(
        ({ subject, text, messageId }) => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          caught.push({ to, subject: subject ?? '', text: text ?? '', messageId: messageId ?? '' });
          callback();
        },
        callback,
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    refuseWith: (code) => {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
