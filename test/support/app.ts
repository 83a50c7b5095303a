/** The real application for a test: temporary SQLite stores, a real SMTP server, a clock the test sets. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createAccount } from '../../server/accounts/accounts.ts';
import { beginSession, sessionOf } from '../../server/accounts/sessions.ts';
import { buildApp } from '../../server/app.ts';
import { type Clock, timestamp } from '../../server/clock.ts';
import { type Config, shippedSurveys } from '../../server/config.ts';
import { type AccountAccess, accountByEmail, type Role } from '../../server/db/accounts.ts';
import type { DatabaseHome } from '../../server/db/open.ts';
import { confirmSession } from '../../server/db/sessions.ts';
import { closeServices, openServices } from '../../server/open-services.ts';
import type { Services } from '../../server/services.ts';
import { makeTables } from './homes.ts';
import { type CaughtMail, type MailServer, startMailServer } from './mail-server.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  readonly services: Services;
  /** Messages the mail server has taken, oldest first. */
  readonly mails: readonly CaughtMail[];
  /** The next messages get this reply instead of being taken; null takes them again. */
  readonly refuseWith: MailServer['refuseWith'];
  /** Everything that was logged. */
  readonly log: readonly string[];
  readonly folder: string;
  setTime(instant: string): void;
  /**
   * Signs in as a new account of the role, for all of every study unless told, and has just proven who
   * it is once more; gives the Cookie header and the form token.
   */
  signedIn(
    role: Role,
    access?: readonly AccountAccess[],
  ): Promise<{ cookie: string; csrf: string; accountId: string }>;
  close(): Promise<void>;
}

export interface TestOptions {
  readonly now?: string;
  readonly home?: DatabaseHome;
  /** Of a home that was used before: the key it was sealed with. */
  readonly key?: Buffer;
  readonly surveys?: string;
  readonly publicUrl?: string;
  readonly bounceAddress?: string;
  /** The roles that need a second factor; none unless told. */
  readonly secondFactor?: readonly Role[];
}

export async function testApp(options: TestOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-test-'));
  if (!options.home) await makeTables(folder);
  const mail = await startMailServer();
  const log: string[] = [];
  let now = Temporal.Instant.from(options.now ?? '2018-03-01T09:00:00Z');
  const clock: Clock = { now: () => now };
  const config: Config = {
    publicUrl: options.publicUrl ?? 'http://127.0.0.1',
    host: '127.0.0.1',
    port: 0,
    home: options.home ?? { kind: 'sqlite', folder },
    key: options.key ?? randomBytes(32),
    surveys: options.surveys ?? shippedSurveys,
    smtp: { url: mail.url, from: 'Studien <studie@jobbstudien.example>' },
    dispatchMinutes: 0,
    bounces: { address: options.bounceAddress ?? null, imapUrl: null },
    logLevel: 'info',
    trustProxy: false,
    secondFactor: options.secondFactor ?? [],
  };
  const services = await openServices(config, clock, {
    write: (line: string) => void log.push(line),
  });
  const app = await buildApp(services);
  return {
    app,
    services,
    mails: mail.caught,
    refuseWith: mail.refuseWith,
    log,
    folder,
    setTime: (instant) => {
      now = Temporal.Instant.from(instant);
    },
    signedIn: (role, access = wholeStudies(services)) => signedInAs(services, role, access),
    async close() {
      await app.close();
      await closeServices(services);
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let accounts = 0;

/** All of every study. */
export function wholeStudies({ definitions }: Services): AccountAccess[] {
  return definitions.studies.map(({ study }) => ({ study, site: '' }));
}

/** Without the password, which takes longer than most of what is tested after it. */
async function signedInAs(services: Services, role: Role, access: readonly AccountAccess[]) {
  accounts += 1;
  const email = `${role}${accounts}@jobbstudien.example`;
  const { db, sealer, clock } = services;
  await createAccount(services, { email, role, access, actor: 'system' });
  const account = await accountByEmail(db.registry, sealer.blindIndex(email, 'email'));
  if (!account) throw new Error(`no account as ${role}`);
  const cookie = await db.registry
    .transaction()
    .execute((trx) => beginSession(services, trx, account, 'password'));
  const signedIn = await sessionOf(services, cookie);
  if (!signedIn) throw new Error('the session is not there');
  await db.registry
    .transaction()
    .execute((trx) => confirmSession(trx, signedIn.sessionHash, timestamp(clock)));
  return { cookie: `session=${cookie}`, csrf: signedIn.csrf, accountId: account.id };
}
