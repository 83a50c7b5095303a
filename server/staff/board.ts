/** The board: the people of a study, page by page, and where each of them stands at each wave. */

import type { FastifyInstance } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studiesOf, studyNamed } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import {
  boardPage,
  missedCount,
  openCounts,
  type People,
  receivedCount,
  stateCounts,
  submittedCount,
} from '../db/boards.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { boardModel, boardRow, type Counts } from './board-model.ts';
import {
  type BoardQuery,
  boardHref,
  boardQuery,
  peopleIn,
  reachesOf,
  selectionOf,
} from './board-query.ts';
import { noticeText } from './notice.ts';
import { pageSize, paging } from './paging.ts';
import { progressOf } from './progress.ts';

interface BoardRequest {
  Querystring: Readonly<Record<string, unknown>>;
}

export async function boardRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A HEAD would log a read that nobody makes.
  app.get<BoardRequest>(
    '/staff/participants',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = chosenStudy(services, signedIn, request.query.study);
      const seenSites = sitesOf(signedIn, study);
      const query = boardQuery(study, seenSites, request.query);
      const language = requestLanguage(request);
      const say = texts(language);

      const counts = await countsFor(services, query, peopleIn(query, seenSites));
      const pages = paging(counts.chosen, query.page, (page) => boardHref({ ...query, page }));
      const rows = await rowsOf(services, signedIn, query, pages.offset, language);
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/board',
          title: say('staff.board.title'),
          model: {
            ...boardModel({ ...query, page: pages.page }, seenSites, counts, language),
            studies: otherStudies(services, signedIn, study, '/staff/participants', language),
            roles: await roleLinks(services, query, seenSites, language),
            notice: noticeText(request.query, say),
            pages,
            rows,
          },
        },
      );
    },
  );
}

/** Of a study that an address names, or else the first one of the visitor's. */
export function chosenStudy(services: Services, signedIn: SignedIn, name: unknown): Study {
  if (name !== undefined) return studyNamed(services, signedIn, String(name));
  const [first] = studiesOf(services, signedIn);
  if (!first) throw new CatalogueError('no-study');
  return first;
}

/** Links to every study, when there is more than one. */
export function otherStudies(
  services: Services,
  signedIn: SignedIn,
  study: Study,
  path: string,
  language: string,
) {
  const studies = studiesOf(services, signedIn);
  if (studies.length < 2) return [];
  return studies.map((other) => ({
    href: `${path}?study=${other.study}`,
    text: inLanguage(other.title, language),
    current: other === study,
  }));
}

/** A count is of people, so that it is the number of rows its link shows. */
async function countsFor(
  { db, clock }: Services,
  query: BoardQuery,
  people: People,
): Promise<Counts> {
  const reaches = reachesOf(query, today(clock, query.study.time_zone));
  const states = await stateCounts(db.study, people);
  const waves = new Map<string, number>([
    ...(await openCounts(db.study, people, reaches)),
    ['received', await receivedCount(db.study, people, reaches)],
    ['submitted', await submittedCount(db.study, people, reaches)],
    ['missed', await missedCount(db.study, people, reaches)],
  ]);
  const all = [...states.values()].reduce((sum, count) => sum + count, 0);
  const { filter } = query;
  const chosen = filter === null ? all : (new Map([...states, ...waves]).get(filter) ?? 0);
  return { all, chosen, waves, states };
}

async function rowsOf(
  services: Services,
  signedIn: SignedIn,
  query: BoardQuery,
  offset: number,
  language: string,
) {
  const { study, filter } = query;
  const { db, clock } = services;
  const people = peopleIn(query, sitesOf(signedIn, study));
  const reaches = reachesOf(query, today(clock, study.time_zone));
  const shown = { limit: pageSize, offset };
  const participants = await boardPage(db.study, people, reaches, selectionOf(filter), shown);
  const codes = participants.map(({ code }) => code);
  const progress = await progressOf(services, study, codes);
  const identities = await readIdentities(services, study.study, codes, signedIn.account.id);
  return participants.map((participant) =>
    boardRow(study, participant, {
      waves: progress(participant),
      name: identities.get(participant.code)?.name ?? '–',
      language,
    }),
  );
}

/** A board is of one role; there is a link to each when a study has several. */
async function roleLinks(
  { db }: Services,
  query: BoardQuery,
  seenSites: readonly string[] | null,
  language: string,
) {
  if (query.study.roles.length < 2) return [];
  return Promise.all(
    query.study.roles.map(async (role) => {
      const start: BoardQuery = {
        ...query,
        role,
        filter: null,
        site: null,
        arm: null,
        wave: null,
        page: 1,
      };
      const states = await stateCounts(db.study, peopleIn(start, seenSites));
      return {
        href: boardHref(start),
        text: inLanguage(role.label, language),
        count: [...states.values()].reduce((sum, count) => sum + count, 0),
        current: role === query.role,
      };
    }),
  );
}
