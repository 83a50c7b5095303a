/** One participant's page: who they are, how they stand, what can be done, and everything that was. */

import type { FastifyInstance } from 'fastify';
import { accountEmails } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { paperFormsOf } from '../db/paper-forms.ts';
import { mailboxesOf } from '../db/people.ts';
import { submittedResponses } from '../db/responses.ts';
import { consentEntries } from '../enrolment/consent.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { openNotes } from '../enrolment/notes.ts';
import type { Identity } from '../enrolment/person.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { consentPanel } from './consent-model.ts';
import { noticeQuery, noticeText } from './notice.ts';
import {
  contactFacts,
  type PersonPage,
  participantFacts,
  standingLine,
} from './participant-model.ts';
import {
  type Found,
  isQuiet,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { actionLinks, linkButton } from './person-actions.ts';
import { noteModels, waveRows } from './person-model.ts';
import { progressOf } from './progress.ts';
import { timelineOf } from './timeline.ts';

export async function personPageRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    '/staff/:study/participants/:code',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const found = await namedParticipant(services, request);
      const { study, participant } = found;
      const { code, merged_into } = participant;
      if (merged_into !== null) {
        const notice = noticeQuery('already-merged', merged_into);
        return reply.redirect(`${participantPath(study, merged_into)}?${notice}`, 303);
      }

      const identity = await readIdentity(services, code, signedIn.account.id);
      const language = requestLanguage(request);
      const staff = await accountEmails(services);
      const page = { study, participant, language, path: participantPath(study, code), staff };
      return sendSignedInPage(visitor, {
        template: 'staff/participant',
        title: code,
        model: {
          code,
          name: identity?.name ?? '–',
          notice: noticeText(request.query, texts(language)),
          board: `/staff/participants?study=${study.study}`,
          standing: standingLine(page, identity?.phone ?? null),
          timeline: await timelineOf(services, page, request.query.timeline === 'all'),
          ...(await wavesModel(services, page)),
          ...(await personPanels(visitor, page, identity)),
        },
      });
    },
  );
}

/** Where each wave stands, and what can be done now. */
async function wavesModel(services: Services, page: PersonPage) {
  const { study, participant, path } = page;
  const { code } = participant;
  const waves = (await progressOf(services, study, [code]))(participant);
  const submitted = await submittedResponses(services.db.study, code);
  const forms = await paperFormsOf(services.db.study, code);
  const rows = waveRows(page, waves, submitted, forms);
  const send = linkButton(page, waves);
  const actions = actionLinks(page);
  return {
    waves: rows,
    wavesHaveActions: rows.some(({ hasActions }) => hasActions),
    invitations: `${path}/invitations`,
    send,
    actions,
    hasActions: send !== null || actions.main.length > 0,
  };
}

/** What is known of the person and what was written down. */
async function personPanels(visitor: Visitor, page: PersonPage, identity: Identity | null) {
  const { services } = visitor;
  const { study, participant, language, path } = page;
  const entries = await consentEntries(services.db, participant.code);
  const consents = entries.map(({ consent }) => consent);
  const [mailbox] = await mailboxesOf(services.db.registry, [participant.code]);
  const notes = await openNotes(services, participant.code);
  const quiet = isQuiet(participant);
  return {
    contact: quiet ? null : contactFacts(identity, mailbox?.email_failed_at != null, language),
    facts: participantFacts(page, consents, await followerOf(visitor, page)),
    consent: consentPanel(services, study, participant, entries, language),
    notes: noteModels(page, notes),
    showsNotes: notes.length > 0 || !quiet,
    noteForm: quiet ? null : { action: `${path}/notes`, nonce: newToken() },
  };
}

/** By name where the reader may see them, and then on record as well. */
async function followerOf(
  { services, signedIn }: Visitor,
  { study, participant: { followed_by } }: Found,
): Promise<{ text: string; href: string } | null> {
  if (followed_by === null) return null;
  if (!(await findParticipant(services, signedIn, followed_by)))
    return { text: followed_by, href: '' };
  const identity = await readIdentity(services, followed_by, signedIn.account.id);
  const text = `${identity?.name ?? '–'} (${followed_by})`;
  return { text, href: participantPath(study, followed_by) };
}
