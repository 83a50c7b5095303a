/** Saving one page: all of it or nothing, once however often it is posted, and never over a newer save. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Problem } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import type { Group } from '../../surveys/instrument.ts';
import { route } from '../../surveys/routing.ts';
import { timestamp } from '../clock.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import { isShut } from '../db/participants.ts';
import {
  insertSavedPage,
  isNonceUsed,
  lockResponse,
  type Response,
  type SavedPage,
  savedPages,
  updateSheet,
} from '../db/responses.ts';
import { setVisitLanguage, visitById } from '../db/visits.ts';
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

  return services.db.study.transaction().execute(async (trx): Promise<SaveOutcome> => {
    const response = await lockResponse(trx, answering.response.id);
    const saved = JSON.parse(response.sheet) as Sheet;
    const hidden = isHidden(answering, group);
    const merged = hidden ? keepUnlessAnswered(saved, answers) : answers;
    const same = sameAnswers(saved, merged, asked);

    const saves = (await savedPages(trx, response.id)).filter(({ page }) => page === group.name);
    const again = saves.some(({ nonce }) => nonce === post.nonce);
    if (again && same) return { outcome: 'repeated' };
    if (await isClosed(trx, response, answering)) return { outcome: 'closed-meanwhile' };
    if (post.revision > response.revision) return { outcome: 'not-this-form' };
    if (!again && (await isNonceUsed(trx, post.nonce))) return { outcome: 'not-this-form' };
    if (!same && isStale(saves, answering, post)) {
      const elsewhere = Object.fromEntries(asked.map(({ name }) => [name, saved[name] ?? skipped]));
      return { outcome: 'stale', here: merged, elsewhere, revision: response.revision };
    }

    const revision = response.revision + 1;
    await writePage(services, trx, answering, {
      sheet: { ...saved, ...merged },
      page: group.name,
      revision,
      nonce: again ? secondNonce(post, revision) : post.nonce,
      // A page that still holds answers from another visit belongs to none, and stays hidden.
      visit: hidden && !sameAnswers(merged, answers, asked) ? null : answering.visit.id,
    });
    if (post.language !== answering.visit.language)
      await setVisitLanguage(trx, answering.visit.id, post.language);
    return { outcome: 'saved' };
  });
}

/** What may have happened since the page's request began. */
async function isClosed(
  trx: StudyTransaction,
  { submitted_at, code }: Response,
  { visit }: Answering,
): Promise<boolean> {
  const now = await visitById(trx, visit.id);
  return submitted_at !== null || now?.ended_at !== null || (await isShut(trx, code));
}

async function writePage(
  { clock }: Services,
  trx: StudyTransaction,
  { response: { id, code, wave } }: Answering,
  save: {
    readonly sheet: Sheet;
    readonly page: string;
    readonly revision: number;
    readonly nonce: string;
    readonly visit: string | null;
  },
): Promise<void> {
  const { page, revision, nonce } = save;
  await updateSheet(trx, id, { sheet: JSON.stringify(save.sheet), revision });
  await insertSavedPage(trx, {
    nonce,
    response_id: id,
    page,
    revision,
    visit_id: save.visit,
    saved_at: timestamp(clock),
  });
  await appendEvent(trx, clock, {
    actor: 'participant',
    action: 'page saved',
    code,
    detail: { wave, page, revision },
  });
}

/** A page that the browser kept for Back comes with its old nonce and other answers: a new save. */
function secondNonce({ nonce }: PagePost, revision: number): string {
  return `${nonce}.${revision}`;
}

/**
 * True when the page was saved since it was shown, other than by this very form. What was saved
 * before the visit began is never shown in it, so a form that claims to be older is not believed.
 */
function isStale(saves: readonly SavedPage[], { visit }: Answering, post: PagePost): boolean {
  return saves.some(
    ({ nonce, revision, saved_at }) =>
      revision > post.revision && !nonce.startsWith(post.nonce) && saved_at >= visit.opened_at,
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
