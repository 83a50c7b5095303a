/** The procedures that an analysis plan can name, as the check of a study file takes them. */

import type { PlanProcedures } from '../../../surveys/analysis-plan.ts';
import { plannedProcedures } from './procedures.ts';
import { screeningProcedures } from './screening.ts';

export const planProcedures: PlanProcedures = {
  comparing: plannedProcedures,
  screening: Object.keys(screeningProcedures),
};
