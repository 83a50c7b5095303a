/** Freezing the plan and locking data cuts: what is unlocked for analysis, by which plan, and proof of both. */

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { covers } from '../accounts/api-tokens.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { lockCut } from '../cuts/locking.ts';
import { freezePlan } from '../cuts/plan-freezing.ts';
import { recordLinesOf } from '../cuts/record-lines.ts';
import { discreet } from '../discreet.ts';
import { CatalogueError } from '../errors.ts';
import { linesField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { type CutFields, cutFormModel, readCutForm } from './cut-form.ts';
import { cutRows, planModel } from './cut-model.ts';
import { openResearchView } from './gate.ts';
import {
  downloadingResearcher,
  type Researcher,
  type StudyRequest,
  signedInResearcher,
} from './researcher.ts';
import { studyFrame, studyPagePath } from './study-pages.ts';

const longestReason = 1000;

type ReasonFields = FormFields<'reason'>;

/** What was typed on the page and could not be taken. */
interface Typed {
  readonly reason?: ReasonFields;
  readonly cut?: CutFields;
}

export async function cutRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const access = { config: onlyFor('researcher') };

  app.get<StudyRequest>('/research/:study/cuts', access, async (request, reply) => {
    const { signedIn, researcher } = signedInResearcher(services, request);
    return cutsPage({ services, request, reply, signedIn }, researcher, {});
  });

  app.post<StudyRequest>('/research/:study/frozen-plans', access, async (request, reply) => {
    const { signedIn, researcher } = signedInResearcher(services, request);
    const fields: ReasonFields = formFields(readForm(request), ['reason']);
    const reason = fields.lines('reason', longestReason);
    const visitor = { services, request, reply, signedIn };
    if (fields.problems().reason) return cutsPage(visitor, researcher, { reason: fields });
    const { study, account } = researcher;
    const outcome = await freezePlan(services, study, { reason, actor: account.id });
    if (outcome === 'reason-needed') {
      fields.refuse('reason', 'required');
      return cutsPage(visitor, researcher, { reason: fields });
    }
    return reply.redirect(studyPagePath(study.study, 'cuts'), 303);
  });

  app.post<StudyRequest>('/research/:study/cuts', access, async (request, reply) => {
    const { signedIn, researcher } = signedInResearcher(services, request);
    const { study, account } = researcher;
    const { fields, rule } = readCutForm(
      readForm(request),
      study,
      today(services.clock, study.time_zone),
    );
    const visitor = { services, request, reply, signedIn };
    if (!rule) return cutsPage(visitor, researcher, { cut: fields });
    const { outcome } = await lockCut(services, study, rule, account.id);
    if (outcome !== 'locked') {
      fields.refuse('on', outcome);
      return cutsPage(visitor, researcher, { cut: fields });
    }
    return reply.redirect(studyPagePath(study.study, 'cuts'), 303);
  });

  app.get<{ Params: { study: string; number: string } }>(
    '/research/:study/cuts/:number/records.jsonl',
    { exposeHeadRoute: false, config: { access: { roles: ['researcher'], apiToken: true } } },
    async (request, reply) => {
      const researcher = await downloadingResearcher(services, request, reply);
      if (!covers(researcher.scope, 'answers')) throw new CatalogueError('narrow-token');
      // Of some sites it would be another file, under a digest that is not its own.
      if (researcher.sites) throw new CatalogueError('not-found');
      const asked = { ...researcher, cut: request.params.number };
      const file = 'records.jsonl';
      const view = await openResearchView(services, asked, { action: 'cut downloaded', file });
      const { study, cut } = view;
      if (!cut) throw new CatalogueError('not-found');
      reply.type('application/jsonl; charset=utf-8');
      const name = `${study.study}-cut-${cut.number}-${file}`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return reply.send(Readable.from(discreet(recordLinesOf(services, cut.id))));
    },
  );
}

async function cutsPage(
  visitor: Visitor,
  researcher: Researcher,
  { reason, cut }: Typed,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { study } = researcher;
  const now = { ...researcher, cut: undefined };
  const view = await openResearchView(services, now, { action: 'research overview read' });
  const language = requestLanguage(request);
  const say = texts(language);
  const form = cutFormModel(study, view.today, cut ?? null, language);
  const reasonField = linesField('reason', say('cuts.plan.reason'), {
    value: reason?.typed.reason ?? '',
    problem: problemTexts(reason ?? null, say).reason,
    hint: say('cuts.plan.reasonHint'),
  });
  const path = `/research/${study.study}`;
  return sendSignedInPage(
    visitor,
    {
      template: 'research/cuts',
      title: say('cuts.title'),
      model: {
        study: inLanguage(study.title, language),
        ...studyFrame(view, now, 'cuts', language),
        actions: { freeze: `${path}/frozen-plans`, lock: `${path}/cuts` },
        plan: planModel(study, view.plans, language),
        ...{ reason: reasonField, form },
        problems: problemLinks([reasonField, ...form.inputs, form.wavesProblem]),
        cuts: cutRows(view, language),
      },
    },
    reason || cut ? 422 : 200,
  );
}
