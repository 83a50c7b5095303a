/** Keying a paper form: its screen, the drafts it saves meanwhile, and the whole of it at once. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { timestamp } from '../clock.ts';
import { timeOf } from '../day.ts';
import { CatalogueError } from '../errors.ts';
import { type Form, readForm } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { finishKeying, type KeyingSave, saveKeying, turnOf } from '../paper/keying.ts';
import { correctable, correctKeying } from '../paper/keying-correction.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { answersOf, isUnclear, keyedDate } from './keyed-form.ts';
import { keyingPage, type Pass } from './keying-page.ts';
import { tellUnclearForm } from './keying-receipt.ts';
import {
  type EntryRequest,
  entryPath,
  keyers,
  type PaperEntry,
  paperEntry,
} from './paper-entry.ts';
import { refusalPage } from './paper-refusal.ts';

export async function keyingRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor(...keyers);

  app.get<EntryRequest>('/staff/paper-entries/:form', { config }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const found = await paperEntry(services, visitor.signedIn, request.params.form);
    const turn = await turnOf(services, found.form, visitor.signedIn.account.id);
    if (turn.outcome !== 'to-key') return refusalPage(visitor, turn.outcome);
    return keyingPage(visitor, found, { begun: turn.begun }, 'first');
  });

  app.post<EntryRequest>('/staff/paper-entries/:form', { config }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const found = await paperEntry(services, visitor.signedIn, request.params.form);
    return takeKeyed(visitor, found, readForm(request), 'first');
  });

  const correction = '/staff/paper-entries/:form/correction';

  app.get<EntryRequest>(correction, { config }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const found = await paperEntry(services, visitor.signedIn, request.params.form);
    const { id } = visitor.signedIn.account;
    const own = await correctable(services, services.db.study, found.form, id);
    return own
      ? keyingPage(visitor, found, { begun: own }, 'correction')
      : refusalPage(visitor, 'keyed-already');
  });

  app.post<EntryRequest>(correction, { config }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const found = await paperEntry(services, visitor.signedIn, request.params.form);
    return takeKeyed(visitor, found, readForm(request), 'correction');
  });

  app.post<EntryRequest>('/staff/paper-entries/:form/draft', { config }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const found = await paperEntry(services, visitor.signedIn, request.params.form);
    const say = texts(requestLanguage(request));
    const { outcome } = await saveKeying(
      services,
      keyedForm(visitor, found, readForm(request)).save,
    );
    if (outcome === 'not-this-form') throw new CatalogueError('not-this-form');
    if (outcome !== 'saved')
      return reply.code(409).send({ problem: say(`staff.refusal.${outcome}.title`) });
    return { saved: timeOf(timestamp(services.clock), found.participation.study.time_zone) };
  });
}

/** A whole form, keyed for the first time or put right. */
async function takeKeyed(
  visitor: Visitor,
  found: PaperEntry,
  sent: Form,
  pass: Pass,
): Promise<FastifyReply> {
  const { services, reply } = visitor;
  const { save, isTaken } = keyedForm(visitor, found, sent);
  if (!isTaken) return keyingPage(visitor, found, { sent }, pass);
  const take = pass === 'first' ? finishKeying : correctKeying;
  const result = await take(services, save);
  switch (result.outcome) {
    case 'keyed':
    case 'repeated':
      if (isUnclear(sent)) await tellUnclearForm(services, found.participation, save.keyer);
      return reply.redirect(`${entryPath(found.form)}/receipt`, 303);
    case 'refused':
      return keyingPage(visitor, found, { sent }, pass);
    case 'not-this-form':
      throw new CatalogueError('not-this-form');
    default:
      return refusalPage(visitor, result.outcome);
  }
}

function keyedForm({ services, signedIn }: Visitor, found: PaperEntry, sent: Form) {
  const { writtenOn, fields } = keyedDate(services, found, sent);
  const save: KeyingSave = {
    form: found.form.id,
    keyer: signedIn.account.id,
    fields: answersOf(sent),
    writtenOn,
  };
  return { save, isTaken: Object.keys(fields.problems()).length === 0 };
}
