/** The one way to research data: pages, downloads and API all come through here. */

import type { AnalysisPlan } from '../../surveys/analysis-plan.ts';
import { today } from '../clock.ts';
import { countCutRecords, cutRecords } from '../db/cut-records.ts';
import { cutsOf } from '../db/data-cuts.ts';
import { appendEvent } from '../db/events.ts';
import { type FrozenPlan, frozenPlansOf } from '../db/frozen-plans.ts';
import { liveRecords } from '../db/live-records.ts';
import { CatalogueError } from '../errors.ts';
import { type Blinding, type OpenCut, ResearchView } from '../research-view.ts';
import type { Services } from '../services.ts';
import type { Researcher } from './researcher.ts';

/** What the data are wanted for, as the event log tells it. */
export type Purpose =
  | { readonly action: 'research overview read' | 'results read' }
  | { readonly action: 'export downloaded'; readonly file: string; readonly role: string }
  | { readonly action: 'cut downloaded'; readonly file: string };

/** What is known of a study besides its data. */
interface Known {
  readonly cuts: readonly OpenCut[];
  readonly plans: readonly FrozenPlan[];
}

/** Says that the data as they are now are wanted, and no data cut. */
export const asNow = 'now';

/** The event is on disk before there is anything to read from. */
export async function openResearchView(
  services: Services,
  researcher: Researcher,
  { action, ...what }: Purpose,
): Promise<ResearchView> {
  const { db, clock } = services;
  const { account, study, by } = researcher;
  const cuts = await openCutsOf(services, study.study);
  const cut = cutAsked(cuts, researcher.cut, action === 'research overview read');
  await db.registry.transaction().execute((trx) =>
    appendEvent(trx, clock, {
      actor: account.id,
      action,
      detail: { study: study.study, by, ...what, ...(cut && { cut: cut.number }) },
    }),
  );
  const plans = await frozenPlansOf(db.studyReader, study.study);
  return cut
    ? viewOfCut(services, researcher, cut, { cuts, plans })
    : viewOfNow(services, researcher, { cuts, plans });
}

/** Each with what has happened to it since it was locked. */
async function openCutsOf({ db }: Services, study: string): Promise<OpenCut[]> {
  const open: OpenCut[] = [];
  for (const cut of await cutsOf(db.studyReader, study)) {
    const { left, altered } = await countCutRecords(db.studyReader, cut.id);
    open.push({ ...cut, altered, erased: cut.participants - left });
  }
  return open;
}

/** How a study stands is told as of now, and analyses go by the newest cut, unless another is asked for. */
function cutAsked(cuts: readonly OpenCut[], asked: unknown, isOverview: boolean): OpenCut | null {
  if (asked === asNow) return null;
  if (asked === undefined) return isOverview ? null : (cuts[0] ?? null);
  const cut = cuts.find(({ number }) => String(number) === asked);
  if (!cut) throw new CatalogueError('not-found');
  return cut;
}

/** Open, as far as the cut goes; analysed by the plan that was frozen last and by no other. */
function viewOfCut(
  { db, definitions }: Services,
  { sites }: Researcher,
  cut: OpenCut,
  { cuts, plans }: Known,
): ResearchView {
  const { definition, waves } = cut;
  const plan = plans.at(-1)?.plan ?? definition.analysis_plan;
  const withheld = definition.waves.map((_, i) => i + 1).filter((wave) => !waves.includes(wave));
  return new ResearchView(
    { ...definition, analysis_plan: plan },
    {
      today: cut.on,
      records: cutRecords(db.studyReader, cut, sites),
      ...{ definitions, sites },
      blinding: { mask_arms: false, withhold_waves: withheld },
      ...{ cut, cuts, plans },
    },
  );
}

function viewOfNow(
  { db, clock, definitions }: Services,
  { study, sites }: Researcher,
  { cuts, plans }: Known,
): ResearchView {
  return new ResearchView(study, {
    today: today(clock, study.time_zone),
    records: liveRecords(db.studyReader, study.study, sites),
    ...{ definitions, sites },
    blinding: blindingNow(plans.at(-1)?.plan ?? study.analysis_plan, cuts.length > 0),
    ...{ cut: null, cuts, plans },
  });
}

/**
 * As the plan that was frozen last says: one that was only changed in its file opens nothing. Once a cut is
 * open the arms are known; later answers stay withheld until they are in a cut too.
 */
function blindingNow({ blinding }: AnalysisPlan, isUnlocked: boolean): Blinding {
  return isUnlocked ? { ...blinding, mask_arms: false } : blinding;
}
