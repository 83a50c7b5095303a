/** The keying screen: a whole paper form at once, taken as it stands. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Problem } from '../../surveys/answer-type.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { keyPaperForm } from '../collection/paper-entry.ts';
import { instrumentOf, type Participation, participationOf } from '../collection/participation.ts';
import { typedDay } from '../day.ts';
import { isShut } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import { CatalogueError } from '../errors.ts';
import { type FieldModel, inputField, problemLinks } from '../field-models.ts';
import { type Form, readForm } from '../form.ts';
import { formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import { isTokenShaped, newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { addTask } from '../tasks/task-change.ts';
import { texts } from '../texts.ts';
import { keyingProblems, keyingSections } from './keying-model.ts';
import { keyingWords } from './keying-words.ts';
import { type Refusal, refusalPage } from './paper-refusal.ts';
import { replacedCodePage } from './replaced-code.ts';

export const keyers = ['coordinator', 'keyer'] as const;

export interface PaperRequest {
  Params: { code: string; wave: string };
}

export async function keyingRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<PaperRequest>(
    '/staff/paper-entries/:code/:wave',
    { config: onlyFor(...keyers) },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const found = await toKey(services, signedIn, request.params);
      if (typeof found === 'string') return refusalPage(visitor, found);
      const { merged_into } = found.participant;
      if (merged_into !== null) return replacedCodePage(visitor, merged_into, found.wave);
      const refusal = await standing(services, found);
      if (refusal) return refusalPage(visitor, refusal);
      return keyingPage(visitor, found, null);
    },
  );

  app.post<PaperRequest>(
    '/staff/paper-entries/:code/:wave',
    { config: onlyFor(...keyers) },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const found = await toKey(services, signedIn, request.params);
      if (typeof found === 'string') return refusalPage(visitor, found);
      const { merged_into } = found.participant;
      if (merged_into !== null) return replacedCodePage(visitor, merged_into, found.wave);
      const form = readForm(request);
      const nonce = form.own('_nonce');
      if (!isTokenShaped(nonce)) throw new CatalogueError('bad-form');
      const keyed = keyedDates(services, found, form);
      if (!keyed.receivedOn) return keyingPage(visitor, found, form);

      const outcome = await keyPaperForm(services, {
        participation: found,
        fields: answersOf(form),
        writtenOn: keyed.writtenOn,
        receivedOn: keyed.receivedOn,
        keyedBy: signedIn.account.id,
        nonce,
      });
      switch (outcome.outcome) {
        case 'keyed':
        case 'repeated':
          if (isUnclear(form)) await tellUnclearForm(services, found, signedIn.account.id);
          return reply.redirect(`${screenPath(found)}/receipt`, 303);
        case 'refused':
          return keyingPage(visitor, found, form);
        case 'not-this-form':
          throw new CatalogueError('not-this-form');
        default:
          return refusalPage(visitor, outcome.outcome);
      }
    },
  );
}

async function toKey(
  services: Services,
  signedIn: SignedIn,
  { code, wave }: PaperRequest['Params'],
): Promise<Participation | Refusal> {
  const parsed = parseCode(code);
  if (!parsed) return 'bad-code';
  if (!(await findParticipant(services, signedIn, parsed))) return 'unknown-code';
  const number = /^[1-9]\d?$/.test(wave) ? Number(wave) : 0;
  return (await participationOf(services, parsed, number)) ?? 'no-such-wave';
}

/** What would stop the form later, told before anybody has keyed it. */
async function standing(
  { db }: Services,
  { participant, wave, state }: Participation,
): Promise<Refusal | null> {
  if (await isShut(db.study, participant.code)) return 'withdrawn';
  if (await submittedResponse(db.study, participant.code, wave)) return 'already-submitted';
  return state === 'not-yet-due' ? 'not-yet-due' : null;
}

/** Stand beside the answers on the screen; no item can have a name with a hyphen. */
const dateNames = ['received-on', 'written-on'] as const;
const unclearName = 'unclear-form';
const besides: readonly string[] = [...dateNames, unclearName];

/** What the paper itself says. */
function answersOf({ fields }: Form): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !besides.includes(name)));
}

/** The keyer wants somebody else to look at the paper. */
function isUnclear({ fields }: Form): boolean {
  return fields[unclearName] === 'yes';
}

/** Puts the paper form on the coordinators' list, once. */
export async function tellUnclearForm(
  services: Services,
  { study, participant: { code }, wave }: Participation,
  actor: string,
): Promise<void> {
  const dueOn = today(services.clock, study.time_zone);
  const task = { study: study.study, code, kind: 'unclear-form', wave, dueOn } as const;
  await addTask(services, task, actor);
}

/** Without a date of receipt a problem stands in the fields. */
function keyedDates(services: Services, { participant, study }: Participation, form: Form) {
  const sent = dateNames.map((name) => [name, form.fields[name] ?? '']);
  const fields = formFields({ ...form, fields: Object.fromEntries(sent) }, dateNames);
  const now = today(services.clock, study.time_zone);
  const date = (name: (typeof dateNames)[number], latest: string) => {
    const day = fields.date(name);
    if (day && day < participant.inclusion_date)
      return fields.refuse(name, 'too-early', { from: typedDay(participant.inclusion_date) });
    if (day && day > now) return fields.refuse(name, 'in-the-future');
    return day && day > latest ? fields.refuse(name, 'too-late', { to: typedDay(latest) }) : day;
  };
  const receivedOn = fields.needed('received-on', date('received-on', now));
  const writtenOn = date('written-on', receivedOn ?? now);
  const taken = Object.keys(fields.problems()).length === 0;
  return { fields, writtenOn, receivedOn: taken ? receivedOn : null };
}

const screenPath = ({ participant, wave }: Participation) =>
  `/staff/paper-entries/${participant.code}/${wave}`;

/** `sent`: a form that could not be taken, shown again as it was keyed. */
function keyingPage(visitor: Visitor, found: Participation, sent: Form | null): FastifyReply {
  const { services, request } = visitor;
  const { study, role, participant, wave } = found;
  const language = requestLanguage(request);
  const say = texts(language);
  const instrument = instrumentOf(services, role);
  const fields = sent ? answersOf(sent) : {};
  const problems: Readonly<Record<string, Problem>> = sent
    ? parseForm(fields, items(instrument), 'paper').problems
    : {};
  // The screen shows the form in the language of the paper.
  const paper = { instrument, language: participant.language, firstWave: wave === 1 };
  const sections = keyingSections(paper, fields, problems, say);
  const dates = dateFields(services, found, sent, language);
  const links = [...(problemLinks(dates) ?? []), ...keyingProblems(sections, say)];
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/keying',
      title: say('staff.keying.title', { code: participant.code }),
      model: {
        code: participant.code,
        wave: inLanguage(study.waves[wave - 1]?.label ?? {}, language),
        instrument: inLanguage(instrument.title, participant.language),
        paperLanguage: participant.language,
        dates,
        days: { from: participant.inclusion_date, to: today(services.clock, study.time_zone) },
        words: keyingWords(say),
        autosave: '',
        unclear: sent !== null && isUnclear(sent),
        sections,
        problems: links.length > 0 ? links : null,
        action: screenPath(found),
        nonce: sent?.own('_nonce') || newToken(),
      },
    },
    sent ? 422 : 200,
  );
}

function dateFields(
  services: Services,
  found: Participation,
  sent: Form | null,
  language: string,
): FieldModel[] {
  const say = texts(language);
  const fields = sent && keyedDates(services, found, sent).fields;
  const problems = problemTexts(fields, say);
  const now = typedDay(today(services.clock, found.study.time_zone));
  return dateNames.map((name) =>
    inputField(name, say(`staff.keying.${name}`), {
      value: fields ? fields.typed[name] : name === 'received-on' ? now : '',
      problem: problems[name],
      hint: say(`staff.keying.${name}-hint`),
      short: true,
    }),
  );
}
