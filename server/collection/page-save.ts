/** Saving one page: all of it or nothing, once however often it is posted, and never over a newer save. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Problem } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import type { Group } from '../../surveys/instrument.ts';
import { route } from '../../surveys/routing.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import {
  insertSavedPage,
  isNonceUsed,
  lockResponse,
  savedPages,
  updateSheet,
} from '../db/responses.ts';
import { setVisitLanguage } from '../db/visits.ts';
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
  | { readonly outcome: 'saved' | 'repeated' | 'submitted-meanwhile' | 'not-this-form' }
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
  return services.db.study.transaction().execute(async (trx): Promise<SaveOutcome> => {
    const response = await lockResponse(trx, answering.response.id);
    if (await isNonceUsed(trx, post.nonce)) return { outcome: 'repeated' };
    if (response.submitted_at) return { outcome: 'submitted-meanwhile' };
    const saved = JSON.parse(response.sheet) as Sheet;
    const merged = isHidden(answering, group.name) ? keepUnlessAnswered(saved, answers) : answers;

    const pages = await savedPages(trx, response.id);
    const newest = Math.max(
      0,
      ...pages.filter((p) => p.page === group.name).map((p) => p.revision),
    );
    if (newest > post.revision && !sameAnswers(saved, merged, asked)) {
      const elsewhere = Object.fromEntries(asked.map(({ name }) => [name, saved[name] ?? skipped]));
      return { outcome: 'stale', here: merged, elsewhere, revision: response.revision };
    }

    const revision = response.revision + 1;
    await updateSheet(trx, response.id, {
      sheet: JSON.stringify({ ...saved, ...merged }),
      revision,
    });
    await insertSavedPage(trx, {
      nonce: post.nonce,
      response_id: response.id,
      page: group.name,
      revision,
      visit_id: visit.id,
      saved_at: timestamp(services.clock),
    });
    if (post.language !== visit.language) await setVisitLanguage(trx, visit.id, post.language);
    await appendEvent(trx, services.clock, {
      actor: 'participant',
      action: 'page saved',
      code: participation.participant.code,
      detail: { wave: participation.wave, page: group.name, revision },
    });
    return { outcome: 'saved' };
  });
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
