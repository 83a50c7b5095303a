/** Freezes the plan of the demo's study and locks a data cut of the report's people: visitors see its results at once. */

import type { Study } from '../../surveys/study.ts';
import { lockCut } from '../cuts/locking.ts';
import { freezePlan } from '../cuts/plan-freezing.ts';
import type { Services } from '../services.ts';
import { reportIncludedUntil } from './report/recruitment.ts';

export async function unlock(
  services: Services,
  study: Study,
  { on, researcher }: { readonly on: string; readonly researcher: string },
): Promise<void> {
  await freezePlan(services, study, { reason: null, actor: researcher });
  const waves = study.waves.map((_, i) => i + 1);
  const includedUntil = reportIncludedUntil;
  const rule = { on, waves, includedUntil, eligible: 'included' } as const;
  const { outcome } = await lockCut(services, study, rule, researcher);
  if (outcome !== 'locked') throw new Error(`the demo's data cut: ${outcome}`);
}
