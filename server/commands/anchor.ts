/** `malepunkt anchor`: where the event logs end now, to be kept where nobody who can change them can reach. */

import { randomUUID } from 'node:crypto';
import { systemClock, today } from '../clock.ts';
import { readSettings } from '../config.ts';
import { smtpMail } from '../contact/mail.ts';
import { openReaders } from '../db/open.ts';
import { anchorLines } from '../operation/anchors.ts';
import { OperationError } from '../operation/operation-error.ts';
import { requireStores } from '../operation/require-stores.ts';
import { print } from './print.ts';

export async function anchor(
  env: NodeJS.ProcessEnv,
  options: { mail?: string | undefined },
): Promise<void> {
  const { home } = readSettings(env, 'home');
  await requireStores(home);
  const readers = openReaders(home);
  const lines = await anchorLines(readers).finally(() => readers.close());
  for (const line of lines) print(line);
  if (options.mail !== undefined) await send(env, options.mail, lines);
}

async function send(env: NodeJS.ProcessEnv, to: string, lines: readonly string[]): Promise<void> {
  const { smtp } = readSettings(env, 'smtp');
  const mail = smtpMail(smtp);
  const host = smtp.from.replace(/^.*@|>$/g, '');
  const delivery = await mail.send({
    to,
    subject: `Målepunkt: anchors of ${today(systemClock, 'UTC')}`,
    text: `${lines.join('\n')}\n\nKeep this mail: \`malepunkt verify --anchors FILE\` finds the lines in it.\n`,
    messageId: `<${randomUUID()}@${host}>`,
  });
  mail.close();
  if (!delivery.accepted)
    throw new OperationError(`The mail server did not take the anchors: ${delivery.failure}`);
}
