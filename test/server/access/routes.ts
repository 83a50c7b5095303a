/** Every route the application has, heard as it is built: nothing is asked of production code. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { type TestApp, type TestOptions, testApp } from '../../support/app.ts';

/** For example `POST /staff/:study/participants`. HEAD goes with GET, and assets are told as one. */
export type RouteName = `${'GET' | 'POST'} /${string}`;

export async function appWithRoutes(
  options: TestOptions,
): Promise<{ app: TestApp; routes: RouteName[] }> {
  const routes = new Set<RouteName>();
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat())
        if (one !== 'HEAD')
          routes.add(`${one} ${url.replace(/^\/assets\/.*/, '/assets/:file')}` as RouteName);
    });
  };
  subscribe('fastify.initialization', listen);
  const app = await testApp(options);
  unsubscribe('fastify.initialization', listen);
  return { app, routes: [...routes].sort() };
}
