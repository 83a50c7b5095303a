/** `malepunkt verify`: everything that can be checked of a study, while the server runs. */

import { readFileSync } from 'node:fs';
import { readSettings } from '../config.ts';
import { anchorsIn } from '../operation/anchors.ts';
import { OperationError } from '../operation/operation-error.ts';
import { verifyHome } from '../operation/verify.ts';
import { sealer } from '../security/sealing.ts';
import { printChecks } from './print.ts';

export async function verify(
  env: NodeJS.ProcessEnv,
  options: { anchors?: string | undefined },
): Promise<void> {
  const { home, key } = readSettings(env, 'home', 'key');
  const anchors = options.anchors === undefined ? null : anchorsIn(textOf(options.anchors));
  printChecks(await verifyHome(home, { sealer: sealer(key), anchors }));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OperationError(`${file} cannot be read.`);
  }
}
