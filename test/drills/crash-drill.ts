/**
 * Kills the server again and again while participants post pages, and checks that no acknowledged
 * page is lost and none is doubled: `npm run crash-drill -- --kills 50`
 */

import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { closeServices, openServices } from '../../server/start.ts';
import { startMailServer } from '../support/mail-server.ts';
import { invite, register } from '../support/participants.ts';
import { brokenPromises } from './ledger.ts';
import { answerOn, type DrillParticipant, drillParticipant } from './participant.ts';
import { startServer } from './server-process.ts';

export interface DrillResult {
  readonly kills: number;
  readonly acknowledged: number;
  readonly retried: number;
  readonly sent: number;
  /** Every promise that was not kept; empty when all is well. */
  readonly faults: readonly string[];
}

const atOnce = 6;

export async function crashDrill(kills: number): Promise<DrillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-drill-'));
  const env = environment(folder);
  const { home } = readConfig(env);
  const people = await enrol(env, atOnce + kills);
  const faults: string[] = [];

  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startServer(env);
    const answering = crowd(people, server.address);
    await wait(randomInt(20, 500));
    await server.kill();
    faults.push(...(await answering), ...(await brokenPromises(home, people)));
  }

  const server = await startServer(env);
  faults.push(...(await crowd(people, server.address)));
  if ((await server.stop()) !== 0) faults.push('the server did not stop as asked');
  faults.push(...(await brokenPromises(home, people)));
  rmSync(folder, { recursive: true, force: true });

  const sum = (count: (person: DrillParticipant) => number) =>
    people.reduce((total, person) => total + count(person), 0);
  return {
    kills,
    acknowledged: sum(({ acknowledged }) => acknowledged.length),
    retried: sum(({ retried }) => retried),
    sent: sum(({ sending }) => (sending === 'sent' ? 1 : 0)),
    faults,
  };
}

/** A few participants at a time, until all have sent or the server is gone; gives what went wrong. */
async function crowd(people: readonly DrillParticipant[], server: string): Promise<string[]> {
  const waiting = people.filter(({ sending }) => sending !== 'sent');
  const faults: string[] = [];
  const seat = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift())
      try {
        await answerOn(person, server);
      } catch (error) {
        if (!(error instanceof TypeError)) faults.push(String(error));
        return;
      }
  };
  await Promise.all(Array.from({ length: atOnce }, seat));
  return faults;
}

function environment(folder: string): Record<string, string> {
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, randomBytes(32).toString('base64'));
  return {
    MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1',
    MALEPUNKT_PORT: '0',
    MALEPUNKT_DATA: join(folder, 'data'),
    MALEPUNKT_KEY_FILE: keyFile,
    MALEPUNKT_SMTP_URL: 'smtp://127.0.0.1:1',
    MALEPUNKT_MAIL_FROM: 'studie@jobbstudien.example',
    MALEPUNKT_LOG_LEVEL: 'error',
  };
}

/** Registers and invites before the server runs, through the functions that the server uses. */
async function enrol(env: Record<string, string>, count: number): Promise<DrillParticipant[]> {
  const mail = await startMailServer();
  const services = await openServices(
    readConfig({ ...env, MALEPUNKT_SMTP_URL: mail.url }),
    systemClock,
  );
  const inclusionDate = systemClock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate();
  const people: DrillParticipant[] = [];
  for (let number = 1; number <= count; number += 1) {
    const name = `Prøve Person ${number}`;
    const code = await register({ services }, { name, inclusionDate: inclusionDate.toString() });
    people.push(drillParticipant(code, await invite({ services, mails: mail.caught }, code)));
  }
  await closeServices(services);
  await mail.close();
  return people;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' } } });
  const started = performance.now();
  const { kills, acknowledged, retried, sent, faults } = await crashDrill(Number(values.kills));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `${kills} kills: ${acknowledged} pages acknowledged, ${retried} posts sent again, ${sent} forms sent, ` +
      `${faults.length} faults, ${seconds} s\n`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}
