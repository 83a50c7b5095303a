/** Starts the web server; stops it so that nothing in flight is lost. */

import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { openToAll } from './route-access.ts';
import type { Services } from './services.ts';

export interface RunningServer {
  readonly app: FastifyInstance;
  /** Where it listens, e.g. http://127.0.0.1:3000 */
  readonly address: string;
}

export async function listen(services: Services): Promise<RunningServer> {
  const app = await buildApp(services);
  app.get('/', { config: openToAll }, async (_request, reply) => reply.redirect('/sign-in', 303));
  const { host, port } = services.config;
  const address = await app.listen({ host, port });
  return { app, address };
}

/** On a signal: no new connections, requests in flight are finished and saved, then the stores close. */
export function stopOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}
