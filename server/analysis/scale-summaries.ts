/** Per scale and wave: n, mean and standard deviation, and who is left out for which reason. */

import { type Description, describe } from '../../stats/index.ts';
import type { Scale } from '../../surveys/instrument.ts';
import { type MissingReason, missingReasons } from '../../surveys/missing.ts';
import type { StudyRole } from '../../surveys/study.ts';
import type { ResearchView } from '../research-view.ts';
import { readScore } from './plan/variables.ts';
import type { ParticipantRecord, WaveRecord } from './records.ts';
import { missingReasonOf } from './wave-status.ts';

export interface ScaleSummary {
  readonly scale: Scale;
  readonly wave: number;
  readonly description: Description;
  /** Adds up to what `description` excluded; reasons that nobody had are not there. */
  readonly leftOut: readonly { readonly reason: MissingReason; readonly count: number }[];
}

export interface ScaleSummarizer {
  add(record: ParticipantRecord): void;
  /** By scale, and within it by wave; only the waves that may be shown. */
  summaries(): ScaleSummary[];
}

/** The scales of the version that is asked now, over all versions that were answered. */
export function scaleSummarizer(view: ResearchView, role: StudyRole): ScaleSummarizer {
  const { scales } = view.instrument(role.instrument, role.instrument_version);
  const cells = scales.flatMap((scale) =>
    view.waves.map((wave) => ({
      scale,
      wave,
      values: [] as number[],
      reasons: new Map<MissingReason, number>(),
    })),
  );
  return {
    add({ waves }) {
      for (const { scale, wave, values, reasons } of cells) {
        const outcome = outcomeOf(waves[wave - 1], scale.name);
        values.push(typeof outcome === 'number' ? outcome : Number.NaN);
        if (typeof outcome === 'string') reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1);
      }
    },
    summaries: () =>
      cells.map(({ scale, wave, values, reasons }) => ({
        scale,
        wave,
        description: describe(values),
        leftOut: missingReasons.flatMap(({ reason }) => {
          const count = reasons.get(reason);
          return count === undefined ? [] : [{ reason, count }];
        }),
      })),
  };
}

/** A score, or why there is none. */
function outcomeOf(record: WaveRecord | undefined, scale: string): number | MissingReason {
  if (!record) return 'not-yet-due';
  return missingReasonOf(record.status) ?? readScore(record, scale);
}
