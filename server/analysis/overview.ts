/** How a study stands for one role: response and scores, in one pass over its participants. */

import type { StudyRole } from '../../surveys/study.ts';
import type { ResearchView } from '../research-view.ts';
import { recordPages } from './records.ts';
import { type ResponseCount, responseCounter } from './response-counts.ts';
import { type ScaleSummary, scaleSummarizer } from './scale-summaries.ts';

export interface Overview {
  readonly role: StudyRole;
  readonly responses: readonly ResponseCount[];
  readonly scales: readonly ScaleSummary[];
}

export async function overviewOf(view: ResearchView, role: StudyRole): Promise<Overview> {
  const responses = responseCounter(view, role.belongs_to.includes('arm') ? view.arms : []);
  const scales = scaleSummarizer(view, role);
  for await (const page of recordPages(view, role))
    for (const record of page) {
      responses.add(record);
      scales.add(record);
    }
  return { role, responses: responses.counts(), scales: scales.summaries() };
}
