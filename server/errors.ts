/** The catalogue of expected failures, and the one handler that turns any failure into a page. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from './bearer.ts';
import { requestLanguage } from './language.ts';
import { pageOfForm, stepUpAddress } from './next-page.ts';
import { type Menu, sendPage } from './render.ts';
import { texts } from './texts.ts';

/** Each has a title and a text in `errors.<code>` of the locale files. */
export const catalogue = {
  'not-found': 404,
  'bad-form': 400,
  'not-this-form': 400,
  'identity-number': 422,
  'too-large': 413,
  'wrong-content-type': 415,
  'not-signed-in': 401,
  'second-factor-missing': 403,
  'not-confirmed': 403,
  'not-allowed': 403,
  'bad-token': 401,
  'other-study': 403,
  'narrow-token': 403,
  'form-expired': 403,
  'too-many-attempts': 429,
  'account-link-over': 410,
  'no-such-participant': 404,
  'no-study': 403,
  'visit-over': 410,
  'page-not-saved': 410,
  unexpected: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof catalogue;

/** An expected failure on its way to the handler. Carries nothing that somebody typed. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** The menu of whoever is signed in; null for everybody else. */
type MenuOf = (request: FastifyRequest) => Menu | null;

export function handleErrors(app: FastifyInstance, menuOf: MenuOf): void {
  const menuUnless = (request: FastifyRequest, code: ErrorCode) =>
    code === 'unexpected' ? null : menuOf(request);
  app.setNotFoundHandler((request, reply) => sendError(request, reply, 'not-found', null));
  app.setErrorHandler((error: FastifyError | CatalogueError, request, reply) => {
    const code = codeOf(error);
    if (code === 'unexpected') request.log.error({ err: withoutMessage(error) }, 'unexpected');
    return sendError(request, reply, code, menuUnless(request, code));
  });
}

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  menu: Menu | null,
): FastifyReply {
  const status = catalogue[code];
  const language = requestLanguage(request);
  const way = wayIn(request, code);
  if (way && isVisit(request)) return reply.redirect(way.href, 303);
  if (isScript(request))
    return reply.code(status).send({ error: code, message: texts('en')(`errors.${code}.text`) });
  return sendPage(
    reply,
    {
      template: 'errors/error',
      frame: {
        title: texts(language)(`errors.${code}.title`),
        language,
        layout: menu ? 'staff' : 'participant',
        menu,
      },
      model: {
        title: `errors.${code}.title`,
        text: menu && code === 'not-found' ? 'frame.notFound' : `errors.${code}.text`,
        way,
      },
    },
    status,
  );
}

/** Where somebody gets what they lack: a visit is led there, a post is told. */
function wayIn(request: FastifyRequest, code: ErrorCode): { href: string; text: string } | null {
  switch (code) {
    case 'not-signed-in':
      return { href: '/sign-in', text: 'signIn.title' };
    case 'second-factor-missing':
      return { href: '/second-factor', text: 'secondFactor.give.title' };
    case 'not-confirmed':
      return {
        href: stepUpAddress(isVisit(request) ? request.url : pageOfForm(request)),
        text: 'secondFactor.confirm.title',
      };
    default:
      return null;
  }
}

/** Somebody on their way to a page, with nothing in the post that could be lost. */
function isVisit(request: FastifyRequest): boolean {
  return ['GET', 'HEAD'].includes(request.method) && !isScript(request);
}

/** A request with an API token reads JSON; people read pages. */
function isScript(request: FastifyRequest): boolean {
  return bearerToken(request) !== null;
}

const byFastifyCode: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-content-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-form',
};

function codeOf(error: FastifyError | CatalogueError): ErrorCode {
  if (error instanceof CatalogueError) return error.code;
  const known = byFastifyCode[error.code];
  if (known) return known;
  if (error.statusCode === 429) return 'too-many-attempts';
  return error.statusCode && error.statusCode < 500 ? 'bad-form' : 'unexpected';
}

/** The stack without its first line: a driver's message may repeat the values it was given. */
export function withoutMessage(error: Error): { type: string; stack: string } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, stack: frames.join('\n') };
}
