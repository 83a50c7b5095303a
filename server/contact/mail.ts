/** Hands one message to the mail server. */

import { createTransport } from 'nodemailer';
import type { SmtpConfig } from '../config.ts';

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The same for every attempt at the same message. */
  readonly messageId: string;
  /** Where reports about it go, when it cannot be delivered; to the sender without one. */
  readonly returnPath?: string | null;
  /** Where e-mail of this kind is stopped, with one press in the mail program. */
  readonly unsubscribe?: string;
}

/** How a delivery ended; `failure` is a reply code or a kind of fault, never an address. */
export type Delivery =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      readonly failure: string;
      /** The mailbox is not there, or takes nothing from us: another attempt changes nothing. */
      readonly refused: boolean;
    };

export interface Mail {
  send(message: Message): Promise<Delivery>;
  close(): void;
}

/** For one message in all, however slowly each reply comes: whoever waits longer may be taken for dead. */
export const patience = Temporal.Duration.from({ minutes: 8 });

export function smtpMail(
  { url, from }: SmtpConfig,
  waitsAtMost: Temporal.Duration = patience,
): Mail {
  const transport = createTransport({ url, pool: true, maxConnections: 2 });
  return {
    async send({ to, subject, text, html, messageId, returnPath, unsubscribe }) {
      const signal = AbortSignal.timeout(waitsAtMost.total('milliseconds'));
      try {
        await transport.sendMail({
          ...{ from, to, subject, text, html, messageId, signal },
          ...(returnPath ? { envelope: { from: returnPath, to } } : {}),
          headers: {
            // Mailboxes that answer for their owner leave it alone.
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribe
              ? {
                  'List-Unsubscribe': `<${unsubscribe}>`,
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }
              : {}),
          },
        });
        return { accepted: true };
      } catch (error) {
        if (signal.aborted) return { accepted: false, failure: 'ETIMEDOUT', refused: false };
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What a 5xx is about depends on what was said before it: a wrong password says nothing of a mailbox. */
const aboutTheMailbox: readonly string[] = ['RCPT TO', 'DATA'];

function failureOf(error: unknown): Delivery {
  const { responseCode, code, command } = error as {
    responseCode?: number;
    code?: string;
    command?: string;
  };
  const failure = String(responseCode ?? code ?? 'unknown');
  const refused = /^5\d\d$/.test(failure) && aboutTheMailbox.includes(command ?? '');
  return { accepted: false, failure, refused };
}
