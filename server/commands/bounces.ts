/** `malepunkt bounces`: reads what came to the return address, from its mailbox or as one message on standard input. */

import { buffer } from 'node:stream/consumers';
import { systemClock } from '../clock.ts';
import { ConfigError, readConfig } from '../config.ts';
import { readMailbox } from '../contact/bounces/mailbox.ts';
import { takeReport } from '../contact/bounces/taking.ts';
import { closeServices, openServices } from '../open-services.ts';
import { print } from './print.ts';

export async function bounces(
  env: NodeJS.ProcessEnv,
  { stdin }: { readonly stdin: boolean },
): Promise<void> {
  const config = readConfig(env);
  const { imapUrl } = config.bounces;
  if (!stdin && imapUrl === null) throw new ConfigError('MALEPUNKT_BOUNCE_IMAP_URL is missing');
  const services = await openServices(config, systemClock);
  try {
    if (stdin) {
      await takeReport(services, await buffer(process.stdin));
      return;
    }
    const { handled, left } = await readMailbox(imapUrl ?? '', (message) =>
      takeReport(services, message),
    );
    // Cron mails whatever is said.
    if (handled + left > 0) print(`${handled} reports taken, ${left} left for people to read.`);
  } finally {
    await closeServices(services);
  }
}
