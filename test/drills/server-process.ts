/** The real server as a process of its own, to be killed and started again on the same data. */

import { type Running, spawnMalepunkt } from '../support/command.ts';

export interface ServerProcess {
  /** Where it listens. */
  readonly address: string;
  /** Ends it at once, in the middle of whatever it is doing. */
  kill(): Promise<void>;
  /** Asks it to stop; gives its exit code. */
  stop(): Promise<number | null>;
}

export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  const child = spawnMalepunkt(env, 'serve');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    address: await listening(child),
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

function listening(child: Running): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /listens on (http:[^\s,]+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`the server did not start: ${said}`)));
  });
}
