/** Where a coordinator's day begins: what is to be done today, the oldest first. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf } from '../accounts/scope.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openTasks, taskKinds } from '../tasks/open-tasks.ts';
import { texts } from '../texts.ts';
import { chosenStudy, otherStudies } from './board.ts';
import { letterLines } from './letter-model.ts';
import { noticeText } from './notice.ts';
import { askedPage, pageSize, paging } from './paging.ts';
import { paperLines } from './paper-piles.ts';
import { sendingWarning } from './sending-warning.ts';
import { kindLinks, taskRow } from './task-model.ts';
import { todayHref } from './task-paths.ts';

interface TodayRequest {
  Querystring: Readonly<Record<string, unknown>>;
}

export async function todayRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A HEAD would log a read that nobody makes.
  app.get<TodayRequest>(
    '/staff',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { query } = request;
      const study = chosenStudy(services, signedIn, query.study);
      const language = requestLanguage(request);
      const say = texts(language);
      const kind = taskKinds.find((name) => name === query.kind) ?? null;

      const now = today(services.clock, study.time_zone);
      const open = await openTasks(services, study, sitesOf(signedIn, study));
      const due = open.filter(({ dueOn }) => dueOn <= now);
      const chosen = due.filter((task) => kind === null || task.kind === kind);
      const pages = paging(chosen.length, askedPage(query.page), (page) =>
        todayHref(study, { kind, page }),
      );
      const shown = chosen.slice(pages.offset, pages.offset + pageSize);
      const later = open.filter((task) => task.dueOn > now && (!kind || task.kind === kind));
      const coming = pages.page === 1 ? later.slice(0, pageSize) : [];

      const letters = [
        ...(await letterLines(services, study, sitesOf(signedIn, study), language)),
        ...(await paperLines(services, signedIn, study, language)),
      ];
      const codes = [...shown, ...coming].map(({ code }) => code);
      const identities = await readIdentities(services, study.study, codes, signedIn.account.id);
      const row = (task: (typeof open)[number], at: number) =>
        taskRow(study, task, { at, identity: identities.get(task.code) ?? null, now, language });
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/today',
          title: say('day.title'),
          model: {
            study: inLanguage(study.title, language),
            studies: otherStudies(services, signedIn, study, '/staff', language),
            notice: noticeText(query, say),
            kinds: kindLinks(study, due, kind, language),
            ...{ kind: kind ?? '', page: pages.page, pages },
            tasks: shown.map(row),
            coming: coming.map((task, at) => row(task, shown.length + at)),
            comingCount: later.length,
            isDone: due.length === 0 && letters.length === 0,
            all: todayHref(study, { kind: null, page: 1 }),
            board: `/staff/participants?study=${study.study}`,
            letters,
            sending: await sendingWarning(services, study, language),
            calendar: `/staff/${study.study}/calendar-feed`,
          },
        },
      );
    },
  );
}
