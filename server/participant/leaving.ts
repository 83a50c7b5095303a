/** The way out that stands at the end of each e-mail: no more of them, or out of the study. Two buttons, never one for the other. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFinal } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type LinkHolder, linkHolder } from '../collection/link-holder.ts';
import { sendWithdrawalReceipt, withdrawalReceipt } from '../contact/withdrawal-receipt.ts';
import { contactModel } from '../contact-model.ts';
import { dayInWords, dayOf } from '../day.ts';
import { newestEvent } from '../db/code-events.ts';
import type { Participant } from '../db/participants.ts';
import { stopMail } from '../enrolment/mail-wish.ts';
import { withdrawParticipant } from '../enrolment/withdrawal.ts';
import { readForm } from '../form.ts';
import { languageLink, sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import type { Services } from '../services.ts';
import { languages, texts } from '../texts.ts';
import { closedPage } from './closed.ts';

interface LeavingRequest {
  Params: { '*': string };
  Querystring: { lang?: string };
}

/** Per address on the net: mail programs press for many people, and a token cannot be guessed. */
const rateLimit = { max: 300, timeWindow: '1 minute' };
const config = { ...openToAll, rateLimit };

/** In octets: `List-Unsubscribe=One-Click` and what a mail program puts around it. */
const longestPress = 16 * 1024;

export async function leavingRoutes(app: FastifyInstance, services: Services): Promise<void> {
  /** For whoever has a link of ours, however old; all others get the page for links. */
  const held =
    (handle: (visit: Visit, token: string) => Promise<FastifyReply>) =>
    async (request: FastifyRequest<LeavingRequest>, reply: FastifyReply) => {
      const token = request.params['*'];
      const holder = await linkHolder(services, token);
      return holder
        ? handle({ services, request, reply, holder }, token)
        : closedPage(request, reply, { open: false, reason: 'unknown', study: null });
    };

  app.get<LeavingRequest>('/mail/*', { config }, held(mailPage));

  await app.register(async (scope) => {
    // The one press in a mail program (RFC 8058) comes as either type, and says nothing of its own.
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: longestPress },
      (_request, _body, done) => done(null, {}),
    );
    const stop = held(async (visit, token) => {
      const { request, reply, holder } = visit;
      const wanted = readForm(request).own('_lang');
      await stopMail(services, holder.participant.code);
      // Only our own page says a language; a mail program is not to be redirected (RFC 8058, 3.1).
      const after = wanted === '' && (await linkHolder(services, token));
      if (after) return mailPage({ ...visit, holder: after }, token);
      return reply.redirect(`/mail/${token}?lang=${spoken(holder, wanted)}`, 303);
    });
    scope.post<LeavingRequest>('/mail/*', { config }, stop);
  });

  app.get<LeavingRequest>('/withdrawal/*', { config }, held(withdrawalPage));

  const withdraw = held(async ({ request, reply, holder }, token) => {
    const wanted = readForm(request).own('_lang');
    await withdrawParticipant(services, holder.participant.code, 'participant');
    const after = await linkHolder(services, token);
    // Whoever opened the message of somebody else is told of by this: it goes to the right one.
    if (after) await sendWithdrawalReceipt(services, after.study, after.participant, 'participant');
    return reply.redirect(`/withdrawal/${token}?lang=${spoken(holder, wanted)}`, 303);
  });
  app.post<LeavingRequest>('/withdrawal/*', { config }, withdraw);
}

interface Visit {
  readonly services: Services;
  readonly request: FastifyRequest<LeavingRequest>;
  readonly reply: FastifyReply;
  readonly holder: LinkHolder;
}

async function mailPage(
  { services: { db }, request, reply, holder }: Visit,
  token: string,
): Promise<FastifyReply> {
  const { study, participant } = holder;
  const language = spoken(holder, request.query.lang);
  const isOut = isFinal(participant.state);
  const isStopped = participant.mail === 'stopped' && !isOut;
  const stopped = isStopped
    ? await newestEvent(db.study, participant.code, ['mail changed'])
    : null;
  const say = texts(language);
  const title = say(titleOf(participant));
  return sendPage(reply, {
    template: 'participant/leaving',
    frame: { title, language, layout: 'participant', otherLanguage: other(request, language) },
    model: {
      title,
      study: inLanguage(study.title, language),
      isStopped,
      isOut,
      receipt: stopped
        ? say('leaving.stopped.receipt', {
            day: dayInWords(dayOf(stopped.at, study.time_zone), language),
            reference: `${participant.code}-${stopped.seq}-${stopped.hash.slice(0, 8)}`,
          })
        : '',
      stop: `/mail/${token}`,
      withdraw: `/withdrawal/${token}`,
      language,
      contact: contactModel(study),
    },
  });
}

function titleOf({ state, mail }: Participant): string {
  if (isFinal(state)) return 'leaving.out.title';
  return mail === 'stopped' ? 'leaving.stopped.title' : 'leaving.title';
}

/** Before: what it means, and a button. After: the receipt. */
async function withdrawalPage(
  { services, request, reply, holder }: Visit,
  token: string,
): Promise<FastifyReply> {
  const { study, participant } = holder;
  const language = spoken(holder, request.query.lang);
  const say = texts(language);
  const receipt = await withdrawalReceipt(services, study, { ...participant, language });
  const isOut = isFinal(participant.state);
  const title = receipt?.title ?? say(isOut ? 'leaving.out.title' : 'leaving.withdrawal.title');
  return sendPage(reply, {
    template: 'participant/withdrawal',
    frame: { title, language, layout: 'participant', otherLanguage: other(request, language) },
    model: {
      title,
      isOut,
      paragraphs: receipt?.paragraphs ?? (isOut ? [] : whatItMeans(study, language)),
      reference: receipt ? say('person.receipt.reference', { reference: receipt.reference }) : '',
      action: `/withdrawal/${token}`,
      back: `/mail/${token}?lang=${language}`,
      language,
      contact: contactModel(study),
    },
  });
}

function whatItMeans(study: Study, language: string): string[] {
  const say = texts(language);
  return [
    say('leaving.withdrawal.study', { study: inLanguage(study.title, language) }),
    say('leaving.withdrawal.text'),
    say(`person.receipt.${study.withdrawal}`),
    say('leaving.withdrawal.final'),
  ];
}

function other(request: FastifyRequest, language: string) {
  const [path = ''] = request.url.split('?');
  return languageLink(path, language);
}

/** The asked-for language if we speak it, else the participant's own. */
function spoken({ participant }: LinkHolder, wanted: string | undefined): string {
  return languages.find((language) => language === wanted) ?? participant.language;
}
