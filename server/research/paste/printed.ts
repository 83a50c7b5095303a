/** What every table that is handed out of a view goes by: which data it is of, and how few are too few. */

import { dayInWords } from '../../day.ts';
import type { ResearchView } from '../../research-view.ts';
import type { Speaker } from '../speaker.ts';
import { shortDigest } from './comparison-notes.ts';
import type { Printed } from './comparison-table.ts';

export function printedFrom({ study, today, cut }: ResearchView, speak: Speaker): Printed {
  const day = dayInWords(today, speak.language);
  return {
    data: cut
      ? speak.say('paste.cut', { number: cut.number, day, digest: shortDigest(cut.sha256) })
      : speak.say('paste.now', { day }),
    limit: study.small_cell_limit,
  };
}
