/** Freezes the plan of the demo's study and locks a data cut: visitors see the results at once. */

import type { Study } from '../../surveys/study.ts';
import { lockCut } from '../cuts/locking.ts';
import { freezePlan } from '../cuts/plan-freezing.ts';
import type { Services } from '../services.ts';

export async function unlock(
  services: Services,
  study: Study,
  { on, researcher }: { readonly on: string; readonly researcher: string },
): Promise<void> {
  await freezePlan(services, study, { reason: null, actor: researcher });
  const waves = study.waves.map((_, i) => i + 1);
  const rule = { on, waves, includedUntil: on, eligible: 'included' } as const;
  const { outcome } = await lockCut(services, study, rule, researcher);
  if (outcome !== 'locked') throw new Error(`the demo's data cut: ${outcome}`);
}
