/** Where the pages of a visit stand, and which follows which. */

import type { Group } from '../../surveys/instrument.ts';
import { type Answering, nextOpenPage, pagesToAnswer } from '../collection/visit.ts';

/** What a link carries on to the page it leads to. */
export interface Carried {
  /** The page goes back to the summary it was opened from. */
  readonly fromSummary?: boolean;
  /** A language that was chosen on a page and not saved yet: reading a page saves nothing. */
  readonly language?: string | undefined;
}

export function pagePath(group: Group | null, { fromSummary, language }: Carried = {}): string {
  const path = group ? `/answers/pages/${group.name}` : '/answers/summary';
  const query = new URLSearchParams({
    ...(group && fromSummary ? { from: 'summary' } : {}),
    ...(language ? { lang: language } : {}),
  }).toString();
  return query ? `${path}?${query}` : path;
}

/** The language of a page as its links carry it on: none when the visit has it already. */
export function carriedLanguage({ visit }: Answering, language: string): string | undefined {
  return language === visit.language ? undefined : language;
}

/** Where a saved page leads: on, back, or to the summary it was opened from. */
export function pathAfter(
  answering: Answering,
  group: Group,
  go: string,
  fromSummary: boolean,
): string {
  const pages = pagesToAnswer(answering);
  const index = pages.findIndex(({ name }) => name === group.name);
  if (go === 'back') return pagePath(pages[index - 1] ?? pages[0] ?? null);
  return fromSummary
    ? pagePath(nextOpenPage(answering), { fromSummary })
    : pagePath(pages[index + 1] ?? null);
}
