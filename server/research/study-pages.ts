/** The pages that a researcher has about one study, and the links between them. */

import type { Say } from '../texts.ts';

/** A page's word in the texts, and the last part of its address. A new page is one line here. */
const pages = {
  overview: '',
  results: '/results',
  publishable: '/publishable',
  channels: '/channels',
} as const;

export type StudyPage = keyof typeof pages;

export function studyPagePath(study: string, page: StudyPage): string {
  return `/research/${study}${pages[page]}`;
}

export function studyPageLinks(study: string, current: StudyPage, say: Say) {
  return (Object.keys(pages) as StudyPage[]).map((page) => ({
    href: studyPagePath(study, page),
    text: say(`research.pages.${page}`),
    current: page === current,
  }));
}
