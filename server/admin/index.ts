/** What the administrator sees to: accounts and the links that open them, and the event log. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { oneAccountRoutes } from './account.ts';
import { accountLinkRoutes } from './account-links.ts';
import { accountRoutes } from './accounts.ts';
import { eventRoutes } from './events.ts';

export async function adminArea(app: FastifyInstance, services: Services): Promise<void> {
  await accountLinkRoutes(app, services);
  await accountRoutes(app, services);
  await eventRoutes(app, services);
  await oneAccountRoutes(app, services);
}
