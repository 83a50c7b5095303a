/** The page with which somebody gets the days of a study into their own calendar: an address is made and revoked. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { calendarRoles, makeFeed, revokeFeed } from '../calendar/address.ts';
import { dayInWords, dayOf } from '../day.ts';
import { calendarFeedOf } from '../db/calendar-feeds.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { defaultLanguage, texts } from '../texts.ts';

interface FeedRequest {
  Params: { study: string };
}

export async function calendarFeedRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const access = { config: onlyFor(...calendarRoles) };

  app.get<FeedRequest>('/staff/:study/calendar-feed', access, async (request, reply) => {
    const signedIn = signedInOf(request);
    const study = studyNamed(services, signedIn, request.params.study);
    return feedPage({ services, request, reply, signedIn }, study, null);
  });

  app.post<FeedRequest>('/staff/:study/calendar-feed', access, async (request, reply) => {
    const signedIn = signedInOf(request);
    const study = studyNamed(services, signedIn, request.params.study);
    readButton(request);
    const token = await makeFeed(services, ownerOf(signedIn, study));
    // Not a redirect: the address is shown on this page only and kept nowhere.
    return feedPage({ services, request, reply, signedIn }, study, token);
  });

  app.post<FeedRequest>(
    '/staff/:study/calendar-feed/revocation',
    access,
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = studyNamed(services, signedIn, request.params.study);
      readButton(request);
      await revokeFeed(services, ownerOf(signedIn, study));
      return reply.redirect(`${pathOf(study)}?lang=${requestLanguage(request)}`, 303);
    },
  );
}

const pathOf = ({ study }: Study) => `/staff/${study}/calendar-feed`;

function ownerOf({ account }: Visitor['signedIn'], { study }: Study) {
  return { accountId: account.id, study };
}

async function feedPage(
  visitor: Visitor,
  study: Study,
  token: string | null,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const feed = await calendarFeedOf(services.db.registry, ownerOf(signedIn, study));
  const isResearcher = signedIn.account.role === 'researcher';
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/calendar-feed',
      title: say('calendar.title'),
      model: {
        study: inLanguage(study.title, language),
        address: token && addressOf(services, token, language),
        made: feed && dayInWords(dayOf(feed.created_at, study.time_zone), language),
        fewerThan: isResearcher ? study.small_cell_limit : null,
        action: pathOf(study),
        back: isResearcher
          ? { href: `/research/${study.study}`, text: say('research.tokens.back') }
          : { href: `/staff?study=${study.study}`, text: say('day.back') },
      },
    },
    token ? 201 : 200,
  );
}

/** The calendar speaks the language of the page that its address was made on. */
function addressOf({ config }: Services, token: string, language: string): string {
  const query = language === defaultLanguage ? '' : `?lang=${language}`;
  return `${config.publicUrl}/calendars/${token}.ics${query}`;
}
