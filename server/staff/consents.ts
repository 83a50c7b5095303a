/** What somebody has agreed to: how it stands, every form they signed, and a new one. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { nextStates } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { accountEmail } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { allAccounts } from '../db/accounts.ts';
import type { Participant } from '../db/participants.ts';
import { consentEntries, recordConsent } from '../enrolment/consent.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import { isTokenShaped, newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { askModels, consentModels } from './consent-fields.ts';
import {
  type ConsentField,
  consentDefaults,
  consentFields,
  parseConsent,
  takingPart,
} from './consent-form.ts';
import { consentPanel, historyRows } from './consent-model.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

const path = '/staff/:study/participants/:code/consents';

export async function consentRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ParticipantRequest>(
    path,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const { notice } = request.query;
      const shown = { notice: notices.find((known) => known === notice) };
      return consentsPage({ services, request, reply, signedIn }, found, shown);
    },
  );

  app.post<ParticipantRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const found = await namedParticipant(services, request);
    const { study, participant } = found;
    const form = readForm(request);
    const id = form.own('_id');
    const fields = formFields(form, consentFields(study));
    if (!isTokenShaped(id)) throw new CatalogueError('bad-form');
    if (isClosed(participant)) return consentsPage(visitor, found, {}, 409);
    const consent = parseConsent(fields, study, today(services.clock, study.time_zone), takingPart);
    if (!consent || Object.keys(fields.problems()).length > 0)
      return consentsPage(visitor, found, { fields, id }, 422);
    const { code } = participant;
    const outcome = await recordConsent(services, { id, code }, consent, signedIn.account.id);
    if (outcome === 'another') return consentsPage(visitor, found, { fields, used: true }, 409);
    return reply.redirect(`${participantPath(study, code)}/consents?notice=recorded`, 303);
  });
}

const notices = ['recorded', 'scanned'] as const;

interface Shown {
  readonly notice?: (typeof notices)[number] | undefined;
  /** What was sent and could not be taken as it is. */
  readonly fields?: FormFields<ConsentField>;
  /** The entry that the form will make. */
  readonly id?: string;
  /** The form was used before, for another entry. */
  readonly used?: boolean;
  /** Why a file was not taken. */
  readonly scanProblem?: string;
}

export async function consentsPage(
  visitor: Visitor,
  { study, participant }: { readonly study: Study; readonly participant: Participant },
  { notice, fields, id = newToken(), used = false, scanProblem = '' }: Shown,
  status = 200,
): Promise<FastifyReply> {
  const { services, request, signedIn } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const { code } = participant;
  const identity = await readIdentity(services, code, signedIn.account.id);
  const entries = await consentEntries(services.db, code);
  const shown = {
    study,
    language,
    values: fields?.typed ?? consentDefaults(study, today(services.clock, study.time_zone)),
    problems: problemTexts(fields ?? null, say),
  };
  const inputs = consentModels(shown);
  const asks = askModels(shown);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/consents',
      title: say('consent.title'),
      model: {
        ...consentPanel(services, study, participant, entries, language),
        code,
        name: identity?.name ?? '–',
        notice: notice ? say(`consent.notice.${notice}`) : '',
        used,
        scanProblem,
        problems: problemLinks([...inputs, ...asks]),
        history: historyRows({
          study,
          code,
          entries,
          accountName: await accountNames(services),
          language,
        }),
        closed: isClosed(participant),
        id,
        fields: inputs,
        askInputs: asks,
        action: `${participantPath(study, code)}/consents`,
        person: participantPath(study, code),
        withdrawal: `${participantPath(study, code)}/withdrawal`,
      },
    },
    status,
  );
}

/** Who has withdrawn or died signs nothing more; their scans can still be put in place. */
function isClosed({ state }: Participant): boolean {
  return nextStates(state).length === 0;
}

async function accountNames(services: Services): Promise<(id: string) => string | null> {
  const accounts = new Map(
    (await allAccounts(services.db.registry)).map((account) => [account.id, account]),
  );
  return (id) => {
    const account = accounts.get(id);
    return account ? accountEmail(services, account) : null;
  };
}
