/** Where tests keep their files: in memory where there is room, as the stores wait for the disk at every commit. */

import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** More than all tests together leave there at any moment. */
const room = 4 * 1024 ** 3;

export function temporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > room ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
