/** The plan as it is frozen and the data cuts of a study, as their page shows them. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type PlanState, planState } from '../cuts/plan-freezing.ts';
import { dayInWords, momentInWords } from '../day.ts';
import type { FrozenPlan } from '../db/frozen-plans.ts';
import { digestOf } from '../digest.ts';
import { numberTexts } from '../number-texts.ts';
import type { OpenCut, ResearchView } from '../research-view.ts';
import { texts } from '../texts.ts';
import { sinceText, studyPagePath } from './study-pages.ts';

export function planModel(study: Study, plans: readonly FrozenPlan[], language: string) {
  const say = texts(language);
  const state: PlanState = planState(study, plans);
  return {
    text: say(`cuts.plan.${state}`),
    digest: digestOf(study.analysis_plan),
    canFreeze: state !== 'frozen',
    needsReason: state === 'changed',
    canLock: state === 'frozen',
    frozen: plans.map(({ number, version, sha256, frozenAt, reason }) => ({
      ...{ number, version, digest: sha256, reason: reason ?? '' },
      at: momentInWords(frozenAt, study.time_zone, language),
    })),
  };
}

export function cutRows({ study, cuts }: ResearchView, language: string) {
  return cuts.map((cut) => cutRow(study, cut, language));
}

function cutRow(study: Study, cut: OpenCut, language: string) {
  const say = texts(language);
  const { whole } = numberTexts(language);
  const { number, on, waves, includedUntil, eligible, participants, sha256, lockedAt } = cut;
  const labels = waves.map((wave) => inLanguage(study.waves[wave - 1]?.label ?? {}, language));
  return {
    title: say('cuts.choice.cut', { number, day: dayInWords(on, language) }),
    locked: momentInWords(lockedAt, study.time_zone, language),
    waves: labels.join(', '),
    who: `${say('cuts.includedUntil', { day: dayInWords(includedUntil, language) })} ${say(`cuts.eligible.${eligible}`)}.`,
    participants: whole(participants),
    since: sinceText(cut, language),
    sha256,
    results: `${studyPagePath(study.study, 'results')}?cut=${number}`,
    records: `${studyPagePath(study.study, 'cuts')}/${number}/records.jsonl`,
  };
}
