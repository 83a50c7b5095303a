/** What leaves by itself: whether it does, how far the last round came, letters to post, and the words of each message. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { mailKinds } from '../contact/message-content.ts';
import { pauseSending, resumeSending } from '../contact/sending-pause.ts';
import { momentInWords } from '../day.ts';
import { countsSince, latestRun } from '../db/dispatch-runs.ts';
import { latestBatches } from '../db/letter-batches.ts';
import { standingPause } from '../db/sending-pauses.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { chosenStudy, otherStudies } from './board.ts';
import { batchName, batchPath, batchState } from './letter-model.ts';
import { sendingWarning } from './sending-warning.ts';

interface SendingRequest {
  Params: { study: string };
  Querystring: { study?: string };
}

const batchesShown = 10;

export async function sendingRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor('coordinator');

  app.get<SendingRequest>('/staff/sending', { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const study = chosenStudy(services, signedIn, request.query.study);
    return sendingPage({ services, request, reply, signedIn }, study);
  });

  for (const [noun, change] of [
    ['sending-pauses', pauseSending],
    ['sending-pauses/end', resumeSending],
  ] as const)
    app.post<SendingRequest>(`/staff/:study/${noun}`, { config }, async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = studyNamed(services, signedIn, request.params.study);
      readButton(request);
      // It is about everybody's messages: not for who sees the people of one site.
      if (sitesOf(signedIn, study) !== null) throw new CatalogueError('not-found');
      await change(services, study.study, signedIn.account.id);
      return reply.redirect(`/staff/sending?study=${study.study}`, 303);
    });
}

async function sendingPage(visitor: Visitor, study: Study): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const sites = sitesOf(signedIn, study);
  const batches = await latestBatches(services.db.registry, study.study, sites, batchesShown);
  return sendSignedInPage(visitor, {
    template: 'staff/sending',
    title: say('sending.title'),
    model: {
      study: inLanguage(study.title, language),
      studies: otherStudies(services, signedIn, study, '/staff/sending', language),
      ...(await stateModel(services, study, language)),
      warning: await sendingWarning(services, study, language),
      mayStop: sites === null,
      stop: `/staff/${study.study}/sending-pauses`,
      resume: `/staff/${study.study}/sending-pauses/end`,
      round: await roundModel(services, study, language),
      batches: batches.map((batch) => ({
        href: batchPath(study, batch),
        name: batchName(study, batch, language),
        count: batch.letters,
        ...batchState(study, batch, language),
      })),
      roles: study.roles.map((role) => ({
        label: inLanguage(role.label, language),
        messages: mailKinds(role).map((kind) => ({
          href: `/staff/${study.study}/messages/${role.name}/${kind}`,
          text: say(`sending.kind.${kind}`),
        })),
      })),
    },
  });
}

async function stateModel({ db }: Services, study: Study, language: string) {
  const say = texts(language);
  const pause = await standingPause(db.study, study.study);
  const { from, until } = study.sending.hours;
  return {
    isPaused: pause !== null,
    state: pause
      ? say('sending.paused', { when: momentInWords(pause.paused_at, study.time_zone, language) })
      : say('sending.goes', { from, until, rate: study.sending.per_minute }),
  };
}

/** Null before the first round. */
async function roundModel({ db }: Services, study: Study, language: string) {
  const run = await latestRun(db.registry, study.study);
  if (!run) return null;
  const say = texts(language);
  const { sent, failed } = await countsSince(db.registry, study.study, run.began_at);
  const when = momentInWords(run.ended_at ?? run.began_at, study.time_zone, language);
  return {
    isUnderWay: run.ended_at === null,
    due: run.due,
    done: Math.min(sent + failed, run.due),
    text: [
      run.ended_at === null
        ? say('sending.underWay', { done: sent, due: run.due })
        : say('sending.last', { when, sent }),
      ...(failed > 0 ? [say('sending.failed', { failed })] : []),
    ].join(' '),
  };
}
