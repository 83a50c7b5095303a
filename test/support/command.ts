/** Runs `malepunkt …` as an operator does: a process of its own, with nothing but its environment. */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface Ran {
  readonly exitCode: number | null;
  /** What it said, on either stream. */
  readonly output: string;
}

/** Answers and complaints are read; nothing is asked. */
export type Running = ChildProcessByStdio<null, Readable, Readable>;

const entry = fileURLToPath(new URL('../../server/malepunkt.js', import.meta.url));
/** Two thousand modules start a third faster when they were compiled before. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

export function spawnMalepunkt(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Running {
  return spawn(process.execPath, [entry, ...words], {
    env: givenToProcess(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** All that a process of its own sees of ours is where programs are. */
export function givenToProcess(env: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...env };
}

export function malepunkt(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Ran> {
  return startMalepunkt(env, ...words).ended;
}

/** The same, with something on its standard input. */
export function malepunktGiven(
  input: Buffer,
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Ran> {
  const child = spawn(process.execPath, [entry, ...words], {
    env: givenToProcess(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  return ranBy(child);
}

/** The same, for a test that does not let it end by itself. */
export function startMalepunkt(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): { readonly process: Running; readonly ended: Promise<Ran> } {
  const child = spawnMalepunkt(env, ...words);
  return { process: child, ended: ranBy(child) };
}

function ranBy(child: ChildProcessByStdio<Writable | null, Readable, Readable>): Promise<Ran> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}
