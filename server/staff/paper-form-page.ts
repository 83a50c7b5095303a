/** The page of one paper form: who keyed it, what differs, what it is held beside, and whether it is somebody else's. */

import type { FastifyReply } from 'fastify';
import { differences } from '../../surveys/keying-differences.ts';
import { inLanguage } from '../../surveys/text.ts';
import { accountEmails } from '../accounts/accounts.ts';
import { findParticipant } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { dayInWords } from '../day.ts';
import { correctionsOf } from '../db/code-corrections.ts';
import { appendEvent } from '../db/events.ts';
import { keyingsOf } from '../db/keyings.ts';
import type { PaperForm } from '../db/paper-forms.ts';
import { isShut } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import { inputField, problemLinks } from '../field-models.ts';
import type { Form } from '../form.ts';
import { type FormFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { isChosen } from '../paper/deciding.ts';
import { asReading, readingOf } from '../paper/placing.ts';
import type { Services } from '../services.ts';
import { type Say, texts } from '../texts.ts';
import { differenceModels, type Readings, type Sent } from './difference-fields.ts';
import { heldModel } from './held-model.ts';
import { formPath, type PaperEntry } from './paper-entry.ts';
import { participantPath } from './participants.ts';

/** Both readings of a form that two people have keyed and nobody has decided about; null otherwise. */
export async function readingsOf(services: Services, form: PaperForm): Promise<Readings | null> {
  if (form.settled_at !== null || form.keyings === 1) return null;
  const [first, second] = await keyingsOf(services.db.study, form.id);
  return first?.finished_at && second?.finished_at
    ? { first: asReading(first), second: asReading(second) }
    : null;
}

type Refused = { readonly form: Form; readonly problems: Sent['problems'] };

/** `refused`: choices that were sent and could not be taken; `code`: the same of a code. */
export async function formPage(
  visitor: Visitor,
  { form, participation }: PaperEntry,
  refused: Refused | null = null,
  code: FormFields<'code' | 'wave'> | null = null,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { study, participant, wave } = participation;
  const language = requestLanguage(request);
  const say = texts(language);
  const { told } = request.query as { told?: unknown };
  const isKeyed = (await readingOf(services, services.db.study, form)) !== null;
  const decidable = await toDecide(visitor, { form, participation }, refused, language);
  const inputs = codeInputs(code, language);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/paper-form',
      title: say('arrivedForm.title'),
      model: {
        code: participant.code,
        person: participantPath(study, participant.code),
        wave: inLanguage(study.waves[wave - 1]?.label ?? {}, language),
        received: dayInWords(form.received_on, language),
        told: tellings.some((one) => one === told) ? say(`arrivedForm.told.${told}`) : '',
        state: say(`arrivedForm.state.${decidable.state}`),
        keyers: await keyerLines(services, form, say),
        ...{ differences: decidable.differences, held: decidable.held },
        mayRemove: decidable.state === 'to-key',
        mayCount: decidable.state === 'settled',
        mayChooseAgain: decidable.state !== 'left' && isChosen(form) && isKeyed,
        problems: refused
          ? differenceLinks(decidable.differences)
          : problemLinks(code ? inputs : []),
        correction: await correctionModel(visitor, form),
        inputs,
        action: formPath(form),
      },
    },
    refused || code ? 422 : 200,
  );
}

const tellings = [
  ...['decided', 'changed-meanwhile', 'proposed', 'same-code', 'other-form', 'not-yet-due'],
  ...['merged', 'proposed-before', 'confirmed', 'rejected', 'own-proposal'],
] as const;

/** Answers are on the page only where something is to be decided, and on record then. */
async function toDecide(
  { services, signedIn }: Visitor,
  { form, participation }: PaperEntry,
  refused: Refused | null,
  language: string,
) {
  const { code, wave } = form;
  const { db, clock } = services;
  const nothing = { differences: null, held: null };
  if (await isShut(db.study, code)) return { state: 'left', ...nothing } as const;
  const readings = await readingsOf(services, form);
  const standing = await submittedResponse(db.study, code, wave);
  const isHeld = form.settled_at !== null && form.outcome === null && standing !== null;
  if (readings || isHeld)
    await db.study.transaction().execute((trx) =>
      appendEvent(trx, clock, {
        ...{ actor: signedIn.account.id, action: 'answers read', code },
        detail: { wave },
      }),
    );
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  if (readings) {
    const fields = differences(instrument, readings.first, readings.second);
    const models = differenceModels(instrument, fields, readings, refused, language);
    return { state: 'differs', differences: models, held: null } as const;
  }
  if (!isHeld) return { state: stateOf(form), ...nothing } as const;
  const reading = await readingOf(services, db.study, form);
  const { time_zone } = participation.study;
  const held = heldModel(services, form, reading?.sheet ?? {}, standing, time_zone, language);
  return { state: 'held', differences: null, held } as const;
}

function stateOf({ settled_at, outcome }: PaperForm) {
  if (settled_at === null) return 'to-key';
  // Without an outcome its participant was out of the study just then.
  return outcome ?? 'settled';
}

function differenceLinks(models: ReturnType<typeof differenceModels> | null) {
  return problemLinks(
    (models ?? []).map(({ picks, number, question, problem }) => ({
      name: picks[0]?.id ?? '',
      label: [number, question].filter(Boolean).join(' '),
      problem,
    })),
  );
}

async function keyerLines(services: Services, form: PaperForm, say: Say): Promise<string[]> {
  const emails = await accountEmails(services);
  const keyings = await keyingsOf(services.db.study, form.id);
  return keyings.map(({ keyed_by, finished_at }) =>
    say(`arrivedForm.${finished_at ? 'keyedBy' : 'begunBy'}`, {
      who: emails.get(keyed_by) ?? say('log.actor.unknown'),
    }),
  );
}

async function correctionModel({ services, signedIn }: Visitor, form: PaperForm) {
  const all = await correctionsOf(services.db.study, form.id);
  const open = all.find(({ outcome }) => outcome === null);
  if (!open) return null;
  // Whoever may not see that person may not agree either.
  const to = await findParticipant(services, signedIn, open.to_code);
  return {
    ...{ id: open.id, code: to ? open.to_code : '–', wave: open.to_wave },
    isOwn: open.proposed_by === signedIn.account.id,
    mayConfirm: to !== null && open.proposed_by !== signedIn.account.id,
  };
}

function codeInputs(fields: FormFields<'code' | 'wave'> | null, language: string) {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  return (['code', 'wave'] as const).map((name) =>
    inputField(name, say(`arrivedForm.correction.${name}`), {
      value: fields?.typed[name] ?? '',
      problem: problems[name],
      short: true,
    }),
  );
}
