/** The results of a study's analysis plan: on a page, and as JSON for scripts. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { covers } from '../accounts/api-tokens.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import type { PlanResults } from '../analysis/plan/results.ts';
import { dayInWords } from '../day.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import type { ResearchView } from '../research-view.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { resultsOf } from './kept-results.ts';
import { handedOut } from './paste/page-model.ts';
import {
  downloadingResearcher,
  type Researcher,
  type StudyRequest,
  signedInResearcher,
} from './researcher.ts';
import { resultsJson } from './results-json.ts';
import {
  comparisonModels,
  primaryModel,
  reliabilityModels,
  screeningModels,
} from './results-model.ts';
import { type Speaker, speaker } from './speaker.ts';
import { studyFrame } from './study-pages.ts';
import { tableModel } from './table-model.ts';

export async function resultRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<StudyRequest>(
    '/research/:study/results',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const view = await openResearchView(services, researcher, { action: 'results read' });
      const results = await resultsOf(view);
      const speak = speaker(view.study, requestLanguage(request));
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/results',
          title: speak.say('results.title'),
          model: {
            ...studyFrame(view, researcher, 'results', speak.language),
            ...pageModel(view, researcher, results, speak),
          },
        },
      );
    },
  );

  app.get<StudyRequest>(
    '/research/:study/results.json',
    { exposeHeadRoute: false, config: { access: { roles: ['researcher'], apiToken: true } } },
    async (request, reply) => {
      const researcher = await downloadingResearcher(services, request, reply);
      if (!covers(researcher.scope, 'answers')) throw new CatalogueError('narrow-token');
      const view = await openResearchView(services, researcher, { action: 'results read' });
      return reply.send(resultsJson(view, await resultsOf(view)));
    },
  );
}

function pageModel(
  view: ResearchView,
  researcher: Researcher,
  results: PlanResults,
  speak: Speaker,
) {
  const { study } = view;
  const { plan, digest, sampleSize } = results;
  const { say, language, number } = speak;
  const tables = results.tables.map((table) => tableModel(study, table, speak));
  const models = comparisonModels(results, speak);
  const comparisons = handedOut(view, researcher, results, models, speak);
  return {
    day: dayInWords(view.today, language),
    study: inLanguage(study.title, language),
    plan: { version: plan.version, digest },
    rules: say('results.rules', {
      alpha: number.decimal(plan.alpha),
      confidence: number.percent(plan.confidence),
      multiplicity: say(`results.multiplicity.${plan.multiplicity}`),
    }),
    primary: primaryModel(results, comparisons, speak),
    file: `/research/${study.study}/results.json`,
    ...{ tables, comparisons },
    contents: [
      ...comparisons.map(({ name: id, title: text }) => ({ id, text })),
      ...tables.map(({ name: id, title: text }) => ({ id, text })),
      ...(['reliability', 'screening', 'size'] as const).map((id) => ({
        ...{ id, text: say(`results.${id}`) },
      })),
    ],
    screening: screeningModels(results.screening, speak),
    reliability: reliabilityModels(results.reliability, speak),
    sampleSize: say('results.sampleSize', {
      ...{ planned: plan.sample_size.n, needed: sampleSize.n },
      ...{ f: number.decimal(plan.sample_size.effect_f), waves: plan.sample_size.measurements },
      ...{
        r: number.decimal(plan.sample_size.correlation),
        power: number.percent(sampleSize.power, 1),
      },
    }),
  };
}
