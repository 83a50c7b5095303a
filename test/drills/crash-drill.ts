/**
 * Kills the server again and again while participants post pages, and checks that no acknowledged
 * page is lost and none is doubled: `npm run crash-drill -- --kills 50`
 */

import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../../server/config.ts';
import { atOnce, crowd, enrol, environment } from './drill-study.ts';
import { brokenPromises } from './ledger.ts';
import type { DrillParticipant } from './participant.ts';
import { startServer } from './server-process.ts';

export interface DrillResult {
  readonly kills: number;
  readonly acknowledged: number;
  readonly retried: number;
  readonly sent: number;
  /** Every promise that was not kept; empty when all is well. */
  readonly faults: readonly string[];
}

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
