/** Registering one participant with their consent. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant, studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { signedFormsOf } from '../db/consents.ts';
import { codesSharingContact } from '../enrolment/duplicates.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import { registerParticipant, registrationStanding } from '../enrolment/registration.ts';
import { CatalogueError } from '../errors.ts';
import { problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { newCode, parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';
import { type Registering, registeringAs, rolesFor } from './registering.ts';
import {
  type ParsedRegistration,
  parseRegistration,
  registrationDefaults,
  sameAgain,
} from './registration-form.ts';
import { otherRoles, registrationSections, roleLabel } from './registration-model.ts';
import { registrationReceipt } from './registration-receipt.ts';
import { seenOf } from './seen.ts';

interface RegistrationRequest {
  Params: { study: string };
  Querystring: { role?: string; after?: string };
}

export async function registrationRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // The names to choose a job specialist from are an identity read.
  app.get<RegistrationRequest>(
    '/staff/:study/participants/new',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const study = studyNamed(services, signedIn, request.params.study);
      const last = await findParticipant(
        services,
        signedIn,
        parseCode(String(request.query.after ?? '')) ?? '',
      );
      const name =
        request.query.role ?? last?.participant.role ?? rolesFor(visitor, study)[0]?.name;
      const registering = await registeringAs(visitor, study, name);
      const kept =
        last?.study === study
          ? sameAgain(
              last.participant,
              (await signedFormsOf(services.db.registry, last.participant.code)).at(-1),
            )
          : {};
      return registrationPage(visitor, registering, { code: newCode(), kept });
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
      const registering = await registeringAs(visitor, study, form.own('_role'));
      const code = parseCode(form.own('_code'));
      if (!code) throw new CatalogueError('bad-form');

      const parsed = parseRegistration(form, registering);
      if (!parsed.registration) return registrationPage(visitor, registering, { code, parsed });
      const registration = { ...parsed.registration, code };
      const standing = await registrationStanding(services, study, registration);
      if (standing === 'another')
        return registrationPage(visitor, registering, {
          code: newCode(),
          parsed,
          usedFor: code,
        });
      const sharing = await codesSharingContact(services, study.study, registration);
      const confirmed = parsed.fields.typed.same_contact === 'yes';
      if (standing === 'new' && sharing.length > 0 && !confirmed)
        return registrationPage(visitor, registering, { code, parsed, sharing });

      await registerParticipant(services, study, registration, signedIn.account.id);
      return reply.redirect(`${participantPath(study, code)}/registration`, 303);
    },
  );

  app.get<ParticipantRequest>(
    '/staff/:study/participants/:code/registration',
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      return registrationReceipt({ services, request, reply, signedIn }, found);
    },
  );
}

interface Shown {
  /** The code that this form will register somebody under. */
  readonly code: string;
  /** What was sent and could not be taken as it is. */
  readonly parsed?: ParsedRegistration;
  /** What a new form has from the one before it. */
  readonly kept?: ReturnType<typeof sameAgain>;
  /** Others with the same e-mail or phone. */
  readonly sharing?: readonly string[];
  /** The form was used before, for somebody else. */
  readonly usedFor?: string;
}

async function registrationPage(
  visitor: Visitor,
  registering: Registering,
  { code, parsed, kept, sharing = [], usedFor = '' }: Shown,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const { study, role } = registering;
  const language = requestLanguage(request);
  const say = texts(language);
  const sections = registrationSections({
    registering,
    followerNames: await followerNames(visitor, registering),
    language,
    values: parsed?.fields.typed ?? { ...registrationDefaults(registering), ...kept },
    problems: problemTexts(parsed?.fields ?? null, say),
  });
  const { seen, elsewhere } = await seenOf(services, signedIn, study, sharing);
  const participants = `/staff/${study.study}/participants`;
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/registration',
      title: say('staff.registration.title', { role: roleLabel(role, language) }),
      model: {
        role: role.name,
        roleLabel: roleLabel(role, language),
        otherRoles: otherRoles(study, rolesFor(visitor, study), role, language),
        code,
        sections,
        problems: problemLinks(sections.flatMap(({ fields, asks }) => [...fields, ...asks])),
        isShared: sharing.length > 0,
        sharing: seen.map((other) => ({ code: other, href: participantPath(study, other) })),
        elsewhere: elsewhere > 0,
        usedFor: usedFor ? { code: usedFor, href: participantPath(study, usedFor) } : null,
        action: participants,
        importHref: `${participants}/import?role=${role.name}`,
        back: `/staff/participants?study=${study.study}`,
      },
    },
    usedFor ? 409 : parsed ? 422 : 200,
  );
}

async function followerNames(
  { services, signedIn }: Visitor,
  { study, followers }: Registering,
): Promise<ReadonlyMap<string, string>> {
  const actor = signedIn.account.id;
  const identities = await readIdentities(services, study.study, followers, actor);
  return new Map([...identities].map(([code, { name }]) => [code, name]));
}
