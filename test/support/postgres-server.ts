/** One PostgreSQL for all tests behind loopback HTTP; it starts with the first home asked for, and each home is new. */

import type { TestProject } from 'vitest/node';
import { serveLoopback } from './loopback.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresServer: string;
  }
}

export default async function servePostgres(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const loopback = await serveLoopback(async ({ url }) => {
    starting ??= startPostgres();
    const postgres = await starting;
    return url === '/empty' ? postgres.emptyHome() : postgres.freshHome();
  });
  project.provide('postgresServer', loopback.url);

  return async () => {
    await loopback.close();
    await (await starting)?.close();
  };
}
