/** The dispatcher as a process of its own, by a clock of its own, to be killed in the middle of its work. */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { givenToProcess } from '../support/command.ts';

export interface Dispatcher {
  /** Until then it waits, with everything loaded. */
  begin(at: Temporal.Instant): void;
  kill(): void;
  readonly ended: Promise<{
    readonly wasKilled: boolean;
    readonly exitCode: number | null;
    readonly output: string;
  }>;
}

const script = fileURLToPath(new URL('dispatch-at.ts', import.meta.url));

export function startDispatcher(env: Readonly<Record<string, string>>): Dispatcher {
  const child = fork(script, [], { env: givenToProcess(env), execArgv: [], silent: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return {
    begin: (at) => void child.send(at.toString()),
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise((resolve) =>
      child.once('close', (exitCode, signal) =>
        resolve({ wasKilled: signal === 'SIGKILL', exitCode, output }),
      ),
    ),
  };
}
