/** The shipped study and its instruments, and the plan that `npm run demo` follows. */

import { readFileSync } from 'node:fs';
import { planProcedures } from '../../../server/analysis/plan/known-procedures.ts';
import { makePlan } from '../../../server/demo/plan.ts';
import { isNewcomer } from '../../../server/demo/recruitment.ts';
import { demoNow, demoSeed } from '../../../server/demo/run.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import { loadInstrument } from '../../../surveys/load-instrument.ts';
import { loadStudy } from '../../../surveys/load-study.ts';
import type { Loaded } from '../../../surveys/yaml-file.ts';

export const jobMastery = loaded('instruments/job-mastery.yaml', loadInstrument);
export const seFidelity = loaded('instruments/se-fidelity.yaml', loadInstrument);
const byName: Readonly<Record<string, Instrument>> = {
  'job-mastery': jobMastery,
  'se-fidelity': seFidelity,
};
export const study = loaded('studies/jobbspesialist.yaml', (text, file) =>
  loadStudy(text, file, (name) => byName[name] ?? null, planProcedures),
);

export const planOf = (seed: number) => makePlan(study, demoNow, seed);
export const plan = planOf(demoSeed);
export const candidates = plan.members.filter(({ planned }) => planned.role === 'candidate');
/** The report's candidates, and those who came after them. */
export const inReport = candidates.filter(({ planned }) => !isNewcomer(planned));
export const newcomers = candidates.filter(({ planned }) => isNewcomer(planned));
export const specialists = plan.members.filter(({ planned }) => planned.role !== 'candidate');

function loaded<T>(path: string, load: (text: string, file: string) => Loaded<T>): T {
  const text = readFileSync(new URL(`../../../surveys/${path}`, import.meta.url), 'utf8');
  const result = load(text, path);
  if ('faults' in result) throw new Error(`${path} has faults`);
  return result.value;
}
