/** One PostgreSQL for all tests behind loopback HTTP; it starts with the first home asked for, and each home is new. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresServer: string;
  }
}

export default async function servePostgres(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const server = createServer(async ({ url }, response) => {
    // A connection kept for the next question could be shut just as that is asked.
    response.setHeader('connection', 'close');
    starting ??= startPostgres();
    await starting
      .then((postgres) => (url === '/empty' ? postgres.emptyHome() : postgres.freshHome()))
      .then(
        (home) => response.end(JSON.stringify(home)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  project.provide('postgresServer', `http://127.0.0.1:${port}`);

  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await (await starting)?.close();
  };
}
