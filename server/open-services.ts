/** Puts the parts together that every command works with: the stores, their key, the definitions and mail; and takes up what was cut off. */

import { type DestinationStream, destination } from 'pino';
import { planProcedures } from './analysis/plan/known-procedures.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { markEarlierDeliveries } from './contact/link-delivery.ts';
import { smtpMail } from './contact/mail.ts';
import { openDatabases } from './db/open.ts';
import { loadDefinitions } from './definitions.ts';
import { forgetDrafts } from './enrolment/import-draft.ts';
import { finishMerges } from './enrolment/merging.ts';
import { indexNames } from './enrolment/name-index.ts';
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
    definitions: await loadDefinitions(config.surveys, db.study, planProcedures),
    sealer: seal,
    logTo,
  };
  await indexNames(services);
  await finishMerges(services, 'system');
  await forgetDrafts(services);
  await markEarlierDeliveries(services);
  return services;
}

export async function closeServices(services: Services): Promise<void> {
  services.mail.close();
  await services.db.close();
}
