/** A visit: one browser answering one response, from the button on the welcome page to submission. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Group, Instrument } from '../../surveys/instrument.ts';
import { askedGroups } from '../../surveys/routing.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { lockParticipant } from '../db/participants.ts';
import { type Response, responseById, type SavedPage, savedPages } from '../db/responses.ts';
import { insertVisit, type Visit, visitByCookie, visitById } from '../db/visits.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';
import { openResponse } from './open-response.ts';
import {
  type Access,
  type Participation,
  participationOf,
  pinnedInstrument,
  webAccess,
} from './participation.ts';

/** Everything about a response that is being given in a visit. */
export interface Answering {
  readonly visit: Visit;
  readonly participation: Participation;
  readonly instrument: Instrument;
  readonly response: Response;
  readonly saved: Sheet;
  readonly pages: readonly SavedPage[];
}

/** Begins or goes on with a response; gives the cookie that carries the visit from here. */
export async function startVisit(
  services: Services,
  participation: Participation,
  language: string,
): Promise<string> {
  const { participant, wave } = participation;
  const cookie = newToken();
  const at = timestamp(services.clock);
  await services.db.study.transaction().execute(async (trx) => {
    // Answers may be about to come under this code or to leave it, when two of them are merged.
    await lockParticipant(trx, participant.code);
    const response = await openResponse(services, trx, participation, 'web');
    await insertVisit(trx, {
      id: newToken(),
      cookie_hash: tokenHash(cookie),
      response_id: response.id,
      language,
      opened_at: at,
      ended_at: null,
    });
    await appendEvent(trx, services.clock, {
      actor: 'participant',
      action: 'visit opened',
      code: participant.code,
      detail: { wave },
    });
  });
  return cookie;
}

/** The visit that a cookie carries; null without one, or the reason why it is over. */
export async function currentAnswering(
  services: Services,
  cookie: string | undefined,
): Promise<Answering | Extract<Access, { open: false }> | null> {
  const db = services.db.study;
  const visit = cookie ? await visitByCookie(db, tokenHash(cookie)) : null;
  const response = visit && (await responseById(db, visit.response_id));
  const participation = response && (await participationOf(services, response.code, response.wave));
  if (!visit || !response || !participation) return null;
  const access = await webAccess(services, participation);
  if (!access.open) return access;
  if (visit.ended_at) return null;
  return {
    visit,
    participation,
    response,
    instrument: pinnedInstrument(services, response.instrument, response.instrument_version),
    saved: JSON.parse(response.sheet) as Sheet,
    pages: await savedPages(db, response.id),
  };
}

/** The pages to answer, in order, as the branch stands now. */
export function pagesToAnswer({ instrument, saved, participation }: Answering): Group[] {
  return askedGroups(instrument, saved, participation.occasion);
}

/** The first page that has not been left yet; null when only the summary remains. */
export function nextOpenPage(answering: Answering): Group | null {
  const done = new Set(answering.pages.map(({ page }) => page));
  return pagesToAnswer(answering).find(({ name }) => !done.has(name)) ?? null;
}

/** True when a page was last answered in another visit: whoever opens the link now is not shown it. */
export function isHidden({ pages, saved, visit }: Answering, { name, items }: Group): boolean {
  const latest = pages.findLast(({ page }) => page === name);
  const fromElsewhere = latest !== undefined && latest.visit_id !== visit.id;
  return fromElsewhere && items.some((item) => hasValue(saved[item.name]));
}

/**
 * The answering as the visit sees it in which a form was shown: an earlier visit of the same
 * response, when the link was opened once more meanwhile. Null for a form of anyone else's.
 */
export async function answeringShownIn(
  { db }: Services,
  answering: Answering,
  visitId: string,
): Promise<Answering | null> {
  if (visitId === answering.visit.id) return answering;
  const visit = isTokenShaped(visitId) ? await visitById(db.study, visitId) : null;
  return visit?.response_id === answering.response.id ? { ...answering, visit } : null;
}
