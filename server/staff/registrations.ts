/** Registering one participant with their consent. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import {
  codesSharingContact,
  registerParticipant,
  registrationStanding,
} from '../enrolment/registration.ts';
import { CatalogueError } from '../errors.ts';
import { problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { newCode, parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeQuery } from './notice.ts';
import { participantPath } from './participants.ts';
import {
  type ParsedRegistration,
  parseRegistration,
  registrationDefaults,
} from './registration-form.ts';
import { otherRoles, registrationSections, roleLabel } from './registration-model.ts';

interface RegistrationRequest {
  Params: { study: string };
  Querystring: { role?: string };
}

export async function registrationRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<RegistrationRequest>(
    '/staff/:study/participants/new',
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const study = studyNamed(services, signedIn, request.params.study);
      const role = namedRole(study, request.query.role ?? study.roles[0]?.name);
      return registrationPage({ services, request, reply, signedIn }, study, role, {
        code: newCode(),
      });
    },
  );

  app.post<RegistrationRequest>(
    '/staff/:study/participants',
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const study = studyNamed(services, signedIn, request.params.study);
      const form = readForm(request);
      const role = namedRole(study, form.own('_role'));
      const code = parseCode(form.own('_code'));
      if (!code) throw new CatalogueError('bad-form');

      const day = today(services.clock, study.time_zone);
      const parsed = parseRegistration(form, study, role, day);
      if (!parsed.registration) return registrationPage(visitor, study, role, { code, parsed });
      const registration = { ...parsed.registration, code };
      const standing = await registrationStanding(services, study, registration);
      if (standing === 'another')
        return registrationPage(visitor, study, role, { code: newCode(), parsed, usedFor: code });
      const sharing = await codesSharingContact(services, study, registration);
      const confirmed = parsed.fields.typed.same_contact === 'yes';
      if (standing === 'new' && sharing.length > 0 && !confirmed)
        return registrationPage(visitor, study, role, { code, parsed, sharing });

      await registerParticipant(services, study, registration, signedIn.account.id);
      const notice = noticeQuery('registered', code);
      return reply.redirect(`${participantPath(study, code)}?${notice}`, 303);
    },
  );
}

function namedRole(study: Study, name: string | undefined): StudyRole {
  const role = study.roles.find((known) => known.name === name);
  if (!role) throw new CatalogueError('bad-form');
  return role;
}

interface Shown {
  /** The code that this form will register somebody under. */
  readonly code: string;
  /** What was sent and could not be taken as it is. */
  readonly parsed?: ParsedRegistration;
  /** Others with the same e-mail or phone. */
  readonly sharing?: readonly string[];
  /** The form was used before, for somebody else. */
  readonly usedFor?: string;
}

function registrationPage(
  visitor: Visitor,
  study: Study,
  role: StudyRole,
  { code, parsed, sharing = [], usedFor = '' }: Shown,
): FastifyReply {
  const { services, request } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const day = today(services.clock, study.time_zone);
  const values = parsed?.fields.typed ?? registrationDefaults(study, day);
  const problems = problemTexts(parsed?.fields ?? null, say);
  const sections = registrationSections({ study, role, language, values, problems });
  const participants = `/staff/${study.study}/participants`;
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/registration',
      title: say('staff.registration.title', { role: roleLabel(role, language) }),
      model: {
        role: role.name,
        roleLabel: roleLabel(role, language),
        otherRoles: otherRoles(study, role, language),
        code,
        sections,
        problems: problemLinks(sections.flatMap(({ fields }) => fields)),
        sharing: sharing.map((other) => ({ code: other, href: participantPath(study, other) })),
        usedFor: usedFor ? { code: usedFor, href: participantPath(study, usedFor) } : null,
        action: participants,
        back: `/staff/participants?study=${study.study}`,
      },
    },
    usedFor ? 409 : parsed ? 422 : 200,
  );
}
