/** What is logged of a request: its route and outcome, never its address, body or headers. */

import type { FastifyServerOptions } from 'fastify';
import type { DestinationStream } from 'pino';

export function loggerOptions(level: string, stream: DestinationStream) {
  return {
    level,
    stream,
    serializers: {
      // The route's pattern (`/s/:token`) stands for the URL, which may hold a token or a code.
      req: (request) => ({
        method: request.method,
        route: request.routeOptions?.url ?? 'unknown',
      }),
      res: (reply) => ({ statusCode: String(reply.statusCode) }),
    },
  } satisfies FastifyServerOptions['logger'];
}
