/** Runs `malepunkt …` as an operator does: a process of its own, with nothing but its environment. */

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  readonly exitCode: number | null;
  /** What it said, on either stream. */
  readonly output: string;
}

export const entry = fileURLToPath(new URL('../../server/malepunkt.js', import.meta.url));

export function malepunkt(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Ran> {
  return startMalepunkt(env, ...words).ended;
}

/** The same, for a test that does not let it end by itself. */
export function startMalepunkt(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): { readonly process: ChildProcess; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [entry, ...words], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<Ran>((resolve) =>
    child.once('close', (exitCode) => resolve({ exitCode, output })),
  );
  return { process: child, ended };
}
