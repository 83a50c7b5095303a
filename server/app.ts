/** Builds the web application; the tests build the same one. */

import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { guardRoutes, menuFor } from './accounts/guard.ts';
import { adminArea } from './admin/index.ts';
import { assetRoutes } from './assets.ts';
import { CatalogueError, handleErrors } from './errors.ts';
import { requestLanguage } from './language.ts';
import { loggerOptions } from './log.ts';
import { participantArea } from './participant/index.ts';
import { researchArea } from './research/index.ts';
import { openToAll } from './route-access.ts';
import type { Services } from './services.ts';
import { staffArea } from './staff/index.ts';
import { texts } from './texts.ts';

/** Large enough for the longest form, small enough that nobody fills the memory. */
const bodyLimit = 256 * 1024;

export async function buildApp(services: Services): Promise<FastifyInstance> {
  const { config } = services;
  const app = fastify({
    logger: loggerOptions(config.logLevel, services.logTo),
    bodyLimit,
    // One proxy, ours: what it was told by others is not believed.
    trustProxy: config.trustProxy && ((_address, hop) => hop === 0),
    // A link that was cut short, doubled or mangled on its way gets the page for links, whatever it is.
    routerOptions: { maxParamLength: 16 * 1024 },
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : url.replaceAll('%', '%25')),
    return503OnClosing: true,
  });

  // Forms are all we read: a body of any other type is refused before anything looks at it.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit });
  await app.register(cookie);
  await app.register(helmet, securityHeaders(config.publicUrl));
  await app.register(rateLimit, { global: false });
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
  });
  // No name of anything holds a control character, and PostgreSQL refuses to look for one.
  app.addHook('preValidation', async ({ params }) => {
    const given = Object.values(params as Record<string, string>);
    if (given.some((text) => /\p{Cc}/u.test(text))) throw new CatalogueError('not-found');
  });
  handleErrors(app, (request) =>
    request.signedIn
      ? menuFor(services, request.signedIn, texts(requestLanguage(request)), request.url)
      : null,
  );
  guardRoutes(app, services);

  app.get('/healthz', { config: openToAll }, async () => {
    await services.db.study.selectFrom('event_head').select('seq').execute();
    await services.db.registry.selectFrom('event_head').select('seq').execute();
    return { status: 'ok' };
  });
  await app.register(assetRoutes);
  await app.register(participantArea, services);
  await app.register(staffArea, services);
  await app.register(researchArea, services);
  await app.register(adminArea, services);
  return app;
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

function securityHeaders(publicUrl: string) {
  const https = publicUrl.startsWith('https:');
  return {
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: https,
    frameguard: { action: 'deny' as const },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
  };
}
