/**
 * Makes backups while participants post pages, restores each one, and checks that it holds every page that
 * was acknowledged before it began: `npm run backup-drill -- --backups 50`
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { malepunkt } from '../support/command.ts';
import { atOnce, crowd, enrol, environment } from './drill-study.ts';
import { notHeld, type Promised, promisedSoFar } from './ledger.ts';
import type { DrillParticipant } from './participant.ts';
import { startServer } from './server-process.ts';

export interface BackupDrillResult {
  readonly backups: number;
  /** Acknowledged before the last backup began, and while backups were being made. */
  readonly before: number;
  readonly during: number;
  /** How long the backups took, in milliseconds. */
  readonly took: readonly number[];
  /** Everything that was not as it should be; empty when all is well. */
  readonly faults: readonly string[];
}

interface MadeBackup {
  readonly folder: string;
  readonly promised: readonly Promised[];
}

/** More than answer while one backup is made, so that nobody runs out of people. */
const peoplePerBackup = 10;

export async function backupDrill(backups: number): Promise<BackupDrillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-backup-drill-'));
  const env = environment(folder);
  const people = await enrol(env, atOnce + peoplePerBackup * backups);
  const keyFile = join(folder, 'backup-key');
  const recipient = /age1\w+/.exec((await malepunkt({}, 'backup-key', keyFile)).output)?.[0] ?? '';
  const server = await startServer(env);
  let over = false;
  const answering = crowd(people, server.address, () => over);

  const made: MadeBackup[] = [];
  const faults: string[] = [];
  const took: number[] = [];
  let during = 0;
  for (let number = 1; number <= backups; number += 1) {
    const promised = promisedSoFar(people);
    const began = performance.now();
    const command = ['backup', join(folder, 'backups'), '--recipient', recipient];
    const { exitCode, output } = await malepunkt(env, ...command);
    took.push(performance.now() - began);
    const folderOf = /^(.*): verified/.exec(output)?.[1];
    if (exitCode === 0 && folderOf) made.push({ folder: folderOf, promised });
    else faults.push(`backup ${number} was not verified: ${output}`);
    const posted = pagesOf(people) - pagesOf(promised);
    if (posted === 0) faults.push(`nothing was posted while backup ${number} was made`);
    during += posted;
  }
  over = true;
  faults.push(...(await answering));
  if ((await server.stop()) !== 0) faults.push('the server did not stop as asked');

  for (const [i, backup] of made.entries())
    faults.push(
      ...(await restored(backup, keyFile, { ...env, MALEPUNKT_DATA: join(folder, `${i}`) })),
    );
  rmSync(folder, { recursive: true, force: true });
  const before = pagesOf(made.at(-1)?.promised ?? []);
  return { backups: made.length, before, during, took, faults };
}

async function restored(
  { folder, promised }: MadeBackup,
  keyFile: string,
  env: Record<string, string>,
): Promise<string[]> {
  const { exitCode, output } = await malepunkt(env, 'restore', folder, '--identity-file', keyFile);
  if (exitCode !== 0) return [`${folder} was not restored: ${output}`];
  const faults = await notHeld({ kind: 'sqlite', folder: env.MALEPUNKT_DATA ?? '' }, promised);
  return faults.map((fault) => `${folder}: ${fault}`);
}

function pagesOf(people: readonly Pick<DrillParticipant | Promised, 'acknowledged'>[]): number {
  return people.reduce((total, { acknowledged }) => total + acknowledged.length, 0);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { backups: { type: 'string', default: '50' } } });
  const { backups, before, during, took, faults } = await backupDrill(Number(values.backups));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${backups} backups, each restored and verified: ${before} pages acknowledged before the last began, ` +
      `${during} while they were made, ${seconds(Math.min(...took))} to ${seconds(Math.max(...took))} each, ` +
      `${faults.length} faults\n`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}
