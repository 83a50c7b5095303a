/** The pages that a researcher has about one study, the links between them, and which data they show. */

import { dayInWords, dayOf } from '../day.ts';
import { numberTexts } from '../number-texts.ts';
import type { ResearchView } from '../research-view.ts';
import { texts } from '../texts.ts';
import { asNow } from './gate.ts';
import type { Researcher } from './researcher.ts';
import { onSameCut } from './same-cut.ts';

/** A page's word in the texts, and the last part of its address. A new page is one line here. */
const pages = {
  overview: '',
  results: '/results',
  pictures: '/pictures',
  publishable: '/publishable',
  attrition: '/attrition',
  quality: '/data-quality',
  channels: '/channels',
  'sample-size': '/sample-size',
  cuts: '/cuts',
} as const;

export type StudyPage = keyof typeof pages;

export function studyPagePath(study: string, page: StudyPage): string {
  return `/research/${study}${pages[page]}`;
}

/** What stands on top of each page, for the partial `research-pages`. */
export function studyFrame(
  view: ResearchView,
  asked: Pick<Researcher, 'cut'>,
  page: StudyPage,
  language: string,
) {
  const { study } = view.study;
  const say = texts(language);
  return {
    pages: (Object.keys(pages) as StudyPage[]).map((one) => ({
      href: onSameCut(studyPagePath(study, one), asked),
      text: say(`research.pages.${one}`),
      current: one === page,
    })),
    data: { ...dataModel(view, language), choices: dataChoices(view, page, language) },
  };
}

/** Which data are shown, by which plan, and what has happened to either since. */
export function dataModel(
  { study, cut, plans, waves, today, arms }: ResearchView,
  language: string,
) {
  const say = texts(language);
  const { whole } = numberTexts(language);
  const day = (on: string) => dayInWords(on, language);
  const withheld = study.waves.length - waves.length;
  const isMasked = arms.length < study.arms.length;
  const changes = plans.slice(1);
  return {
    text: cut
      ? say('cuts.data.cut', { number: cut.number, day: day(cut.on), n: whole(cut.participants) })
      : say('cuts.data.now', { day: day(today) }),
    hidden: isMasked
      ? say('cuts.data.masked')
      : cut === null && withheld > 0
        ? say('cuts.data.withheld')
        : '',
    sha256: cut?.sha256 ?? '',
    since: cut ? sinceText(cut, language) : '',
    changes: changes.map(({ version, frozenAt, reason }) =>
      say('cuts.data.change', {
        ...{ version, reason: reason ?? '' },
        day: day(dayOf(frozenAt, study.time_zone)),
      }),
    ),
  };
}

/** What a cut has lost since it was locked; nothing where it is as it was. */
export function sinceText(
  { erased, altered }: { readonly erased: number; readonly altered: number },
  language: string,
): string {
  const say = texts(language);
  return [
    erased > 0 ? say('cuts.data.erased', { count: erased }) : '',
    altered > 0 ? say('cuts.data.altered', { count: altered }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The data as they are now, and every cut. */
function dataChoices({ study, cuts, cut }: ResearchView, page: StudyPage, language: string) {
  if (page === 'cuts' || cuts.length === 0) return [];
  const path = studyPagePath(study.study, page);
  const say = texts(language);
  return [
    { href: `${path}?cut=${asNow}`, text: say('cuts.choice.now'), current: cut === null },
    ...cuts.map(({ number, on }) => ({
      href: `${path}?cut=${number}`,
      text: say('cuts.choice.cut', { number, day: dayInWords(on, language) }),
      current: number === cut?.number,
    })),
  ];
}
