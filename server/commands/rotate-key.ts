/** `malepunkt rotate-key`: everything that is sealed gets a new key, while the server is stopped. */

import { systemClock } from '../clock.ts';
import { ConfigError, readKey, readSettings } from '../config.ts';
import { rotateKey as rotate } from '../operation/key-rotation.ts';
import { OperationError } from '../operation/operation-error.ts';
import { sealer } from '../security/sealing.ts';
import { print } from './print.ts';

export async function rotateKey(
  env: NodeJS.ProcessEnv,
  { newKeyFile }: { newKeyFile: string },
): Promise<void> {
  const { home, key } = readSettings(env, 'home', 'key');
  const newKey = keyIn(newKeyFile);
  if (newKey.equals(key)) throw new OperationError('The new key is the one so far.');
  const cells = await rotate({ home, from: sealer(key), to: sealer(newKey), clock: systemClock });
  print(`${cells} values are sealed with the new key. Before the server starts:`);
  print(`  set MALEPUNKT_KEY_FILE=${newKeyFile}`);
  print('  keep the old key as long as there are backups from before: they open with no other.');
}

function keyIn(file: string): Buffer {
  try {
    return readKey(file);
  } catch (error) {
    throw new ConfigError(`--new-key-file: ${error instanceof Error ? error.message : ''}`);
  }
}
