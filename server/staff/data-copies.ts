/** Somebody asks to see what is held about them: staff look at who it is, and hand over a link without opening it. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderSVG } from 'uqr';
import type { Study } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { contactModel } from '../contact-model.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { readForm } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { type MadeDataCopy, makeDataCopy, mayHaveDataCopy } from '../rights/data-copy.ts';
import { dataCopyAddress, mailDataCopy } from '../rights/data-copy-mail.ts';
import { onlyAfterStepUp } from '../route-access.ts';
import { isTokenShaped, newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import {
  dataCopyFields,
  deliveryOf,
  type ParsedDataCopy,
  parseDataCopy,
} from './data-copy-form.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

/** How a link that was asked for fared; the address of the page carries it. */
const outcomes = ['sent', 'not-sent', 'repeated', 'no-email'] as const;
type Outcome = (typeof outcomes)[number];

interface CopyRequest extends ParticipantRequest {
  Querystring: ParticipantRequest['Querystring'] & { outcome?: string };
}

const path = '/staff/:study/participants/:code/data-copies';

export async function dataCopyRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyAfterStepUp('coordinator');

  app.get<CopyRequest>(path, { exposeHeadRoute: false, config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const found = await namedParticipant(services, request);
    return formPage({ services, request, reply, signedIn }, found, {
      outcome: outcomes.find((name) => name === request.query.outcome) ?? null,
    });
  });

  app.post<CopyRequest>(path, { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const form = readForm(request);
    const nonce = form.own('_nonce');
    const delivery = deliveryOf(form);
    if (!isTokenShaped(nonce) || !delivery) throw new CatalogueError('bad-form');
    const parsed = parseDataCopy(form, delivery);
    if (!parsed.asked || !mayHaveDataCopy(found.participant))
      return formPage(visitor, found, { parsed });
    return handOver(visitor, found, { ...parsed.asked, nonce });
  });
}

interface Found {
  readonly study: Study;
  readonly participant: Participant;
}

type Asked = NonNullable<ParsedDataCopy['asked']> & { readonly nonce: string };

/** By e-mail to the address that is registered and no other, or on a page to print. */
async function handOver(visitor: Visitor, found: Found, asked: Asked): Promise<FastifyReply> {
  const { services, reply, signedIn } = visitor;
  const { study, participant } = found;
  const { code } = participant;
  const actor = signedIn.account.id;
  const told = (outcome: Outcome) => {
    const page = `${participantPath(study, code)}/data-copies`;
    const language = requestLanguage(visitor.request);
    return reply.redirect(`${page}?outcome=${outcome}&lang=${language}`, 303);
  };
  const to = asked.delivery === 'email' ? (await readIdentity(services, code, actor))?.email : null;
  if (asked.delivery === 'email' && !to) return told('no-email');
  const made = await makeDataCopy(services, { ...asked, code, actor });
  if (!made) return told('repeated');
  if (!to) return letterPage(visitor, found, made);
  const sent = await mailDataCopy(services, to, { study, participant, actor }, made);
  return told(sent ? 'sent' : 'not-sent');
}

interface Shown {
  /** What was sent and could not be taken as it is. */
  readonly parsed?: ParsedDataCopy;
  readonly outcome?: Outcome | null;
}

async function formPage(
  visitor: Visitor,
  { study, participant }: Found,
  { parsed, outcome = null }: Shown,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const { code } = participant;
  const language = requestLanguage(request);
  const identity = await readIdentity(services, code, signedIn.account.id);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/data-copy',
      title: texts(language)('rights.dataCopy.title'),
      model: {
        ...dataCopyFields(parsed?.fields ?? null, language),
        code,
        name: identity?.name ?? '–',
        email: identity?.email ?? '',
        shut: !mayHaveDataCopy(participant),
        outcome: outcome ? `rights.dataCopy.outcome.${outcome}` : '',
        color: outcome === 'sent' ? 'success' : 'warning',
        nonce: newToken(),
        action: `${participantPath(study, code)}/data-copies`,
        back: participantPath(study, code),
      },
    },
    parsed ? 422 : 200,
  );
}

/** Shown once: the address is kept nowhere. In the participant's language, as it is handed over. */
function letterPage(
  visitor: Visitor,
  { study, participant }: Found,
  made: MadeDataCopy,
): FastifyReply {
  const { language, code } = participant;
  const say = texts(language);
  const address = dataCopyAddress(visitor.services, made);
  const picture = Buffer.from(renderSVG(address, { border: 2 })).toString('base64');
  return sendSignedInPage(visitor, {
    template: 'staff/data-copy-letter',
    title: texts(requestLanguage(visitor.request))('rights.dataCopy.title'),
    model: {
      letter: {
        language,
        title: say('rights.letter.title'),
        text: say('rights.letter.text'),
        alternative: say('rights.letter.picture'),
        until: say('rights.letter.until', {
          day: dayInWords(dayOf(made.expiresAt, study.time_zone), language),
        }),
        call: say('contact.call', { name: study.contact.name }),
        or: say('contact.or'),
      },
      address,
      picture: `data:image/svg+xml;base64,${picture}`,
      contact: contactModel(study),
      back: participantPath(study, code),
    },
  });
}
