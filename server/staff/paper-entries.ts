/** Keying paper forms: from the code on the form to its screen, and the receipt afterwards. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Answer, Flag, Sheet } from '../../surveys/answer.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { findParticipant } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { participationOf } from '../collection/participation.ts';
import { submittedResponse } from '../db/responses.ts';
import { CatalogueError } from '../errors.ts';
import { type FieldModel, inputField, problemLinks } from '../field-models.ts';
import { readButton, readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { parseCode } from '../participant-code.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { blankFormLinks } from './blank-form-links.ts';
import { keyers, keyingRoutes, type PaperRequest, tellUnclearForm } from './keying.ts';

type Field = 'code' | 'wave';

interface FindRequest {
  Querystring: { told?: unknown };
}

export async function paperEntryRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<FindRequest>(
    '/staff/paper-entries',
    { config: onlyFor(...keyers) },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const told = parseCode(String(request.query.told ?? ''));
      return findPage({ services, request, reply, signedIn }, null, told);
    },
  );

  // A post, so that whatever is typed in the wrong place does not end up in an address.
  app.post('/staff/paper-entries', { config: onlyFor(...keyers) }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const fields = formFields<Field>(readForm(request), ['code', 'wave']);
    const found = await findForm(services, signedIn, fields);
    if (!found) return findPage({ services, request, reply, signedIn }, fields);
    return reply.redirect(`/staff/paper-entries/${found.code}/${found.wave}`, 303);
  });

  await keyingRoutes(app, services);

  app.post<PaperRequest>(
    '/staff/paper-entries/:code/:wave/tasks',
    { config: onlyFor(...keyers) },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { code, wave } = request.params;
      const found =
        (await findParticipant(services, signedIn, code)) &&
        (await participationOf(services, code, Number(wave)));
      if (!found) throw new CatalogueError('not-found');
      readButton(request);
      await tellUnclearForm(services, found, signedIn.account.id);
      return reply.redirect(`/staff/paper-entries?told=${code}`, 303);
    },
  );

  app.get<PaperRequest>(
    '/staff/paper-entries/:code/:wave/receipt',
    { config: onlyFor(...keyers) },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { code, wave } = request.params;
      const participation =
        (await findParticipant(services, signedIn, code)) &&
        (await participationOf(services, code, Number(wave)));
      const response =
        participation && (await submittedResponse(services.db.study, code, participation.wave));
      if (!participation || response?.keyed_by !== signedIn.account.id)
        throw new CatalogueError('not-found');
      const language = requestLanguage(request);
      const say = texts(language);
      const label = participation.study.waves[participation.wave - 1]?.label ?? {};
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/paper-receipt',
          title: say('staff.receipt.title'),
          model: {
            code,
            wave: inLanguage(label, language),
            tasks: `/staff/paper-entries/${code}/${participation.wave}/tasks`,
            counts: counts(JSON.parse(response.sheet) as Sheet).map(({ name, count }) =>
              say(`staff.receipt.${name}`, { count }),
            ),
            ...findModel(null, language),
          },
        },
      );
    },
  );
}

/** Code and wave as they exist; otherwise the problem stands in the fields. */
async function findForm(services: Services, signedIn: SignedIn, fields: FormFields<Field>) {
  const typed = fields.needed('code', fields.text('code', 30));
  const code = typed && (parseCode(typed) ?? fields.refuse('code', 'bad-code'));
  const wave = fields.needed('wave', fields.text('wave', 10));
  const participant = code && (await findParticipant(services, signedIn, code))?.participant;
  if (code && !participant) fields.refuse('code', 'unknown-code');
  if (!participant || !wave) return null;
  const number = /^\d{1,2}$/.test(wave) ? Number(wave) : 0;
  const of = services.definitions.study(participant.study)?.waves.length ?? 0;
  if (number < 1 || number > of) return fields.refuse('wave', 'no-such-wave', { of });
  return { code: participant.code, wave: number };
}

/** `told`: the code of a form that was handed on to a coordinator. */
function findPage(
  visitor: Visitor,
  fields: FormFields<Field> | null,
  told: string | null = null,
): FastifyReply {
  const language = requestLanguage(visitor.request);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/paper-entries',
      title: texts(language)('staff.paper.title'),
      model: {
        ...findModel(fields, language),
        told,
        blankForms: blankFormLinks(visitor.services, visitor.signedIn, language),
      },
    },
    fields ? 422 : 200,
  );
}

/** The form that asks for code and wave. */
function findModel(
  fields: FormFields<Field> | null,
  language: string,
): { inputs: FieldModel[]; problems: ReturnType<typeof problemLinks> } {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const inputs = (['code', 'wave'] as const).map((name) =>
    inputField(name, say(`staff.paper.${name}`), {
      value: fields?.typed[name] ?? '',
      problem: problems[name],
      hint: say(`staff.paper.${name}Hint`),
      short: true,
    }),
  );
  return { inputs, problems: problemLinks(inputs) };
}

const flags: readonly Flag[] = ['wrong-branch', 'exclusive-with-others', 'identity-number-removed'];

/** How many answers there are and what stands out about them: numbers, never answers. */
function counts(sheet: Sheet): { name: string; count: number }[] {
  const answers = Object.values(sheet);
  const count = (name: string, test: (answer: Answer) => boolean) => ({
    name,
    count: answers.filter(test).length,
  });
  const reasons = ['skipped', 'illegible', 'two-marks', 'routing-unknown'] as const;
  return [
    count('answered', (answer) => 'value' in answer),
    ...reasons.map((reason) =>
      count(reason, (answer) => 'missing' in answer && answer.missing === reason),
    ),
    ...flags.map((flag) =>
      count(flag, (answer) => 'value' in answer && (answer.flags ?? []).includes(flag)),
    ),
  ].filter((counted) => counted.count > 0);
}
