/** Saving one page: all of it or nothing, once however often it is posted, and never over a newer save. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Problem } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import type { Group } from '../../surveys/instrument.ts';
import { route } from '../../surveys/routing.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { isWithdrawn } from '../db/participants.ts';
import {
  insertSavedPage,
  isNonceUsed,
  lockResponse,
  type SavedPage,
  savedPages,
  updateSheet,
} from '../db/responses.ts';
import { setVisitLanguage } from '../db/visits.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { type Answering, isHidden } from './visit.ts';

export interface PagePost {
  readonly fields: Fields;
  /** Made when the page was shown; the same in every repeat of one post. */
  readonly nonce: string;
  /** The response's revision when the page was shown. */
  readonly revision: number;
  readonly language: string;
}

export type SaveOutcome =
  | { readonly outcome: 'saved' | 'repeated' | 'closed-meanwhile' | 'not-this-form' }
  | { readonly outcome: 'refused'; readonly problems: Readonly<Record<string, Problem>> }
  /** The page was saved from elsewhere since it was shown; both versions, for the person to choose. */
  | {
      readonly outcome: 'stale';
      readonly here: Sheet;
      readonly elsewhere: Sheet;
      readonly revision: number;
    };

export async function savePage(
  services: Services,
  answering: Answering,
  group: Group,
  post: PagePost,
): Promise<SaveOutcome> {
  const asked = askedItems(answering, group);
  const { answers, problems, unknownFields } = parseForm(post.fields, asked, 'web');
  if (unknownFields.length > 0) return { outcome: 'not-this-form' };
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems };

  const { visit, participation } = answering;
  const { code } = participation.participant;
  return services.db.study.transaction().execute(async (trx): Promise<SaveOutcome> => {
    const response = await lockResponse(trx, answering.response.id);
    const saved = JSON.parse(response.sheet) as Sheet;
    const hidden = isHidden(answering, group.name);
    const merged = hidden ? keepUnlessAnswered(saved, answers) : answers;
    const same = sameAnswers(saved, merged, asked);

    const pages = (await savedPages(trx, response.id)).filter(({ page }) => page === group.name);
    const known = pages.some(({ nonce }) => nonce === post.nonce);
    if (known && same) return { outcome: 'repeated' };
    if (response.submitted_at || (await isWithdrawn(trx, code)))
      return { outcome: 'closed-meanwhile' };
    if (post.revision > response.revision) return { outcome: 'not-this-form' };
    if (!known && (await isNonceUsed(trx, post.nonce))) return { outcome: 'not-this-form' };
    if (!same && isStale(pages, answering, post)) {
      const elsewhere = Object.fromEntries(asked.map(({ name }) => [name, saved[name] ?? skipped]));
      return { outcome: 'stale', here: merged, elsewhere, revision: response.revision };
    }

    const revision = response.revision + 1;
    const sheet = JSON.stringify({ ...saved, ...merged });
    await updateSheet(trx, response.id, { sheet, revision });
    await insertSavedPage(trx, {
      // A page that the browser kept for Back comes with its old nonce and other answers: a new save.
      nonce: known ? newToken() : post.nonce,
      response_id: response.id,
      page: group.name,
      revision,
      // A page that still holds answers from another visit belongs to none, and stays hidden.
      visit_id: hidden && !sameAnswers(merged, answers, asked) ? null : visit.id,
      saved_at: timestamp(services.clock),
    });
    if (post.language !== visit.language) await setVisitLanguage(trx, visit.id, post.language);
    await appendEvent(trx, services.clock, {
      actor: 'participant',
      action: 'page saved',
      code,
      detail: { wave: participation.wave, page: group.name, revision },
    });
    return { outcome: 'saved' };
  });
}

/**
 * True when the page was saved since it was shown, other than by this very form. What was saved
 * before the visit began is never shown in it, so a form that claims to be older is not believed.
 */
function isStale(pages: readonly SavedPage[], { visit }: Answering, post: PagePost): boolean {
  return pages.some(
    ({ nonce, revision, saved_at }) =>
      revision > post.revision && nonce !== post.nonce && saved_at >= visit.opened_at,
  );
}

/** The items of a group that are asked, as the branch stands now. */
export function askedItems(
  { instrument, saved, participation }: Answering,
  group: Group,
): readonly Item[] {
  const routes = route(instrument, saved, participation.occasion);
  return group.items.filter((item) => routes.get(item.name) === 'asked');
}

const skipped = { missing: 'skipped' } as const;

/** On a page whose earlier answers are hidden, what is left blank stays as it was. */
function keepUnlessAnswered(saved: Sheet, answers: Sheet): Sheet {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      hasValue(answer) ? answer : (saved[name] ?? answer),
    ]),
  );
}

function sameAnswers(saved: Sheet, sent: Sheet, items: readonly Item[]): boolean {
  return items.every(
    ({ name }) => JSON.stringify(saved[name] ?? skipped) === JSON.stringify(sent[name] ?? skipped),
  );
}
