/** `malepunkt dispatch --once`: sends what is due, for cron; beside a running server, or another of its kind. */

import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { dispatch } from '../contact/dispatch.ts';
import { closeServices, openServices } from '../open-services.ts';
import { print } from './print.ts';

export async function dispatchOnce(env: NodeJS.ProcessEnv): Promise<void> {
  const services = await openServices(readConfig(env), systemClock);
  const { sent, failed } = await dispatch(services).finally(() => closeServices(services));
  // Cron mails whatever is said.
  if (sent + failed > 0) print(`${sent} sent, ${failed} failed.`);
}
