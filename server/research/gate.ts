/** The one way to research data: pages, downloads and API all come through here. */

import { today } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { type Blinding, ResearchView } from '../research-view.ts';
import type { Services } from '../services.ts';
import type { Researcher } from './researcher.ts';

/** What the data are wanted for, as the event log tells it. */
export type Purpose =
  | { readonly action: 'research overview read' | 'results read' }
  | { readonly action: 'export downloaded'; readonly file: string; readonly role: string };

/** Nothing is blinded until there are data cuts to unlock. */
const nothing: Blinding = { mask_arms: false, withhold_waves: [] };

/** The event is on disk before there is anything to read from. */
export async function openResearchView(
  { db, clock, definitions }: Services,
  { account, study, sites, by }: Researcher,
  { action, ...what }: Purpose,
): Promise<ResearchView> {
  await db.registry.transaction().execute((trx) =>
    appendEvent(trx, clock, {
      actor: account.id,
      action,
      detail: { study: study.study, by, ...what },
    }),
  );
  return new ResearchView(study, {
    today: today(clock, study.time_zone),
    reader: db.studyReader,
    definitions,
    blinding: nothing,
    sites,
  });
}
