/** A withdrawal: what it means, the day it was asked for, and the receipt to print or send. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { nextStates } from '../../surveys/participant-state.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import {
  isReceiptSent,
  sendWithdrawalReceipt,
  withdrawalReceipt,
} from '../contact/withdrawal-receipt.ts';
import { typedDay } from '../day.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { changeState } from '../enrolment/state-change.ts';
import { followUpWithdrawal } from '../enrolment/withdrawal-follow-up.ts';
import { CatalogueError } from '../errors.ts';
import { readButton, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeQuery, noticeText } from './notice.ts';
import {
  type Found,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { dayField, isComplete, pastDay, personFormPage } from './person-form.ts';
import { limits } from './person-states.ts';

type Field = 'from' | 'receipt';
const path = '/staff/:study/participants/:code/withdrawal';

export async function withdrawalRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      if (!nextStates(found.participant.state).includes('withdrawn'))
        return reply.redirect(participantPath(found.study, found.participant.code), 303);
      return withdrawalPage({ services, request, reply, signedIn }, found, null);
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const { code } = found.participant;
    const fields = formFields<Field>(readForm(request), ['from', 'receipt']);
    const wantsReceipt = fields.choice('receipt', ['yes']) === 'yes';
    const fromOn = pastDay(fields, 'from', limits(services, found, 'withdrawn'));
    const here = participantPath(found.study, code);
    if (nextStates(found.participant.state).includes('withdrawn')) {
      if (!fromOn || !isComplete(fields)) return withdrawalPage(visitor, found, fields);
      const actor = signedIn.account.id;
      await changeState(services, { code, state: 'withdrawn', fromOn, actor });
      await followUpWithdrawal(services, code);
    }
    const { participant } = await namedParticipant(services, request);
    if (participant.state !== 'withdrawn')
      return reply.redirect(`${here}?${noticeQuery('final', code)}`, 303);
    const notice = wantsReceipt ? await receiptSent(visitor, { ...found, participant }) : null;
    return reply.redirect(
      `${here}/withdrawal/receipt?${notice ?? noticeQuery('withdrawn', code)}`,
      303,
    );
  });

  app.get<ParticipantRequest>(
    `${path}/receipt`,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      return receiptPage({ services, request, reply, signedIn }, found);
    },
  );

  app.post<ParticipantRequest>(
    `${path}/receipt`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      readButton(request);
      const notice = await receiptSent({ services, request, reply, signedIn }, found);
      const here = participantPath(found.study, found.participant.code);
      return reply.redirect(`${here}/withdrawal/receipt?${notice}`, 303);
    },
  );
}

/** Sends the receipt and gives the notice of how that went. */
async function receiptSent(
  { services, signedIn }: Visitor,
  { study, participant }: Found,
): Promise<string> {
  const outcome = await sendWithdrawalReceipt(services, study, participant, signedIn.account.id);
  if (outcome === 'not-withdrawn') throw new CatalogueError('not-found');
  return noticeQuery(`receipt-${outcome}`, participant.code);
}

async function withdrawalPage(
  visitor: Visitor,
  found: Found,
  fields: FormFields<Field> | null,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const say = texts(requestLanguage(request));
  const { code } = found.participant;
  const identity = await readIdentity(services, code, signedIn.account.id);
  return personFormPage(
    visitor,
    found,
    {
      title: say('person.withdrawal.title'),
      paragraphs: [
        say('person.withdrawal.text'),
        say(`person.withdrawal.${found.study.withdrawal}`),
        say('person.withdrawal.final'),
      ],
      fields: [
        dayField('from', say, {
          value: fields?.typed.from ?? typedDay(limits(services, found, 'withdrawn').today),
          problem: problemTexts(fields, say).from,
        }),
      ],
      checks: identity?.email ? [{ name: 'receipt', label: say('person.withdrawal.receipt') }] : [],
      basis: '',
      stale: false,
      action: 'withdrawal',
      submit: say('person.withdrawal.confirm'),
      danger: true,
    },
    identity?.name ?? '–',
  );
}

async function receiptPage(visitor: Visitor, { study, participant }: Found): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const receipt = await withdrawalReceipt(services, study, participant);
  if (!receipt) throw new CatalogueError('not-found');
  const { code, language } = participant;
  const identity = await readIdentity(services, code, signedIn.account.id);
  const say = texts(language);
  return sendSignedInPage(visitor, {
    template: 'staff/withdrawal-receipt',
    title: texts(requestLanguage(request))('person.receipt.page'),
    model: {
      notice: noticeText(
        request.query as ParticipantRequest['Querystring'],
        texts(requestLanguage(request)),
      ),
      title: receipt.title,
      receiptLanguage: language,
      name: identity?.name ?? '–',
      address: identity?.address ?? '',
      paragraphs: receipt.paragraphs,
      reference: say('person.receipt.reference', { reference: receipt.reference }),
      signature: study.contact.name,
      canSend: Boolean(identity?.email) && !(await isReceiptSent(services, code)),
      action: `${participantPath(study, code)}/withdrawal/receipt`,
      back: participantPath(study, code),
    },
  });
}
