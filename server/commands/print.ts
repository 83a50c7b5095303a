/** What the command line says to the person in front of it. */

import { ConfigError } from '../config.ts';
import { DefinitionError } from '../definitions.ts';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Expected failures in words; anything else with its stack, as it is a fault of ours. */
export function printError(error: unknown): void {
  const expected = error instanceof ConfigError || error instanceof DefinitionError;
  const text = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
}
