/** Research views for tests of what is behind the gate; with something blinded, if a test asks for it. */

import { today } from '../../../server/clock.ts';
import { liveRecords } from '../../../server/db/live-records.ts';
import { type Blinding, ResearchView } from '../../../server/research-view.ts';
import type { TestApp } from '../../support/app.ts';

export const nothingBlinded: Blinding = { mask_arms: false, withhold_waves: [] };

export function viewOf(
  { services: { db, clock, definitions } }: Pick<TestApp, 'services'>,
  name: string,
  blinding: Blinding = nothingBlinded,
): ResearchView {
  const study = definitions.study(name);
  if (!study) throw new Error(`there is no study ${name}`);
  const day = today(clock, study.time_zone);
  return new ResearchView(study, {
    today: day,
    records: liveRecords(db.studyReader, name, null),
    definitions,
    blinding,
    ...{ sites: null, cut: null, cuts: [], plans: [] },
  });
}
