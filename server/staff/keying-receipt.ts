/** What a keyer is told of a form they have keyed: how many answers there are and what is odd about them, in numbers. */

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Answer, Flag, Sheet } from '../../surveys/answer.ts';
import { completeSheet } from '../../surveys/answers.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { type Participation, pinnedInstrument } from '../collection/participation.ts';
import { keyingsOf } from '../db/keyings.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { correctable } from '../paper/keying-correction.ts';
import { asReading } from '../paper/placing.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { addTask } from '../tasks/task-change.ts';
import { texts } from '../texts.ts';
import {
  type EntryRequest,
  entryPath,
  keyers,
  type PaperEntry,
  paperEntry,
} from './paper-entry.ts';
import { pileToKey } from './paper-piles.ts';
import { envelopeInputs } from './received-envelope.ts';

export async function keyingReceiptRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor(...keyers);
  const { db } = services;

  app.get<EntryRequest>(
    '/staff/paper-entries/:form/receipt',
    { config },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const visitor = { services, request, reply, signedIn };
      const found = await paperEntry(services, signedIn, request.params.form);
      const sheet = await ownSheet(services, found, signedIn.account.id);
      const own = await correctable(services, db.study, found.form, signedIn.account.id);
      const language = requestLanguage(request);
      const say = texts(language);
      const { study, participant, wave } = found.participation;
      const inputs = envelopeInputs(visitor, null, null);
      const [next] = await pileToKey(services, signedIn, language);
      return sendSignedInPage(visitor, {
        template: 'staff/paper-receipt',
        title: say('staff.receipt.title'),
        model: {
          code: participant.code,
          wave: inLanguage(study.waves[wave - 1]?.label ?? {}, language),
          tasks: `${entryPath(found.form)}/tasks`,
          next: next ?? null,
          correction: own ? `${entryPath(found.form)}/correction` : null,
          counts: counts(sheet).map(({ name, count }) => say(`staff.receipt.${name}`, { count })),
          ...{ inputs, nonce: randomUUID(), problems: null },
        },
      });
    },
  );

  app.post<EntryRequest>('/staff/paper-entries/:form/tasks', { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const { participation } = await paperEntry(services, signedIn, request.params.form);
    readButton(request);
    await tellUnclearForm(services, participation, signedIn.account.id);
    return reply.redirect(`/staff/paper-entries?told=${participation.participant.code}`, 303);
  });
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

/** As this person read it; throws `not-found` for somebody who has not keyed the form. */
async function ownSheet(
  services: Services,
  { form, participation }: PaperEntry,
  keyer: string,
): Promise<Sheet> {
  const keyings = await keyingsOf(services.db.study, form.id);
  const own = keyings.find(({ keyed_by }) => keyed_by === keyer);
  if (!own?.finished_at) throw new CatalogueError('not-found');
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  return completeSheet(instrument, asReading(own).sheet, participation.occasion, 'paper');
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
