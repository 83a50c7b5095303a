/** Hands one message to the mail server. */

import { createTransport } from 'nodemailer';
import type { SmtpConfig } from '../config.ts';

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt at the same message. */
  readonly messageId: string;
}

/** How a delivery ended; `failure` is a reply code or a kind of fault, never an address. */
export type Delivery =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly failure: string };

export interface Mail {
  send(message: Message): Promise<Delivery>;
  close(): void;
}

export function smtpMail({ url, from }: SmtpConfig): Mail {
  const transport = createTransport({ url, pool: true, maxConnections: 2 });
  return {
    async send({ to, subject, text, messageId }) {
      try {
        await transport.sendMail({ from, to, subject, text, messageId });
        return { accepted: true };
      } catch (error) {
        return { accepted: false, failure: failureOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

function failureOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return String(responseCode ?? code ?? 'unknown');
}
