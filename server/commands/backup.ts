/** `malepunkt backup FOLDER`: both stores, encrypted, and verified by restoring them. */

import { systemClock } from '../clock.ts';
import { readSettings } from '../config.ts';
import { makeBackup } from '../operation/backup.ts';
import { lockFrom, type SecretOptions, writeIdentity } from '../operation/backup-secrets.ts';
import { OperationError } from '../operation/operation-error.ts';
import { print } from './print.ts';

export async function backup(
  env: NodeJS.ProcessEnv,
  target: string,
  options: SecretOptions,
): Promise<void> {
  const { home } = readSettings(env, 'home');
  const { folder, manifest, faults } = await makeBackup(
    home,
    target,
    lockFrom(options),
    systemClock,
  );
  if (faults.length > 0)
    throw new OperationError([`${folder} cannot be relied on:`, ...faults].join('\n'));
  const { study, registry } = manifest.stores;
  print(
    `${folder}: verified, with ${study.events} events of the study and ${registry.events} of the registry`,
  );
}

/** `malepunkt backup-key FILE`: a key file to open backups with, and the public key to encrypt them to. */
export async function backupKey(file: string): Promise<void> {
  const recipient = await writeIdentity(file);
  print(`Encrypt with: --recipient ${recipient}`);
  print(`Restore with: --identity-file ${file}; keep it where the backups are not.`);
}
