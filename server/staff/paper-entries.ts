/** Envelopes that come: each is written down by the code and the wave on its form, and keyed at once or later. */

import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { dayInWords } from '../day.ts';
import { problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { turnOf } from '../paper/keying.ts';
import { logForm } from '../paper/received.ts';
import { parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { blankFormLinks } from './blank-form-links.ts';
import { keyingRoutes } from './keying.ts';
import { keyingReceiptRoutes } from './keying-receipt.ts';
import { entryPath, keyers } from './paper-entry.ts';
import { pileToDecide, pileToKey, qualityLinks } from './paper-piles.ts';
import { refusalPage } from './paper-refusal.ts';
import {
  drawnId,
  type EnvelopeField,
  envelopeFields,
  envelopeInputs,
  readEnvelope,
} from './received-envelope.ts';
import { replacedCodePage } from './replaced-code.ts';

const path = '/staff/paper-entries';

/** What is done once an envelope is written down. */
const next = { key: 'key', log: 'log', another: 'another' } as const;

interface HubRequest {
  Querystring: Readonly<
    Record<'code' | 'wave' | 'received' | 'logged' | 'beside' | 'told', unknown>
  >;
}

export async function paperEntryRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<HubRequest>(path, { config: onlyFor(...keyers) }, async (request, reply) => {
    const { code, wave, received, logged, beside, told } = request.query;
    const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40) : '');
    return hubPage({ services, request, reply, signedIn: signedInOf(request) }, null, {
      opened: {
        code: parseCode(text(code)) ?? '',
        wave: /^\d{1,2}$/.test(text(wave)) ? text(wave) : '',
        'received-on': text(received),
      },
      logged: parseCode(text(logged)),
      beside: beside === 'yes',
      told: parseCode(text(told)),
    });
  });

  // A post, so that whatever is typed in the wrong place does not end up in an address.
  app.post(path, { config: onlyFor(...keyers) }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const { actor, form } = { actor: visitor.signedIn.account.id, form: readForm(request) };
    const fields = formFields<EnvelopeField>(form, envelopeFields);
    const envelope = await readEnvelope(services, visitor.signedIn, fields);
    if (!envelope) return hubPage(visitor, fields);
    const { participant, wave } = envelope.participation;
    if (participant.merged_into !== null)
      return replacedCodePage(visitor, participant.merged_into, wave);
    const wanted = form.own('_next');
    const isAnother = wanted === next.another;
    const id = drawnId(form.own('_nonce'));
    const receipt = await logForm(services, { ...envelope, id, isAnother, actor });
    switch (receipt.outcome) {
      case 'logged':
        return wanted === next.log
          ? reply.redirect(
              `${path}?logged=${participant.code}&received=${envelope.receivedOn}${receipt.answered ? '&beside=yes' : ''}`,
              303,
            )
          : reply.redirect(entryPath(receipt.form), 303);
      case 'logged-before': {
        const turn = await turnOf(services, receipt.form, actor);
        return turn.outcome === 'to-key' && wanted !== next.log
          ? reply.redirect(entryPath(receipt.form), 303)
          : hubPage(visitor, fields, { before: receipt.form.received_on });
      }
      default:
        return refusalPage(visitor, receipt.outcome);
    }
  });

  await keyingRoutes(app, services);
  await keyingReceiptRoutes(app, services);
}

interface Told {
  readonly opened?: Readonly<Record<Exclude<EnvelopeField, 'version'>, string>>;
  /** The code of an envelope that was just written down. */
  readonly logged?: string | null;
  /** There is another answer to the wave. */
  readonly beside?: boolean;
  /** The code of a form that was handed on to a coordinator. */
  readonly told?: string | null;
  /** The day on which a form like this one came. */
  readonly before?: string;
}

async function hubPage(
  visitor: Visitor,
  fields: FormFields<EnvelopeField> | null,
  { opened, logged = null, beside = false, told = null, before }: Told = {},
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const inputs = envelopeInputs(visitor, fields, opened ?? null);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/paper-entries',
      title: texts(language)('staff.paper.title'),
      model: {
        inputs,
        nonce: randomUUID(),
        problems: problemLinks(inputs),
        ...{ logged, beside, told, before: before ? dayInWords(before, language) : '' },
        another: next.another,
        toKey: await pileToKey(services, signedIn, language),
        quality: qualityLinks(services, signedIn, language),
        toDecide: await pileToDecide(services, signedIn, language),
        blankForms: blankFormLinks(services, signedIn, language),
      },
    },
    fields ? (before ? 409 : 422) : 200,
  );
}
