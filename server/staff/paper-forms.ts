/** One paper form as a coordinator sees it: what is to be decided about it, and under whose code it stands. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { differences } from '../../surveys/keying-differences.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import { participationIn, pinnedInstrument } from '../collection/participation.ts';
import { correctionsOf } from '../db/code-corrections.ts';
import { CatalogueError } from '../errors.ts';
import { readButton, readForm, refusal } from '../form.ts';
import { formFields } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { decideCode, proposeCode } from '../paper/code-correction.ts';
import { decideDifferences, decideHeld, removeForm, takeChoiceBack } from '../paper/deciding.ts';
import { parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { sentChoices, sentNames } from './difference-fields.ts';
import { dayProblem } from './keyed-form.ts';
import { type EntryRequest, formPath, paperEntry } from './paper-entry.ts';
import { formPage, readingsOf } from './paper-form-page.ts';

const path = '/staff/paper-forms/:form';

export async function paperFormRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor('coordinator');

  // A HEAD would log a read that nobody makes.
  app.get<EntryRequest>(path, { exposeHeadRoute: false, config }, async (request, reply) => {
    const found = await namedForm(services, request);
    return formPage({ services, request, reply, signedIn: found.signedIn }, found);
  });

  app.post<EntryRequest>(`${path}/decisions`, { config }, async (request, reply) => {
    const found = await namedForm(services, request);
    const { form, signedIn } = found;
    const sent = readForm(request);
    const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
    const readings = await readingsOf(services, form);
    const fields = readings ? differences(instrument, readings.first, readings.second) : [];
    const names = sentNames(fields);
    if (Object.keys(sent.fields).some((name) => !names.includes(name)) && fields.length > 0)
      throw refusal(sent.fields);
    const { choices, problems } = sentChoices(fields, {
      ...{ instrument, form: sent, say: texts(requestLanguage(request)) },
      dayProblem: (day) => dayProblem(services, found, day),
    });
    if (problems.size > 0) {
      const visitor = { services, request, reply, signedIn };
      return formPage(visitor, found, { form: sent, problems });
    }
    const { outcome } = await decideDifferences(services, form.id, choices, signedIn.account.id);
    return reply.redirect(told(form.id, outcome), 303);
  });

  app.post<EntryRequest>(`${path}/choices`, { config }, async (request, reply) => {
    const { form, signedIn } = await namedForm(services, request);
    const button = readButton(request);
    const counts = (['form', 'standing'] as const).find((one) => one === button.own('_counts'));
    if (!counts) throw new CatalogueError('bad-form');
    const choice = { form: form.id, counts, seen: button.own('_seen') };
    const { outcome } = await decideHeld(services, { ...choice, actor: signedIn.account.id });
    return reply.redirect(told(form.id, outcome), 303);
  });

  app.post<EntryRequest>(`${path}/choices/withdrawal`, { config }, async (request, reply) => {
    const { form, signedIn } = await namedForm(services, request);
    readButton(request);
    const { outcome } = await takeChoiceBack(services, form.id, signedIn.account.id);
    return reply.redirect(told(form.id, outcome), 303);
  });

  app.post<EntryRequest>(`${path}/removal`, { config }, async (request, reply) => {
    const { form, signedIn } = await namedForm(services, request);
    readButton(request);
    const { outcome } = await removeForm(services, form.id, signedIn.account.id);
    return reply.redirect(told(form.id, outcome), 303);
  });

  app.post<EntryRequest>(`${path}/corrections`, { config }, async (request, reply) => {
    const found = await namedForm(services, request);
    const { form, signedIn } = found;
    const fields = formFields<'code' | 'wave'>(readForm(request), ['code', 'wave']);
    const typed = fields.needed('code', fields.text('code', 30));
    const code = typed && (parseCode(typed) ?? fields.refuse('code', 'bad-code'));
    const to = code ? await findParticipant(services, signedIn, code) : null;
    if (code && !to) fields.refuse('code', 'unknown-code');
    const wave = fields.needed('wave', fields.text('wave', 10));
    const of = found.participation.study.waves.length;
    const number = wave && /^[1-9]\d?$/.test(wave) ? Number(wave) : 0;
    const there = to && participationIn(services, to.participant, number);
    if (wave && to && !there) fields.refuse('wave', 'no-such-wave', { of });
    if (!there) {
      const visitor = { services, request, reply, signedIn };
      return formPage(visitor, found, null, fields);
    }
    const outcome = await proposeCode(services, form, there, signedIn.account.id);
    return reply.redirect(told(form.id, outcome), 303);
  });

  for (const [noun, how] of [
    ['confirmation', 'confirmed'],
    ['rejection', 'rejected'],
  ] as const)
    app.post<EntryRequest>(`${path}/corrections/${noun}`, { config }, async (request, reply) => {
      const { form, signedIn } = await namedForm(services, request);
      const seen = readButton(request).own('_seen');
      const corrections = await correctionsOf(services.db.study, form.id);
      // The one that was on the page, and no other that was proposed meanwhile.
      const open = corrections.find(({ id, outcome }) => id === seen && outcome === null);
      if (open && how === 'confirmed' && !(await findParticipant(services, signedIn, open.to_code)))
        throw new CatalogueError('not-found');
      const outcome = open
        ? await decideCode(services, open, how, signedIn.account.id)
        : 'changed-meanwhile';
      return reply.redirect(told(form.id, outcome), 303);
    });
}

const told = (id: string, outcome: string) => `${formPath({ id })}?told=${outcome}`;

async function namedForm(services: Services, request: FastifyRequest<EntryRequest>) {
  const signedIn = signedInOf(request);
  return { ...(await paperEntry(services, signedIn, request.params.form)), signedIn };
}
