/** Putting a participant into another state: paused and back, lost, not eligible, declined, dead. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { isFinal, nextStates, type ParticipantState } from '../../surveys/participant-state.ts';
import { signedInOf } from '../accounts/guard.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { typedDay } from '../day.ts';
import { changeState, earliestState, stateBasis } from '../enrolment/state-change.ts';
import { CatalogueError } from '../errors.ts';
import { readForm } from '../form.ts';
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
import { dayField, pastDay, personFormPage } from './person-form.ts';

interface StateRequest extends ParticipantRequest {
  Params: ParticipantRequest['Params'] & { state: string };
}

/** A withdrawal has a page of its own, with its receipt. */
const states = ['enrolled', 'paused', 'lost', 'ineligible', 'declined', 'dead'] as const;
type State = (typeof states)[number];

const path = '/staff/:study/participants/:code/states/:state';

export async function personStateRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<StateRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const state = namedState(request.params.state);
      if (!nextStates(found.participant.state).includes(state))
        return reply.redirect(participantPath(found.study, found.participant.code), 303);
      return statePage({ services, request, reply, signedIn }, found, state, null);
    },
  );

  app.post<StateRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const state = namedState(request.params.state);
    const form = readForm(request);
    const fields = formFields<'from'>(form, ['from']);
    const { code, state: now } = found.participant;
    const here = participantPath(found.study, code);
    if (isFinal(now)) return reply.redirect(`${here}?${doneQuery(now === state, code)}`, 303);
    const fromOn = pastDay(fields, 'from', limits(services, found, state));
    if (!fromOn) return statePage(visitor, found, state, fields);

    const outcome = await changeState(services, {
      code,
      state,
      fromOn,
      actor: signedIn.account.id,
      // A death is told as it is, whatever was written about the person meanwhile.
      ...(state === 'dead' ? {} : { basis: form.own('_based') }),
    });
    if (outcome === 'stale')
      return statePage(visitor, await namedParticipant(services, request), state, fields, true);
    return reply.redirect(`${here}?${doneQuery(outcome !== 'final', code)}`, 303);
  });
}

function doneQuery(isDone: boolean, code: string): string {
  return noticeQuery(isDone ? 'state-changed' : 'final', code);
}

function namedState(name: string): State {
  const state = states.find((known) => known === name);
  if (!state) throw new CatalogueError('not-found');
  return state;
}

/** Between which days somebody can have come into a state. */
export function limits(
  services: Services,
  { study, participant }: Found,
  state: ParticipantState,
): { earliest: string; today: string } {
  const now = today(services.clock, study.time_zone);
  return { earliest: earliestState(study, participant, state), today: now };
}

function statePage(
  visitor: Visitor,
  found: Found,
  state: State,
  fields: FormFields<'from'> | null,
  stale = false,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const say = texts(requestLanguage(request));
  const { today: now } = limits(services, found, state);
  const standing = say(`person.state.${found.participant.state}`);
  return personFormPage(visitor, found, {
    title: say(`person.change.${state}.title`),
    paragraphs: [
      say(`person.change.${state}.text`),
      ...(stale ? [say('person.form.nowIs', { value: standing })] : []),
    ],
    fields: [
      dayField('from', say, {
        value: fields?.typed.from ?? typedDay(now),
        problem: problemTexts(fields, say).from,
      }),
    ],
    basis: stateBasis(found.participant),
    stale,
    action: `states/${state}`,
    submit: say(`person.change.${state}.submit`),
    danger: state === 'dead',
  });
}
