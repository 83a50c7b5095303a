/** Everything project staff meet: signing in, the day, the board, registration, participants and paper forms. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { boardRoutes } from './board.ts';
import { consentScanRoutes } from './consent-scans.ts';
import { consentRoutes } from './consents.ts';
import { dataCopyRoutes } from './data-copies.ts';
import { identityExportRoutes } from './identity-exports.ts';
import { importRoutes } from './imports.ts';
import { mergingRoutes } from './merging.ts';
import { ownAccountRoutes } from './own-account.ts';
import { paperEntryRoutes } from './paper-entries.ts';
import { participantActionRoutes } from './participant-actions.ts';
import { participantEventRoutes } from './participant-events.ts';
import { participantRoutes } from './participants.ts';
import { registrationRoutes } from './registrations.ts';
import { searchRoutes } from './searches.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { signInRoutes } from './sign-in.ts';
import { stepUpRoutes } from './step-up.ts';
import { taskRoutes } from './tasks.ts';
import { todayRoutes } from './today.ts';

export async function staffArea(app: FastifyInstance, services: Services): Promise<void> {
  await signInRoutes(app, services);
  await secondFactorRoutes(app, services);
  await stepUpRoutes(app, services);
  await ownAccountRoutes(app, services);
  await todayRoutes(app, services);
  await taskRoutes(app, services);
  await searchRoutes(app, services);
  await boardRoutes(app, services);
  await registrationRoutes(app, services);
  await importRoutes(app, services);
  await participantRoutes(app, services);
  await participantActionRoutes(app, services);
  await participantEventRoutes(app, services);
  await mergingRoutes(app, services);
  await dataCopyRoutes(app, services);
  await identityExportRoutes(app, services);
  await consentRoutes(app, services);
  await consentScanRoutes(app, services);
  await paperEntryRoutes(app, services);
}
