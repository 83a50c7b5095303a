/** Everything project staff meet: signing in, the day, the board, registration, participants and paper forms. */

import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { boardRoutes } from './board.ts';
import { consentScanRoutes } from './consent-scans.ts';
import { consentRoutes } from './consents.ts';
import { dataCopyRoutes } from './data-copies.ts';
import { identityExportRoutes } from './identity-exports.ts';
import { importRoutes } from './imports.ts';
import { inclusionDateRoutes } from './inclusion-dates.ts';
import { mergingRoutes } from './merging.ts';
import { ownAccountRoutes } from './own-account.ts';
import { paperEntryRoutes } from './paper-entries.ts';
import { participantActionRoutes } from './participant-actions.ts';
import { participantEventRoutes } from './participant-events.ts';
import { personDetailsRoutes } from './person-details.ts';
import { personFactRoutes } from './person-facts.ts';
import { personNoteRoutes } from './person-notes.ts';
import { personPageRoutes } from './person-page.ts';
import { personStateRoutes } from './person-states.ts';
import { registrationRoutes } from './registrations.ts';
import { searchRoutes } from './searches.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { signInRoutes } from './sign-in.ts';
import { stepUpRoutes } from './step-up.ts';
import { taskRoutes } from './tasks.ts';
import { todayRoutes } from './today.ts';
import { withdrawalRoutes } from './withdrawals.ts';

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
  await participantEventRoutes(app, services);
  await mergingRoutes(app, services);
  await dataCopyRoutes(app, services);
  await identityExportRoutes(app, services);
  await consentRoutes(app, services);
  await consentScanRoutes(app, services);
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
