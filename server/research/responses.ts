/** One response, to be read and not changed: what was answered under a code at a wave, and never whose it is. */

import type { FastifyInstance } from 'fastify';
import type { Sheet } from '../../surveys/answer.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { type ParticipantRecord, recordUnder } from '../analysis/records.ts';
import { sheetsOfPage } from '../analysis/sheets.ts';
import { appendEvent } from '../db/events.ts';
import type { ResponseState } from '../db/exports.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { parseCode } from '../participant-code.ts';
import type { ResearchView } from '../research-view.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { type Researcher, type StudyRequest, signedInResearcher } from './researcher.ts';
import { responseModel } from './response-model.ts';
import { onSameCut } from './same-cut.ts';
import { speaker } from './speaker.ts';
import { studyFrame } from './study-pages.ts';

interface ResponseRequest extends StudyRequest {
  Params: { study: string; code: string; wave: string };
}

export async function responseRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ResponseRequest>(
    '/research/:study/responses/:code/:wave',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const { code, wave } = request.params;
      const found = await recordUnder(view, parseCode(code) ?? '');
      const at = found?.record.waves.find((one) => String(one.wave) === wave);
      if (!found || !at?.response) throw new CatalogueError('not-found');
      const language = requestLanguage(request);
      const speak = speaker(view.study, language);
      const reading = { record: found.record, wave: at.wave, response: at.response };
      const sheet = await sheetRead(services, researcher, view, reading);
      const frame = studyFrame(view, researcher, 'quality', language);
      const path = `/research/${view.study.study}/responses/${found.record.participant.code}`;
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/response',
          title: speak.say('response.title', {
            ...{ code: found.record.participant.code, wave: speak.wave(at.wave) },
          }),
          model: {
            ...frame,
            // Another cut may not have this response.
            data: { ...frame.data, choices: [] },
            ...responseModel(view, found, { ...at, response: at.response, sheet }, speak),
            others: found.record.waves
              .filter(({ wave: other, response }) => response && view.waves.includes(other))
              .map(({ wave: other }) => ({
                href: onSameCut(`${path}/${other}`, researcher),
                text: speak.wave(other),
                current: other === at.wave,
              })),
          },
        },
      );
    },
  );
}

interface Reading {
  readonly record: ParticipantRecord;
  readonly wave: number;
  readonly response: ResponseState;
}

/** On record before the answers are fetched; null where they are withheld, and then nothing is fetched. */
async function sheetRead(
  { db, clock }: Services,
  { account, by }: Researcher,
  view: ResearchView,
  { record, wave, response }: Reading,
): Promise<Sheet | null> {
  if (!view.waves.includes(wave)) return null;
  const { study, cut } = view;
  await db.registry.transaction().execute((trx) =>
    appendEvent(trx, clock, {
      ...{ actor: account.id, action: 'response read', code: record.participant.code },
      detail: { study: study.study, by, wave, ...(cut && { cut: cut.number }) },
    }),
  );
  const sheet = (await sheetsOfPage(view, [record])).get(response.id);
  // It was there a moment ago: it can only have gone with its participant.
  if (!sheet) throw new CatalogueError('not-found');
  return sheet;
}
