/** The pages of questions: shown one group at a time, saved as they are left. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../surveys/answer-type.ts';
import type { Group } from '../../surveys/instrument.ts';
import { pageView, type Shown } from '../../surveys/page.ts';
import { askedItems, savePage } from '../collection/page-save.ts';
import {
  type Answering,
  answeringShownIn,
  currentAnswering,
  isHidden,
  nextOpenPage,
  pagesToAnswer,
} from '../collection/visit.ts';
import { CatalogueError } from '../errors.ts';
import { type Form, readForm, refusal, revisionOf, withoutIdentityNumbers } from '../form.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import { isTokenShaped, newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { closedPage } from './closed.ts';
import { visitCookie } from './cookie.ts';
import { pagePath, pathAfter } from './paths.ts';
import { problemLinks, questionModel } from './question-model.ts';
import { stalePage } from './stale.ts';

interface PageRequest {
  Params: { group: string };
  Querystring: { lang?: string; from?: string };
}

export async function answerRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/answers', { config: openToAll }, async (request, reply) => {
    const answering = await answeringOf(services, request, reply);
    if (!answering) return reply;
    return reply.redirect(pagePath(nextOpenPage(answering)), 303);
  });

  app.get<PageRequest>('/answers/pages/:group', { config: openToAll }, async (request, reply) => {
    const answering = await answeringOf(services, request, reply);
    if (!answering) return reply;
    const group = groupOf(answering, request.params.group);
    if (!group) return reply.redirect('/answers', 303);
    const { lang, from } = request.query;
    const saved = isHidden(answering, group) ? {} : answering.saved;
    return questionPage(reply, answering, group, {
      shown: { saved },
      language: languageOf(answering, lang),
      fromSummary: from === 'summary',
    });
  });

  app.post<PageRequest>('/answers/pages/:group', { config: openToAll }, async (request, reply) => {
    const current = await answeringOf(services, request, reply, 'page-not-saved');
    if (!current) return reply;
    const form = readForm(request);
    const answering = await shownIn(services, current, form);
    const group = groupOf(answering, request.params.group);
    if (!group) throw new CatalogueError('not-this-form');
    const nonce = form.own('_nonce');
    if (!isTokenShaped(nonce)) throw new CatalogueError('bad-form');
    const language = languageOf(answering, form.own('_lang'));
    const fromSummary = form.own('_from') === 'summary';
    const post = { fields: form.fields, nonce, revision: revisionOf(form), language };

    const saved = await savePage(services, answering, group, post);
    if (saved.outcome === 'not-this-form') throw refusal(form.fields);
    if (saved.outcome === 'refused')
      return questionPage(reply, answering, group, {
        shown: { sent: withoutIdentityNumbers(form.fields) },
        problems: saved.problems,
        revision: post.revision,
        language,
        fromSummary,
      });
    if (saved.outcome === 'stale')
      return stalePage(reply, answering, group, saved, { language, fromSummary });

    const over = saved.outcome === 'closed-meanwhile' ? 'page-not-saved' : 'visit-over';
    const now = await answeringOf(services, request, reply, over);
    if (!now) return reply;
    return reply.redirect(pathAfter(now, group, form.own('_go'), fromSummary), 303);
  });
}

/** The visit's answering; without one, the reply has been given, or the error that tells of it. */
export async function answeringOf(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  over: 'visit-over' | 'page-not-saved' = 'visit-over',
): Promise<Answering | null> {
  const current = await currentAnswering(services, visitCookie(request));
  if (!current) throw new CatalogueError(over);
  if ('visit' in current) return current;
  closedPage(request, reply, current);
  return null;
}

/** A form of another person's visit, left open in another tab, must not land in this one. */
export async function shownIn(
  services: Services,
  current: Answering,
  form: Form,
): Promise<Answering> {
  const answering = await answeringShownIn(services, current, form.own('_visit'));
  if (!answering) throw new CatalogueError('page-not-saved');
  return answering;
}

export function languageOf({ participation, visit }: Answering, wanted = ''): string {
  return participation.study.languages.includes(wanted) ? wanted : visit.language;
}

function groupOf(answering: Answering, name: string): Group | null {
  return pagesToAnswer(answering).find((group) => group.name === name) ?? null;
}

interface QuestionPage {
  readonly shown: Shown;
  readonly language: string;
  readonly fromSummary: boolean;
  readonly problems?: Readonly<Record<string, Problem>>;
  /** What a refused form was based on: correcting it does not make it newer. */
  readonly revision?: number;
}

function questionPage(
  reply: FastifyReply,
  answering: Answering,
  group: Group,
  { shown, language, fromSummary, problems = {}, revision }: QuestionPage,
): FastifyReply {
  const say = texts(language);
  const pages = pagesToAnswer(answering);
  const number = pages.findIndex(({ name }) => name === group.name) + 1;
  const section = sectionOf(answering, group);
  const opensSection = pages.find((page) => section.groups.includes(page)) === group;
  const asked = askedItems(answering, group);
  const view = pageView(section, group, asked, shown, language, problems, opensSection);
  const questions = view.questions.map((question) => questionModel(question, say));
  const links = problemLinks(questions);
  const progress = say('page.progress', { number, of: pages.length });
  return sendPage(
    reply,
    {
      template: 'participant/page',
      frame: {
        title: progress,
        language,
        layout: 'participant',
        otherLanguage: languageLink(pagePath(group, { fromSummary }), language),
      },
      model: {
        number,
        of: pages.length,
        introduction: view.introduction,
        lead: view.lead,
        questions,
        problems: links.length > 0 ? links : null,
        hidden: isHidden(answering, group),
        action: pagePath(group),
        nonce: newToken(),
        revision: revision ?? answering.response.revision,
        visit: answering.visit.id,
        language,
        from: fromSummary ? 'summary' : '',
        back: number > 1,
      },
    },
    links.length > 0 ? 422 : 200,
  );
}

function sectionOf({ instrument }: Answering, group: Group) {
  const section = instrument.sections.find(({ groups }) => groups.includes(group));
  if (!section) throw new RangeError(`the group ${group.name} stands in no section`);
  return section;
}
