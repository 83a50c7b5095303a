/** The migrations of both stores in order. A migration that has run anywhere never changes. */

import type { Migration } from 'kysely/migration';
import * as eventLogFilters from './event-log-filters.ts';
import * as people from './registry/0001-people.ts';
import * as accounts from './registry/0002-accounts.ts';
import * as outboxClaims from './registry/0003-outbox-claims.ts';
import * as peopleOverTime from './registry/0004-people-over-time.ts';
import * as staffAccess from './registry/0005-staff-access.ts';
import * as dataCopies from './registry/0006-data-copies.ts';
import * as outboxAttempts from './registry/0008-outbox-attempts.ts';
import * as contactInRegistry from './registry/0009-contact.ts';
import * as participants from './study/0001-participants.ts';
import * as responses from './study/0002-responses.ts';
import * as participantsOverTime from './study/0003-participants-over-time.ts';
import * as linksSentAndBoards from './study/0004-links-sent-and-boards.ts';
import * as contactInStudy from './study/0006-contact.ts';
import * as paper from './study/0007-paper.ts';
import * as dataCuts from './study/0008-data-cuts.ts';

export const studyMigrations: Readonly<Record<string, Migration>> = {
  '0001-participants': participants,
  '0002-responses': responses,
  '0003-participants-over-time': participantsOverTime,
  '0004-links-sent-and-boards': linksSentAndBoards,
  '0005-event-log-filters': eventLogFilters,
  '0006-contact': contactInStudy,
  '0007-paper': paper,
  '0008-data-cuts': dataCuts,
};

export const registryMigrations: Readonly<Record<string, Migration>> = {
  '0001-people': people,
  '0002-accounts': accounts,
  '0003-outbox-claims': outboxClaims,
  '0004-people-over-time': peopleOverTime,
  '0005-staff-access': staffAccess,
  '0006-data-copies': dataCopies,
  '0007-event-log-filters': eventLogFilters,
  '0008-outbox-attempts': outboxAttempts,
  '0009-contact': contactInRegistry,
};
