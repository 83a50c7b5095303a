/** What a coordinator puts on the list about somebody, and how it went with what was on it. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { mayAnswer } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import type { Participant } from '../db/participants.ts';
import type { TaskKind } from '../db/study-tables.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { type Form, readForm } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { taskKinds } from '../tasks/open-tasks.ts';
import { addTask, settleTask } from '../tasks/task-change.ts';
import { texts } from '../texts.ts';
import { noticeQuery } from './notice.ts';
import { askedPage } from './paging.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';
import {
  type NewTaskFields,
  newTaskModel,
  outcomeModel,
  parseNewTask,
  parseOutcome,
} from './task-form.ts';
import { todayHref } from './task-paths.ts';

interface TaskRequest extends ParticipantRequest {
  Params: ParticipantRequest['Params'] & { kind: string; wave: string };
}

const path = '/staff/:study/participants/:code/tasks';

export async function taskRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A HEAD would log a read that nobody makes.
  app.get<ParticipantRequest>(
    `${path}/new`,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const found = await namedParticipant(services, request);
      const signedIn = signedInOf(request);
      return newTaskPage({ services, request, reply, signedIn }, found, null);
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const found = await namedParticipant(services, request);
    const signedIn = signedInOf(request);
    const { study, participant } = found;
    const { fields, task } = parseNewTask(readForm(request), study, dayIn(services, study));
    if (!task) return newTaskPage({ services, request, reply, signedIn }, found, fields);
    const { code } = participant;
    const notice = mayAnswer(participant.state)
      ? noticeOf[
          await addTask(services, { ...task, code, study: study.study }, signedIn.account.id)
        ]
      : 'task-over';
    return reply.redirect(`${participantPath(study, code)}?${noticeQuery(notice, code)}`, 303);
  });

  app.post<TaskRequest>(
    `${path}/:kind/:wave/outcomes`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const { study, participant } = await namedParticipant(services, request);
      const signedIn = signedInOf(request);
      const form = readForm(request);
      const address = { code: participant.code, ...namedTask(study, request.params) };
      const { fields, outcome, again } = parseOutcome(form, dayIn(services, study));
      if (!outcome)
        return taskPage({ services, request, reply, signedIn }, study, {
          ...outcomeModel(study, address, fields, requestLanguage(request)),
          ...shownOn(form),
        });
      const settled = await settleTask(
        services,
        study,
        participant,
        { ...address, outcome, again, task: form.own('_task') || null },
        signedIn.account.id,
      );
      const { kind, page } = shownOn(form);
      const view = { kind: kindNamed(kind), page: askedPage(page) };
      const notice = noticeQuery(`task-${settled}`, participant.code);
      return reply.redirect(`${todayHref(study, view)}&${notice}`, 303);
    },
  );
}

const noticeOf = { opened: 'task-opened', moved: 'task-moved', unchanged: 'task-there' } as const;

/** The view of the day from which a task was seen to; back there one goes. */
function shownOn(form: Form) {
  return { task: form.own('_task'), kind: form.own('_kind'), page: form.own('_page') };
}

function kindNamed(typed: string): TaskKind | null {
  return taskKinds.find((name) => name === typed) ?? null;
}

function namedTask(study: Study, params: TaskRequest['Params']) {
  const kind = kindNamed(params.kind);
  const wave = /^\d{1,2}$/.test(params.wave) ? Number(params.wave) : -1;
  if (!kind || wave < 0 || wave > study.waves.length) throw new CatalogueError('not-found');
  return { kind, wave };
}

function dayIn({ clock }: Services, study: Study): string {
  return today(clock, study.time_zone);
}

async function newTaskPage(
  visitor: Visitor,
  { study, participant }: { readonly study: Study; readonly participant: Participant },
  fields: NewTaskFields | null,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const { code } = participant;
  const identity = await readIdentity(services, code, signedIn.account.id);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/new-task',
      title: texts(language)('day.task.new'),
      model: {
        ...{ code, name: identity?.name ?? '–', back: participantPath(study, code) },
        ...newTaskModel(study, code, fields, dayIn(services, study), language),
      },
    },
    fields ? 422 : 200,
  );
}

function taskPage<Model extends object>(
  visitor: Visitor,
  study: Study,
  model: Model,
): FastifyReply {
  const title = texts(requestLanguage(visitor.request))('day.outcome.title');
  const back = `/staff?study=${study.study}`;
  return sendSignedInPage(
    visitor,
    { template: 'staff/task', title, model: { ...model, back } },
    422,
  );
}
