/** The address of a calculation: what stands in it can be shared, and opens with the same answer. */

import { type Calculation, soughts, tests } from './calculation.ts';

/** Numbers with a decimal point: addresses have no language. */
export function addressOf(calculation: Calculation, language: string): string {
  const { test, find } = calculation;
  const { effect, details } = tests[test];
  const fields = [
    ...[
      ['test', test],
      ['find', find],
    ],
    ...soughts
      .filter((name) => name !== find)
      .map((name) => [name === 'effect' ? effect : name, String(calculation[name])]),
    ...details.map((name) => [name, String(calculation[name])]),
    ['lang', language],
  ];
  return `/power?${new URLSearchParams(fields)}`;
}
