/** Correcting an inclusion date: what it does to every wave is shown before it is done. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { isFinal } from '../../surveys/participant-state.ts';
import { scheduleChange } from '../../surveys/schedule-change.ts';
import { roleOf } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { dayInWords, typedDay } from '../day.ts';
import { consentsOf } from '../db/people.ts';
import { submittedResponses } from '../db/responses.ts';
import { basisOf, changeFacts } from '../enrolment/participant-change.ts';
import { inputField } from '../field-models.ts';
import { type Form, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeQuery } from './notice.ts';
import {
  type Found,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { nameOf, personFormPage } from './person-form.ts';

type Fields = FormFields<'inclusion_date'>;
const path = '/staff/:study/participants/:code/inclusion-date';

export async function inclusionDateRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      if (isFinal(found.participant.state))
        return reply.redirect(participantPath(found.study, found.participant.code), 303);
      return datePage({ services, request, reply, signedIn }, found, {});
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const { code, state } = found.participant;
    const here = participantPath(found.study, code);
    const form = readForm(request);
    const fields = formFields<'inclusion_date'>(form, ['inclusion_date']);
    const day = await correctedDay(services, found, fields);
    if (isFinal(state)) return reply.redirect(`${here}?${noticeQuery('final', code)}`, 303);
    if (!day) return datePage(visitor, found, { fields, form });
    const basis = form.own('_based');
    // Only what was looked at is done.
    if (form.own('_seen') !== day) return previewPage(visitor, found, { day, basis });

    const outcome = await changeFacts(services, {
      code,
      values: { 'inclusion-date': day },
      fromOn: day,
      basis,
      actor: signedIn.account.id,
    });
    if (outcome === 'stale')
      return datePage(visitor, await namedParticipant(services, request), { fields });
    const notice = outcome === 'final' ? 'final' : 'inclusion-corrected';
    return reply.redirect(`${here}?${noticeQuery(notice, code)}`, 303);
  });
}

/** Nobody is included before they agreed to be, or on a day that has not come. */
async function correctedDay(
  services: Services,
  { study, participant }: Found,
  fields: Fields,
): Promise<string | null> {
  const day = fields.needed('inclusion_date', fields.date('inclusion_date'));
  if (!day) return null;
  if (day > today(services.clock, study.time_zone))
    return fields.refuse('inclusion_date', 'in-the-future');
  const consents = await consentsOf(services.db.registry, participant.code);
  const [first] = consents.map(({ given_on }) => given_on).sort();
  return first !== undefined && day < first
    ? fields.refuse('inclusion_date', 'too-early', { from: typedDay(first) })
    : day;
}

/** `fields` without its `form`: somebody else corrected the date first. */
async function datePage(
  visitor: Visitor,
  found: Found,
  { fields, form }: { readonly fields?: Fields; readonly form?: Form },
): Promise<FastifyReply> {
  const language = requestLanguage(visitor.request);
  const say = texts(language);
  const stale = fields !== undefined && form === undefined;
  const { participant } = found;
  const now = dayInWords(participant.inclusion_date, language);
  return personFormPage(visitor, found, {
    title: say('person.inclusion.title'),
    paragraphs: [say('person.inclusion.text'), say('person.form.nowIs', { value: now })],
    fields: [
      inputField('inclusion_date', say('person.inclusion.date'), {
        value: fields?.typed.inclusion_date ?? typedDay(participant.inclusion_date),
        problem: problemTexts(fields ?? null, say).inclusion_date,
        hint: say('person.inclusion.hint'),
        short: true,
      }),
    ],
    basis: form?.own('_based') ?? basisOf(participant, ['inclusion-date']),
    stale,
    action: 'inclusion-date',
    submit: say('person.inclusion.look'),
  });
}

async function previewPage(
  visitor: Visitor,
  { study, participant }: Found,
  { day, basis }: { readonly day: string; readonly basis: string },
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { code, inclusion_date, role } = participant;
  const language = requestLanguage(request);
  const say = texts(language);
  const inWords = (date: string) => dayInWords(date, language);
  const submitted = await submittedResponses(services.db.study, code);
  const changes = scheduleChange(
    study,
    roleOf(study, role),
    { from: inclusion_date, to: day, today: today(services.clock, study.time_zone) },
    new Set(submitted.map(({ wave }) => wave)),
  );
  const here = participantPath(study, code);
  return sendSignedInPage(visitor, {
    template: 'staff/inclusion-date',
    title: say('person.inclusion.preview'),
    model: {
      code,
      name: await nameOf(visitor, code),
      day: typedDay(day),
      seen: day,
      basis,
      summary: say('person.inclusion.summary', { from: inWords(inclusion_date), to: inWords(day) }),
      waves: changes.map(({ wave, before, after, effect }) => ({
        label: inLanguage(study.waves[wave - 1]?.label ?? {}, language),
        before: say('person.inclusion.window', {
          opens: inWords(before.opens),
          closes: inWords(before.closes),
        }),
        after: say('person.inclusion.window', {
          opens: inWords(after.opens),
          closes: inWords(after.closes),
        }),
        effect: say(`person.inclusion.effect.${effect}`),
      })),
      action: `${here}/inclusion-date`,
      again: `${here}/inclusion-date`,
      back: here,
    },
  });
}
