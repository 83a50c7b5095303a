/** Which items are left out by those who were asked them, over the waves that may be shown. */

import { hasValue, type Sheet } from '../../../surveys/answer.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import { items } from '../../../surveys/instrument.ts';
import { route } from '../../../surveys/routing.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { leftOutReasons } from '../channel-comparison.ts';
import type { WaveRecord } from '../records.ts';
import type { Sheets } from '../sheets.ts';
import { type Count, type Tally, tallyOf } from './tally.ts';

type LeftOut = (typeof leftOutReasons)[number];

export interface ItemGaps {
  readonly item: Item;
  /** Answers asked for: whom routing led to the item, at each wave. */
  readonly asked: number;
  readonly missing: readonly Count<LeftOut>[];
}

export interface GapCounter {
  add(waves: readonly WaveRecord[], sheets: Sheets): void;
  /** Items that somebody was asked, in the order of the form. */
  gaps(): ItemGaps[];
}

/** The items of the version that is asked now. */
export function gapCounter(view: ResearchView, role: StudyRole): GapCounter {
  const tallies = items(view.instrument(role.instrument, role.instrument_version)).map((item) => {
    const missing: Tally<LeftOut> = tallyOf(leftOutReasons);
    return { item, missing, asked: 0 };
  });
  return {
    add(waves, sheets) {
      for (const { wave, response } of waves) {
        const sheet = response && sheets.get(response.id);
        if (!response || !sheet) continue;
        const asked = routeOf(view, response, sheet, wave);
        for (const tally of tallies) {
          if (asked.get(tally.item.name) !== 'asked') continue;
          const answer = sheet[tally.item.name];
          tally.asked += 1;
          if (answer === undefined) tally.missing.add('skipped');
          else if (!hasValue(answer)) {
            const reason = leftOutReasons.find((one) => one === answer.missing);
            if (reason) tally.missing.add(reason);
          }
        }
      }
    },
    gaps: () =>
      tallies
        .filter(({ asked }) => asked > 0)
        .map(({ item, asked, missing }) => ({ item, asked, missing: missing.counts() })),
  };
}

function routeOf(
  view: ResearchView,
  { instrument, version }: { readonly instrument: string; readonly version: number },
  sheet: Sheet,
  wave: number,
) {
  return route(view.instrument(instrument, version), sheet, { firstWave: wave === 1 });
}
