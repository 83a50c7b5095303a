/** Puts the demo together: a fresh folder, caught mail, the made-up study, and the application on it. */

import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destination } from 'pino';
import { issueApiToken } from '../accounts/api-tokens.ts';
import { buildApp } from '../app.ts';
import { type Config, shippedSurveys } from '../config.ts';
import { closeServices, openServices } from '../open-services.ts';
import { demoAccounts, makeAccounts } from './accounts.ts';
import { demoClock } from './clock.ts';
import { holdPort, host } from './held-port.ts';
import { formsToKey, linksToShow } from './links.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { demoPages } from './pages.ts';
import { paperMorning } from './paper-morning.ts';
import { makePlan } from './plan.ts';
import { seed } from './seed.ts';
import { makeMorning } from './tasks.ts';
import { unlock } from './unlocking.ts';
import type { WhatToOpen } from './what-to-open.ts';

/** The study recruits from June 2017 to April 2019, and the job specialists' last wave is open. */
export const demoNow = Temporal.ZonedDateTime.from('2019-04-02T09:00[Europe/Oslo]');
const officeOpened = demoNow.subtract({ hours: 1 });
const officeOpens = Temporal.ZonedDateTime.from('2017-05-29T09:00[Europe/Oslo]');
export const demoStudy = 'jobbspesialist';
/** Another number gives other people; this one comes near the report's Table 2. */
export const demoSeed = 41;

export interface DemoOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** What is to be closed at the end, last opened first. */
  readonly cleanup: AsyncDisposableStack;
  /** Ends the making of the study half-way. */
  readonly stop: AbortSignal;
}

/** Resolves when the demo takes requests. */
export async function startDemo({ port, cleanup, stop }: DemoOptions): Promise<WhatToOpen> {
  const held = await holdPort(port);
  cleanup.defer(() => held.release());
  const clock = demoClock(officeOpens.toInstant());
  const mails = await startMailCatcher(clock);
  cleanup.defer(() => mails.close());
  const url = `http://${host}:${held.port}`;
  const config = demoConfig(url, held.port, mails.url);
  const services = await openServices(config, clock, destination({ fd: 2, sync: true }));
  cleanup.defer(() => closeServices(services));

  const study = services.definitions.study(demoStudy);
  if (!study) throw new Error(`there is no study ${demoStudy}`);
  // Passwords are hashed off the main thread, which builds the application meanwhile.
  const [staff, app] = await Promise.all([makeAccounts(services), buildApp(services)]);
  cleanup.defer(() => app.close());
  const plan = makePlan(study, demoNow, demoSeed);
  const participants = await seed({ services, clock, study, mails, staff, stop }, plan);
  const today = demoNow.toPlainDate().toString();
  const links = linksToShow(study, participants, today, url);
  const forms = formsToKey(study, participants, today);
  const offered = [...links.map(({ code }) => code), ...forms];
  clock.advanceTo(officeOpened.toInstant());
  const morning = { services, today, staff, offered };
  const came = await paperMorning(morning, participants);
  const free = { study: demoStudy, offered: [...offered, ...came] };
  await makeMorning({ ...morning, ...free }, participants);
  await unlock(services, study, { on: today, researcher: staff.researcher });
  clock.advanceTo(demoNow.toInstant());
  clock.run();

  const what: WhatToOpen = {
    url,
    study: demoStudy,
    today,
    accounts: demoAccounts,
    links,
    formsToKey: forms,
    apiToken: await issueApiToken(services, {
      ...{ accountId: staff.researcher, study: demoStudy },
      ...{ name: 'curl', scope: 'answers', days: 90 },
    }),
  };
  await app.register(demoPages, { what, mails: mails.caught, timeZone: study.time_zone });
  await app.ready();
  await held.release();
  await app.listen({ host, port: held.port });
  return what;
}

function demoConfig(publicUrl: string, port: number, smtpUrl: string): Config {
  return {
    publicUrl,
    host,
    port,
    home: { kind: 'sqlite', folder: temporaryFolder() },
    key: randomBytes(32),
    surveys: shippedSurveys,
    smtp: { url: smtpUrl, from: 'Studien <studie@jobbstudien.example>' },
    logLevel: 'error',
    trustProxy: false,
    secondFactor: [],
    dispatchMinutes: 0,
    bounces: { address: null, imapUrl: null },
  };
}

/** In memory where the machine has a folder for that: every page of every answer is written through. */
function temporaryFolder(): string {
  const memory = '/dev/shm';
  const place = isWritable(memory) ? memory : tmpdir();
  const folder = mkdtempSync(join(place, `malepunkt-demo-${process.pid}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
