/** A real SMTP server on loopback that keeps what it is given, and can be told to refuse. */

import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

export interface CaughtMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** Where the sender wants reports about it. */
  readonly envelopeFrom: string;
  /** Each field as it was sent, without its folds, by its name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
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
      simpleParser(stream, { skipTextToHtml: true, skipTextLinks: true }).then((mail) => {
        caught.push(caughtMail(mail, session.envelope));
        callback();
      }, callback);
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

function caughtMail(
  { subject = '', text = '', html, messageId = '', headerLines }: ParsedMail,
  { mailFrom, rcptTo }: SMTPServerEnvelope,
): CaughtMail {
  const fields = headerLines.map(({ key, line }): [string, string] => [
    key,
    line
      .slice(line.indexOf(':') + 1)
      .replaceAll(/\r?\n(?=[ \t])/g, '')
      .trim(),
  ]);
  return {
    ...{ to: rcptTo[0]?.address ?? '', subject, text, html: html || '', messageId },
    envelopeFrom: mailFrom ? mailFrom.address : '',
    headers: new Map(fields),
  };
}
