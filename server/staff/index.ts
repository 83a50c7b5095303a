/** Everything project staff meet: signing in, the board, registration, participants and paper forms. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { boardRoutes } from './board.ts';
import { inclusionDateRoutes } from './inclusion-dates.ts';
import { paperEntryRoutes } from './paper-entries.ts';
import { participantActionRoutes } from './participant-actions.ts';
import { personDetailsRoutes } from './person-details.ts';
import { personFactRoutes } from './person-facts.ts';
import { personNoteRoutes } from './person-notes.ts';
import { personPageRoutes } from './person-page.ts';
import { personStateRoutes } from './person-states.ts';
import { registrationRoutes } from './registrations.ts';
import { signInRoutes } from './sign-in.ts';
import { withdrawalRoutes } from './withdrawals.ts';

export async function staffArea(app: FastifyInstance, services: Services): Promise<void> {
  await signInRoutes(app, services);
  await boardRoutes(app, services);
  await registrationRoutes(app, services);
  await personPageRoutes(app, services);
  await participantActionRoutes(app, services);
  await personStateRoutes(app, services);
  await personDetailsRoutes(app, services);
  await personFactRoutes(app, services);
  await inclusionDateRoutes(app, services);
  await personNoteRoutes(app, services);
  await withdrawalRoutes(app, services);
  await paperEntryRoutes(app, services);
}
