/** Moving a participant to another arm or site, to another job specialist, or to another way of answering. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { isFinal } from '../../surveys/participant-state.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { typedDay } from '../day.ts';
import { changesOf } from '../db/participants.ts';
import { basisOf, changeFacts, factOf } from '../enrolment/participant-change.ts';
import { CatalogueError } from '../errors.ts';
import { type FieldModel, inputField, selectField } from '../field-models.ts';
import { type Form, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import {
  choicesFor,
  type FactField,
  type FactFormName,
  factForms,
  factsOf,
  type MovableFact,
  parseFacts,
} from './fact-forms.ts';
import { noticeQuery } from './notice.ts';
import { followerLabel } from './participant-model.ts';
import {
  type Found,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { dayField, isComplete, pastDay, personFormPage } from './person-form.ts';

export async function personFactRoutes(app: FastifyInstance, services: Services): Promise<void> {
  for (const name of Object.keys(factForms) as FactFormName[]) factRoutes(app, services, name);
}

function factRoutes(app: FastifyInstance, services: Services, name: FactFormName): void {
  const path = `/staff/:study/participants/:code/${name}`;

  app.get<ParticipantRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const facts = askedFacts(name, found);
      if (isFinal(found.participant.state))
        return reply.redirect(participantPath(found.study, found.participant.code), 303);
      return factsPage({ services, request, reply, signedIn }, found, { name, facts });
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const facts = askedFacts(name, found);
    const form = readForm(request);
    const { dated } = factForms[name];
    const fields = formFields<FactField>(form, [...facts, ...(dated ? ['from' as const] : [])]);
    const days = await limits(services, found, facts);
    const fromOn = dated ? pastDay(fields, 'from', days) : days.today;
    const values = await parseFacts(services, fields, found, facts);
    const { code, state } = found.participant;
    const here = participantPath(found.study, code);
    if (isFinal(state)) return reply.redirect(`${here}?${noticeQuery('final', code)}`, 303);
    if (!fromOn || !isComplete(fields))
      return factsPage(visitor, found, { name, facts, fields, form });

    const basis = form.own('_based');
    const actor = signedIn.account.id;
    const outcome = await changeFacts(services, { code, values, fromOn, basis, actor });
    if (outcome === 'stale')
      return factsPage(visitor, await namedParticipant(services, request), { name, facts, fields });
    const notice = outcome === 'final' ? 'final' : 'facts-changed';
    // Whoever moves somebody to a site that is not theirs does not see them any more.
    return (await findParticipant(services, signedIn, code))
      ? reply.redirect(`${here}?${noticeQuery(notice, code)}`, 303)
      : reply.redirect(`/staff?study=${found.study.study}&${noticeQuery('moved-away', code)}`, 303);
  });
}

function askedFacts(name: FactFormName, found: Found): MovableFact[] {
  const facts = factsOf(name, found);
  if (facts.length === 0) throw new CatalogueError('not-found');
  return facts;
}

/** One change comes after the other: not before inclusion, nor before the last one of its kind. */
async function limits(
  services: Services,
  { study, participant }: Found,
  facts: readonly MovableFact[],
): Promise<{ earliest: string; today: string }> {
  const changes = await changesOf(services.db.study, participant.code);
  const before = changes.filter(({ kind }) => facts.some((fact) => fact === kind));
  const days = [participant.inclusion_date, ...before.map(({ from_on }) => from_on)].sort();
  const now = today(services.clock, study.time_zone);
  return { earliest: days.at(-1) ?? now, today: now };
}

interface Shown {
  readonly name: FactFormName;
  readonly facts: readonly MovableFact[];
  /** What was sent and is not saved: for want of its form, because somebody else was first. */
  readonly fields?: FormFields<FactField>;
  readonly form?: Form;
}

async function factsPage(
  visitor: Visitor,
  found: Found,
  { name, facts, fields, form }: Shown,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const stale = fields !== undefined && form === undefined;
  const language = requestLanguage(request);
  const say = texts(language);
  const role = followerLabel(found.study, found.participant.role, language).toLocaleLowerCase(
    language,
  );
  const shown: FieldModel[] = [];
  for (const fact of facts) shown.push(await factField(visitor, found, fact, fields, stale));
  const now = typedDay(today(services.clock, found.study.time_zone));
  if (factForms[name].dated)
    shown.push(
      dayField('from', say, {
        value: fields?.typed.from ?? now,
        problem: problemTexts(fields ?? null, say).from,
      }),
    );
  return personFormPage(visitor, found, {
    title: say(`person.${name}.title`, { role }),
    paragraphs: [say(`person.${name}.text`)],
    fields: shown,
    basis: form?.own('_based') ?? basisOf(found.participant, facts),
    stale,
    action: name,
    submit: say('person.form.save'),
  });
}

async function factField(
  { services, request, signedIn }: Visitor,
  found: Found,
  fact: MovableFact,
  fields: FormFields<FactField> | undefined,
  stale: boolean,
): Promise<FieldModel> {
  const language = requestLanguage(request);
  const say = texts(language);
  const now = factOf(found.participant, fact) ?? '';
  const value = fields?.typed[fact] ?? now;
  const choices = await choicesFor(services, signedIn, found, fact, language);
  const label =
    fact === 'followed-by'
      ? followerLabel(found.study, found.participant.role, language)
      : say(`person.fact.${fact}`);
  const nowLabel = choices?.find((choice) => choice.value === now)?.label ?? now;
  const given = {
    value,
    problem: problemTexts(fields ?? null, say)[fact],
    hint: stale && value !== now ? say('person.form.nowIs', { value: nowLabel || '–' }) : '',
  };
  return choices
    ? selectField(fact, label, { ...given, choices })
    : inputField(fact, label, { ...given, short: true });
}
