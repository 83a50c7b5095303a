/** The server as production runs it: its own process, its environment, its first start and its stop. */

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { spawnMalepunkt } from '../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-serve-'));
const keyFile = join(folder, 'key');
writeFileSync(keyFile, randomBytes(32).toString('base64'));
const environment = {
  PATH: process.env.PATH ?? '',
  MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1:3000',
  MALEPUNKT_PORT: '0',
  MALEPUNKT_DATA: join(folder, 'data'),
  MALEPUNKT_KEY_FILE: keyFile,
  MALEPUNKT_SMTP_URL: 'smtp://127.0.0.1:1',
  MALEPUNKT_MAIL_FROM: 'studie@jobbstudien.example',
};

const running: ChildProcess[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const server of running.splice(0)) server.kill('SIGKILL');
});

test('a first start prints a one-time link, answers, and stops when asked', async () => {
  const { server, output } = start(environment);
  const address = await saidWithin(output, /listens on (http:[^\s,]+)/);
  await saidWithin(output, /once: http:\/\/127\.0\.0\.1:3000\/account-links\/[a-z0-9]{26}/);
  const health = await fetch(`${address}/healthz`);
  expect(health.status).toBe(200);
  expect(await health.json()).toEqual({ status: 'ok' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('a wrong environment is refused by name, without a stack', async () => {
  const { server, output } = start({
    ...environment,
    MALEPUNKT_PORT: 'http',
    MALEPUNKT_KEY_FILE: '',
  });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  expect(await exited).toBe(1);
  expect(output.text).toBe(
    'MALEPUNKT_PORT: must be 0 to 65535\nMALEPUNKT_KEY_FILE: is not a file\n',
  );
});

test('a study that names a missing instrument is refused with file, line and column', async () => {
  const surveys = join(folder, 'surveys');
  mkdirSync(join(surveys, 'instruments'), { recursive: true });
  cpSync('surveys/studies', join(surveys, 'studies'), { recursive: true });
  cpSync('surveys/instruments/se-fidelity.yaml', join(surveys, 'instruments/se-fidelity.yaml'));
  const lines = readFileSync('surveys/studies/jobbspesialist.yaml', 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('instrument: job-mastery')) + 1;
  const { server, output } = start({ ...environment, MALEPUNKT_SURVEYS: surveys });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  expect(await exited).toBe(1);
  expect(output.text).toContain(
    `jobbspesialist.yaml:${line}:17 there is no instrument "job-mastery"`,
  );
});

function start(env: Record<string, string>) {
  const server = spawnMalepunkt(env, 'serve');
  running.push(server);
  const output = { text: '' };
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  return { server, output };
}

async function saidWithin(output: { text: string }, pattern: RegExp): Promise<string> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const match = pattern.exec(output.text);
    if (match) return match[1] ?? match[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not said: ${pattern} in ${output.text}`);
}
