/** `malepunkt restore BACKUP`: into an empty home, looked through afterwards. */

import { readSettings } from '../config.ts';
import { keyFrom, type SecretOptions } from '../operation/backup-secrets.ts';
import { restoreBackup } from '../operation/restore.ts';
import { verifyHome } from '../operation/verify.ts';
import { sealer } from '../security/sealing.ts';
import { print, printChecks } from './print.ts';

export async function restore(
  env: NodeJS.ProcessEnv,
  backup: string,
  options: SecretOptions,
): Promise<void> {
  const { home } = readSettings(env, 'home');
  const key = env.MALEPUNKT_KEY_FILE === undefined ? null : readSettings(env, 'key').key;
  const manifest = await restoreBackup(home, backup, keyFrom(options));
  print(`Restored, as it was at ${manifest.made_at}.`);
  printChecks(await verifyHome(home, { sealer: key && sealer(key), anchors: null }));
  if (!key)
    print(
      'A backup does not hold the key that names and addresses are sealed with: put it back too ' +
        '(MALEPUNKT_KEY_FILE), and let `malepunkt verify` tell whether it is the one.',
    );
}
