/** Puts the parts together and starts the web server; stops it so that nothing in flight is lost. */

import type { FastifyInstance } from 'fastify';
import { type DestinationStream, destination } from 'pino';
import { buildApp } from './app.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { markEarlierDeliveries } from './contact/link-delivery.ts';
import { smtpMail } from './contact/mail.ts';
import { openDatabases } from './db/open.ts';
import { loadDefinitions } from './definitions.ts';
import { forgetDrafts } from './enrolment/import-draft.ts';
import { finishMerges } from './enrolment/merging.ts';
import { indexNames } from './enrolment/name-index.ts';
import { followUpWithdrawals } from './enrolment/withdrawal-follow-up.ts';
import { openToAll } from './route-access.ts';
import { checkKey } from './security/key-check.ts';
import { sealer } from './security/sealing.ts';
import type { Services } from './services.ts';

export async function openServices(
  config: Config,
  clock: Clock,
  logTo: DestinationStream = destination({ fd: 1, sync: false }),
): Promise<Services> {
  const db = await openDatabases(config.home);
  const seal = sealer(config.key);
  await checkKey(db.registry, seal).catch(async (error) => {
    await db.close();
    throw error;
  });
  const services: Services = {
    config,
    db,
    clock,
    mail: smtpMail(config.smtp),
    definitions: await loadDefinitions(config.surveys, db.study),
    sealer: seal,
    logTo,
  };
  await indexNames(services);
  await finishMerges(services, 'system');
  await followUpWithdrawals(services);
  await forgetDrafts(services);
  await markEarlierDeliveries(services);
  return services;
}

export async function closeServices(services: Services): Promise<void> {
  services.mail.close();
  await services.db.close();
}

export interface RunningServer {
  readonly app: FastifyInstance;
  /** Where it listens, e.g. http://127.0.0.1:3000 */
  readonly address: string;
}

export async function listen(services: Services): Promise<RunningServer> {
  const app = await buildApp(services);
  app.get('/', { config: openToAll }, async (_request, reply) => reply.redirect('/sign-in', 303));
  const { host, port } = services.config;
  const address = await app.listen({ host, port });
  return { app, address };
}

/** On a signal: no new connections, requests in flight are finished and saved, then the stores close. */
export function stopOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}
