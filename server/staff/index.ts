/** Everything project staff meet: signing in, the board, registration, participants and paper forms. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { boardRoutes } from './board.ts';
import { ownAccountRoutes } from './own-account.ts';
import { paperEntryRoutes } from './paper-entries.ts';
import { participantActionRoutes } from './participant-actions.ts';
import { participantRoutes } from './participants.ts';
import { registrationRoutes } from './registrations.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { signInRoutes } from './sign-in.ts';
import { stepUpRoutes } from './step-up.ts';

export async function staffArea(app: FastifyInstance, services: Services): Promise<void> {
  await signInRoutes(app, services);
  await secondFactorRoutes(app, services);
  await stepUpRoutes(app, services);
  await ownAccountRoutes(app, services);
  await boardRoutes(app, services);
  await registrationRoutes(app, services);
  await participantRoutes(app, services);
  await participantActionRoutes(app, services);
  await paperEntryRoutes(app, services);
}
