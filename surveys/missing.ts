/** Why a value is not there. The reasons are kept apart from the first keystroke to the last export. */

import type { Texts } from './text.ts';

export const missingReasons = [
  { reason: 'dont-know', code: -1, label: { nb: 'Vet ikke', en: "Don't know" } },
  { reason: 'skipped', code: -2, label: { nb: 'Ikke besvart', en: 'Skipped' } },
  {
    reason: 'not-applicable',
    code: -3,
    label: { nb: 'Ikke aktuelt (ruting)', en: 'Not applicable by routing' },
  },
  { reason: 'routing-unknown', code: -4, label: { nb: 'Ruting ukjent', en: 'Routing unknown' } },
  { reason: 'illegible', code: -5, label: { nb: 'Uleselig', en: 'Illegible' } },
  { reason: 'two-marks', code: -6, label: { nb: 'To kryss', en: 'Two marks' } },
  {
    reason: 'wave-missed',
    code: -7,
    label: { nb: 'Målepunktet ble ikke besvart', en: 'Wave missed' },
  },
  {
    reason: 'withdrawn',
    code: -8,
    label: { nb: 'Ute av studien (trukket seg, død)', en: 'Left the study (withdrawn, dead)' },
  },
  {
    reason: 'not-yet-due',
    code: -9,
    label: { nb: 'Målepunktet er ikke over', en: 'Wave not yet due or still open' },
  },
] as const satisfies readonly { reason: string; code: number; label: Texts }[];

export type MissingReason = (typeof missingReasons)[number]['reason'];

const codeByReason = new Map<string, number>(missingReasons.map((m) => [m.reason, m.code]));

export function missingCode(reason: MissingReason): number {
  return codeByReason.get(reason) as number;
}

const codes: readonly number[] = missingReasons.map((m) => m.code);
export const lowestMissingCode = Math.min(...codes);
export const highestMissingCode = Math.max(...codes);

/** True when the closed range [from, to] would contain a code that means "missing". */
export function holdsMissingCode(from: number, to: number): boolean {
  return from <= highestMissingCode && to >= lowestMissingCode;
}

/** True of the number that stands for a reason, and of nothing that somebody answered. */
export function isMissingCode(cell: number | string): boolean {
  return typeof cell === 'number' && codes.includes(cell);
}
