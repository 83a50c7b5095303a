/** Who may open which route: written by hand, so that a route that is new or changed has to be thought about here. */

import type { Role } from '../../../server/db/accounts.ts';
import type { RouteName } from './routes.ts';

/** Open to whoever comes: the page of a link decides by its token, the others tell nothing of anybody. */
type Expected = 'anyone' | readonly Role[];

const coordinators = ['coordinator'] as const;
const admins = ['admin'] as const;
const researchers = ['researcher'] as const;
const everybody = ['admin', 'coordinator', 'keyer', 'researcher'] as const;
const keyers = ['coordinator', 'keyer'] as const;
const planners = ['coordinator', 'researcher'] as const;

const person = '/staff/:study/participants/:code';
const imports = '/staff/:study/participants/import';

export const matrix: Readonly<Record<RouteName, Expected>> = {
  'GET /healthz': 'anyone',
  'GET /assets/:file': 'anyone',

  'GET /s/*': 'anyone',
  'POST /s/*': 'anyone',
  'GET /answers': 'anyone',
  'GET /answers/pages/:group': 'anyone',
  'POST /answers/pages/:group': 'anyone',
  'GET /answers/summary': 'anyone',
  'POST /submissions': 'anyone',
  'GET /thanks/:study/:role': 'anyone',

  'GET /lost-link': 'anyone',
  'POST /lost-link': 'anyone',
  'GET /lost-link/receipt': 'anyone',
  'GET /k': 'anyone',
  'POST /k': 'anyone',
  'GET /mail/*': 'anyone',
  'POST /mail/*': 'anyone',
  'GET /withdrawal/*': 'anyone',
  'POST /withdrawal/*': 'anyone',
  'GET /privacy': 'anyone',
  'GET /privacy/:study': 'anyone',
  'GET /accessibility': 'anyone',
  'GET /d/*': 'anyone',
  'GET /calendars/:token.ics': 'anyone',
  'POST /d/*': 'anyone',

  'GET /sign-in': 'anyone',
  'POST /sessions': 'anyone',
  'POST /sessions/end': 'anyone',
  'GET /account-links/:token': 'anyone',
  'POST /account-links/:token': 'anyone',

  'GET /second-factor': everybody,
  'POST /second-factor': everybody,
  'GET /second-factor/setup': everybody,
  'POST /second-factor/setup': everybody,
  'GET /step-up': everybody,
  'POST /step-up': everybody,
  'GET /account': everybody,
  'GET /account/second-factor': everybody,
  'POST /account/second-factor': everybody,
  'GET /account/recovery-codes': everybody,
  'POST /account/recovery-codes': everybody,

  'GET /staff': coordinators,
  'GET /staff/participants': coordinators,
  'GET /staff/sending': coordinators,
  'POST /staff/:study/sending-pauses': coordinators,
  'POST /staff/:study/sending-pauses/end': coordinators,
  'GET /staff/:study/messages/:role/:kind': coordinators,
  'GET /staff/:study/messages/:role/:kind/mail.html': coordinators,
  'POST /staff/:study/messages/:role/:kind/tests': coordinators,
  'GET /staff/:study/letters/:batch': coordinators,
  'GET /staff/:study/letters/:batch/addresses.csv': coordinators,
  'GET /staff/:study/letters/:batch/letters.pdf': coordinators,
  'GET /staff/:study/letters/:batch/:letter/letter.pdf': coordinators,
  'POST /staff/:study/letters/:batch/printing': coordinators,
  'POST /staff/:study/letters/:batch/posting': coordinators,
  'GET /staff/searches': coordinators,
  'POST /staff/searches': coordinators,
  'GET /staff/:study/participants/new': coordinators,
  'POST /staff/:study/participants': coordinators,
  [`GET ${person}`]: coordinators,
  [`POST ${person}/invitations`]: coordinators,
  [`POST ${person}/links/:wave/revocation`]: coordinators,
  [`GET ${person}/withdrawal`]: coordinators,
  [`POST ${person}/withdrawal`]: coordinators,
  [`GET ${person}/events`]: coordinators,
  [`GET ${person}/merge`]: coordinators,
  [`POST ${person}/merge`]: coordinators,
  [`GET ${person}/tasks/new`]: coordinators,
  [`POST ${person}/tasks`]: coordinators,
  [`POST ${person}/tasks/:kind/:wave/outcomes`]: coordinators,
  [`GET ${person}/data-copies`]: coordinators,
  [`POST ${person}/data-copies`]: coordinators,
  'GET /staff/:study/calendar-feed': planners,
  'POST /staff/:study/calendar-feed': planners,
  'POST /staff/:study/calendar-feed/revocation': planners,
  'GET /staff/:study/identity-export': coordinators,
  'GET /staff/:study/identity-export.csv': coordinators,

  [`GET ${person}/registration`]: coordinators,
  [`GET ${person}/consents`]: coordinators,
  [`POST ${person}/consents`]: coordinators,
  [`POST ${person}/consents/:id/scans`]: coordinators,
  [`GET ${person}/consents/:id/scans/:scan`]: coordinators,
  [`GET ${imports}`]: coordinators,
  [`GET ${imports}/template`]: coordinators,
  [`POST ${imports}`]: coordinators,
  [`POST ${imports}/:id`]: coordinators,
  [`GET ${imports}/:id`]: coordinators,
  [`GET ${person}/withdrawal/receipt`]: coordinators,
  [`POST ${person}/withdrawal/receipt`]: coordinators,
  [`GET ${person}/states/:state`]: coordinators,
  [`POST ${person}/states/:state`]: coordinators,
  [`GET ${person}/details`]: coordinators,
  [`POST ${person}/details`]: coordinators,
  [`GET ${person}/moves`]: coordinators,
  [`POST ${person}/moves`]: coordinators,
  [`GET ${person}/follower`]: coordinators,
  [`POST ${person}/follower`]: coordinators,
  [`GET ${person}/answering`]: coordinators,
  [`POST ${person}/answering`]: coordinators,
  [`GET ${person}/inclusion-date`]: coordinators,
  [`POST ${person}/inclusion-date`]: coordinators,
  [`POST ${person}/new-links`]: coordinators,
  [`POST ${person}/notes`]: coordinators,

  [`GET ${person}/forms/:wave/form.pdf`]: coordinators,
  [`GET ${person}/forms/:wave/form.json`]: coordinators,
  'GET /staff/:study/forms/:role/:form/form.pdf': keyers,
  'GET /staff/:study/forms/:role/:form/form.json': keyers,
  'GET /staff/paper-entries': keyers,
  'POST /staff/paper-entries': keyers,
  'GET /staff/paper-entries/:form': keyers,
  'POST /staff/paper-entries/:form': keyers,
  'POST /staff/paper-entries/:form/draft': keyers,
  'GET /staff/paper-entries/:form/receipt': keyers,
  'GET /staff/paper-entries/:form/correction': keyers,
  'POST /staff/paper-entries/:form/correction': keyers,
  'POST /staff/paper-entries/:form/tasks': keyers,
  'GET /staff/:study/keying-quality': coordinators,
  'GET /staff/:study/keying-quality.csv': coordinators,
  'GET /staff/paper-forms/:form': coordinators,
  'POST /staff/paper-forms/:form/decisions': coordinators,
  'POST /staff/paper-forms/:form/choices': coordinators,
  'POST /staff/paper-forms/:form/choices/withdrawal': coordinators,
  'POST /staff/paper-forms/:form/removal': coordinators,
  'POST /staff/paper-forms/:form/corrections': coordinators,
  'POST /staff/paper-forms/:form/corrections/confirmation': coordinators,
  'POST /staff/paper-forms/:form/corrections/rejection': coordinators,

  'GET /research': researchers,
  'GET /research/:study': researchers,
  'GET /research/:study/channels': researchers,
  'GET /research/:study/results': researchers,
  'GET /research/:study/results.json': researchers,
  'GET /research/:study/exports/:file': researchers,
  'GET /research/:study/api-tokens': researchers,
  'POST /research/:study/api-tokens': researchers,
  'POST /research/:study/api-tokens/:id/revocation': researchers,

  'GET /admin/accounts': admins,
  'POST /admin/accounts': admins,
  'GET /admin/accounts/:id': admins,
  'POST /admin/accounts/:id/access': admins,
  'POST /admin/accounts/:id/links': admins,
  'GET /admin/events': admins,
  'GET /admin/events.csv': admins,
  'GET /admin/accounts/:id/second-factor-reset': admins,
  'POST /admin/accounts/:id/second-factor-reset': admins,
  'POST /admin/accounts/:id/api-tokens/:token/revocation': admins,
  'POST /admin/accounts/:id/disablement': admins,
};

/** Addresses that name a study in their query: the same must hold for them. */
export const withStudyInQuery: readonly RouteName[] = ['GET /staff', 'GET /staff/participants'];

/** Posts that carry a file, and read no other kind of form. */
export const withFile: readonly RouteName[] = [
  `POST ${person}/consents/:id/scans`,
  `POST ${imports}`,
];
