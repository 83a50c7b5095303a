/** What stands when somebody was registered: the code to write on the paper, and the way to the next. */

import type { FastifyReply } from 'fastify';
import { consentStanding } from '../../surveys/consent.ts';
import type { Study } from '../../surveys/study.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import type { Participant } from '../db/participants.ts';
import { consentEntries } from '../enrolment/consent.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';
import { askStandings } from './consent-model.ts';
import { participantFacts } from './participant-model.ts';
import { participantPath } from './participants.ts';

export async function registrationReceipt(
  visitor: Visitor,
  { study, participant }: { readonly study: Study; readonly participant: Participant },
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const language = requestLanguage(request);
  const { code } = participant;
  const entries = await consentEntries(services.db, code);
  const standing = consentStanding(
    study,
    entries.map(({ form }) => form),
    today(services.clock, study.time_zone),
  );
  return sendSignedInPage(visitor, {
    template: 'staff/registered',
    title: texts(language)('staff.notice.registered', { code }),
    model: {
      code,
      facts: participantFacts(
        { study, participant, language, path: participantPath(study, code), staff: new Map() },
        entries.map(({ consent }) => consent),
        null,
      ),
      asks: askStandings(standing, language),
      next: `/staff/${study.study}/participants/new?after=${code}`,
      person: participantPath(study, code),
      consents: `${participantPath(study, code)}/consents`,
      board: `/staff/participants?study=${study.study}`,
    },
  });
}
