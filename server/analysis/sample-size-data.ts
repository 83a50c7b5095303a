/** Reads what a plan's sample size depends on: who is included, who answered, and the primary variable without arms. */

import { roleOf, type StudyRole } from '../../surveys/study.ts';
import { maskedArm, type ResearchView } from '../research-view.ts';
import { readNumber, type Variable, variableOf } from './plan/variables.ts';
import { type ParticipantRecord, recordPages } from './records.ts';
import type { SampleSizeData } from './sample-size.ts';
import { sheetsOfPage } from './sheets.ts';
import type { WaveStatus } from './wave-status.ts';

export interface SampleSizeReading extends SampleSizeData {
  readonly role: StudyRole;
  readonly variable: Variable;
  /** The arms that the plan's number is of; null for everybody, also where arms are masked. */
  readonly arms: readonly string[] | null;
}

export async function readSampleSize(view: ResearchView): Promise<SampleSizeReading> {
  const { analysis_plan: plan, waves: all } = view.study;
  const comparison = plan.comparisons.find(({ name }) => name === plan.primary.comparison);
  if (!comparison) throw new Error(`there is no comparison ${plan.primary.comparison}`);
  const role = roleOf(view.study, comparison.role);
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const variable = variableOf(instrument, plan.primary.variable);
  const arms = view.arms.includes(maskedArm) ? null : (comparison.arms ?? null);
  const inclusions: string[] = [];
  let left = 0;
  const waves = all.map((_, i) => ({ wave: i + 1, due: 0, answered: 0, waiting: 0 }));
  const columns = view.waves.map((wave) => ({ wave, values: [] as number[] }));

  for await (const page of recordPages(view, role)) {
    const sheets = variable.item ? await sheetsOfPage(view, page) : new Map();
    for (const record of page) {
      for (const { wave, values } of columns) {
        const at = record.waves[wave - 1];
        const sheet = at?.response ? sheets.get(at.response.id) : undefined;
        const reading = at && readNumber(view, variable, at, sheet);
        values.push(typeof reading === 'number' ? reading : Number.NaN);
      }
      if (!isCounted(record, arms)) continue;
      inclusions.push(record.participant.inclusionDate);
      if (hasLeft(record)) left += 1;
      for (const { wave, due, status } of record.waves) {
        const tally = waves[wave - 1];
        if (!tally || !due) continue;
        tally.due += 1;
        if (status === 'submitted') tally.answered += 1;
        if (mayStillAnswer.includes(status)) tally.waiting += 1;
      }
    }
  }
  return { ...{ role, variable, arms, inclusions, left, waves, columns } };
}

const mayStillAnswer: readonly WaveStatus[] = ['open', 'late', 'started'];

/** Who should not have been included does not count towards the planned number. */
function isCounted({ participant }: ParticipantRecord, arms: readonly string[] | null): boolean {
  const { arm, state } = participant;
  return state !== 'ineligible' && (arms === null || arms.includes(arm ?? ''));
}

function hasLeft({ participant: { state } }: ParticipantRecord): boolean {
  return state === 'withdrawn' || state === 'dead';
}
