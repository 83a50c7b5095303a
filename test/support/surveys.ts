/** Copies of the shipped surveys in which something is different, for tests that are about just that. */

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedSurveys } from '../../server/config.ts';

/** Every text must be there: a change that changes nothing would go unnoticed. Gives the folder. */
export function surveysWith(changes: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(folder, part), { recursive: true });
  const file = join(folder, 'studies/jobbspesialist.yaml');
  let text = readFileSync(file, 'utf8');
  for (const [before, after] of Object.entries(changes)) {
    if (!text.includes(before)) throw new Error(`the study does not say: ${before}`);
    text = text.replace(before, after);
  }
  writeFileSync(file, text);
  return folder;
}

/** For tests about data and not about who may see them yet. */
export const notBlinded = {
  'blinding: { mask_arms: true, withhold_waves: [2, 3, 4] }':
    'blinding: { mask_arms: false, withhold_waves: [] }',
};

/** For tests in which a process looks at the clock on the wall. */
export const atAnyHour = { 'hours: { from: 8, until: 20 }': 'hours: { from: 0, until: 24 }' };

/** For tests in which one person keys a form. */
export const keyedOnce = {
  'double_keying: { share: 0.2, seed: jobbspesialist-2018 }': 'double_keying: none',
};

/** For tests in which two people key every form. */
export const keyedTwice = {
  'double_keying: { share: 0.2, seed: jobbspesialist-2018 }': 'double_keying: all',
};
