/** The pictures of a role, in the order of the page. */

import { answerType, type Item } from '../../../surveys/answer-types/index.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import { inLanguage } from '../../../surveys/text.ts';
import { type PictureData, pictureData } from '../../analysis/pictures/picture-data.ts';
import type { Variable } from '../../analysis/plan/variables.ts';
import type { ResearchView } from '../../research-view.ts';
import type { Speaker } from '../speaker.ts';
import { distributionPicture } from './distribution.ts';
import { flowPicture } from './flow.ts';
import { itemsPicture } from './items.ts';
import { meansPicture } from './means.ts';
import type { Picture } from './picture.ts';
import { responsePicture } from './response.ts';
import { wavesPicture } from './waves.ts';

export interface PicturesAsked {
  readonly role: StudyRole;
  readonly variable: Variable;
  /** Of single participants, behind the means: for who works with the data, not for print. */
  readonly withLines: boolean;
}

export async function studyPictures(
  view: ResearchView,
  { role, variable, withLines }: PicturesAsked,
  speak: Speaker,
): Promise<Picture[]> {
  const { study, today } = view;
  const data = await pictureData(view, role, variable);
  const label = variableText(variable, speak);
  const { say, language } = speak;
  return [
    flowPicture(data.flows, label, speak),
    responsePicture(data.curves, today, speak),
    meansPicture(
      study,
      data,
      { title: say('pictures.means.title', { variable: label }), withLines },
      speak,
    ),
    distributionPicture(
      study,
      data.distributions,
      {
        title: say('pictures.distribution.title', { variable: label }),
        valueTexts: valueTexts(data, language),
      },
      speak,
    ),
    wavesPicture(study.waves.length, data.patterns, speak),
    itemsPicture(data.gaps, speak),
  ];
}

/** A scale by its name, a question by its number and words. */
export function variableText({ item, label }: Variable, { language }: Speaker): string {
  return [item?.number, inLanguage(label, language)].filter(Boolean).join(' ');
}

/** The answers in words, where they have some. */
function valueTexts({ variable }: PictureData, language: string): ReadonlyMap<number, string> {
  const labels = variable.item ? labelsOf(variable.item) : [];
  return new Map(labels.map(({ value, label }) => [value, inLanguage(label, language)]));
}

function labelsOf(item: Item) {
  return answerType(item)
    .columns(item)
    .flatMap(({ values }) => values);
}
