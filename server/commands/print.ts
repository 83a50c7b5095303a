/** What the command line says to the person in front of it. */

import { ExpectedError } from '../expected-error.ts';
import type { Check } from '../operation/checks.ts';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Expected failures in words; anything else with its stack, as it is a fault of ours. */
export function printError(error: unknown): void {
  const expected = error instanceof ExpectedError;
  const text = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
}

/** A line for each check that was passed and for each fault; on any fault the command fails. */
export function printChecks(checks: readonly Check[]): void {
  for (const { what, faults } of checks)
    if (faults.length === 0) print(`good   ${what}`);
    else for (const fault of faults) print(`FAULT  ${fault}`);
  const faults = checks.reduce((total, check) => total + check.faults.length, 0);
  print(faults === 0 ? 'No faults.' : `${faults} ${faults === 1 ? 'fault' : 'faults'}.`);
  if (faults > 0) process.exitCode = 1;
}
