/** Correcting a participant's name, e-mail, phone and address. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { personByCode } from '../db/people.ts';
import { changeDetails, type DetailsOutcome, detailsBasis } from '../enrolment/details-change.ts';
import { codesSharingContact } from '../enrolment/duplicates.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import type { Identity } from '../enrolment/person.ts';
import { CatalogueError } from '../errors.ts';
import { type FieldModel, inputField, linesField } from '../field-models.ts';
import { type Form, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { type Say, texts } from '../texts.ts';
import { type Notice, noticeQuery } from './notice.ts';
import {
  type Found,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { isComplete, personFormPage } from './person-form.ts';

const detailNames = ['name', 'phone', 'email', 'address'] as const;
type Field = (typeof detailNames)[number] | 'same_contact';

const path = '/staff/:study/participants/:code/details';

export async function personDetailsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      if (!mayChange(found))
        return reply.redirect(participantPath(found.study, found.participant.code), 303);
      return detailsPage({ services, request, reply, signedIn }, found, {});
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const { study, participant } = found;
    const { code } = participant;
    const here = participantPath(study, code);
    const form = readForm(request);
    const fields = formFields<Field>(form, [...detailNames, 'same_contact'], {
      phones: ['phone'],
    });
    const details = parseDetails(fields, found);
    const isSure = fields.choice('same_contact', ['yes']) === 'yes';
    if (!mayChange(found)) return reply.redirect(`${here}?${noticeQuery('final', code)}`, 303);
    if (!details || !isComplete(fields)) return detailsPage(visitor, found, { form, fields });
    const sharing = isSure
      ? []
      : await codesSharingContact(services, study.study, await newContact(services, code, details));
    if (sharing.length > 0) return detailsPage(visitor, found, { form, fields, sharing });

    const actor = signedIn.account.id;
    const basis = form.own('_based');
    const change = await changeDetails(services, { code, details, basis, actor });
    if (change.outcome === 'stale') return detailsPage(visitor, found, { fields, stale: true });
    return reply.redirect(`${here}?${noticeQuery(noticeOf(change), code)}`, 303);
  });
}

function noticeOf(change: DetailsOutcome): Notice {
  if (change.outcome === 'final') return 'final';
  if (change.outcome !== 'changed') return 'details-changed';
  if (change.revoked.length > 0) return 'address-changed';
  return change.copies > 0 ? 'copy-shut' : 'details-changed';
}

/** Whoever withdrew may still have their address put right. */
function mayChange({ participant: { state } }: Found): boolean {
  return state !== 'dead' && state !== 'merged';
}

/** Null when a field could not be taken. */
function parseDetails(fields: FormFields<Field>, { participant }: Found): Identity | null {
  const name = fields.needed('name', fields.text('name', 200));
  const email = fields.email('email');
  if (participant.channel === 'web') fields.needed('email', email);
  const phone = fields.phone('phone');
  const address = fields.lines('address', 500);
  return name === null ? null : { name, email, phone, address };
}

/** The address and the number that are new: what was shared before was looked at before. */
async function newContact(
  { db, sealer }: Services,
  code: string,
  { email, phone }: Identity,
): Promise<{ code: string; email: string | null; phone: string | null }> {
  const person = await personByCode(db.registry, code);
  const isNew = (text: string | null, kind: 'email' | 'phone') =>
    text !== null && sealer.blindIndex(text, kind) !== person?.[`${kind}_index`];
  return {
    code,
    email: isNew(email, 'email') ? email : null,
    phone: isNew(phone, 'phone') ? phone : null,
  };
}

interface Shown {
  readonly fields?: FormFields<Field>;
  /** The form that is shown again, still based on what it was. */
  readonly form?: Form;
  readonly sharing?: readonly string[];
  readonly stale?: boolean;
}

async function detailsPage(
  visitor: Visitor,
  found: Found,
  { fields, form, sharing = [], stale = false }: Shown,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const { study, participant } = found;
  const say = texts(requestLanguage(request));
  // The basis is read before the fields: a change between the two is found when the form comes back.
  const person = await personByCode(services.db.registry, participant.code);
  const identity = await readIdentity(services, participant.code, signedIn.account.id);
  if (!person || !identity) throw new CatalogueError('no-such-participant');
  return personFormPage(
    visitor,
    found,
    {
      title: say('person.details.title'),
      paragraphs: [],
      fields: detailNames.map((name) => detailField(name, identity, fields ?? null, stale, say)),
      checks:
        sharing.length > 0
          ? [{ name: 'same_contact', label: say('person.details.same_contact') }]
          : [],
      sharing: sharing.map((code) => ({ code, href: participantPath(study, code) })),
      basis: form?.own('_based') ?? detailsBasis(person),
      stale,
      action: 'details',
      submit: say('person.form.save'),
    },
    identity.name,
  );
}

function detailField(
  name: (typeof detailNames)[number],
  identity: Identity,
  fields: FormFields<Field> | null,
  stale: boolean,
  say: Say,
): FieldModel {
  const now = identity[name] ?? '';
  const value = fields?.typed[name] ?? now;
  const differs = stale && value !== now;
  const given = {
    value,
    problem: problemTexts(fields, say)[name],
    hint: differs ? say('person.form.nowIs', { value: now || '–' }) : '',
  };
  const label = say(`person.details.${name}`);
  if (name === 'address') return linesField(name, label, given);
  const types = { name: 'text', phone: 'tel', email: 'email' } as const;
  return inputField(name, label, { ...given, type: types[name], short: name === 'phone' });
}
