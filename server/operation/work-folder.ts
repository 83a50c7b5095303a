/** A folder for plain files that must not stay: removed at the end, on a signal, and after a crash the next time. */

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from './operation-error.ts';

const prefix = '.writing-';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Inside `parent`, so that what was made in it can be moved there in one step. */
export async function inWorkFolder<T>(
  parent: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(parent, `${prefix}${process.pid}`);
  // A signal may come as soon as the folder is there.
  return removedAfter(folder, () => {
    make(folder, parent);
    return work(folder);
  });
}

function make(folder: string, parent: string): void {
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    removeLeftovers(parent);
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperationError(`${parent} is no folder that can be written in (${code}).`);
  }
}

export async function removedAfter<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const removeAndEnd = () => {
    remove();
    process.exit(1);
  };
  for (const signal of signals) process.once(signal, removeAndEnd);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, removeAndEnd);
    remove();
  }
}

/** Those of processes that were killed; somebody else's backup may be under way beside this one. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
      rmSync(join(parent, name), { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    // A process of another user is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
