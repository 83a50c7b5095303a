/** A batch of letters: who they go to, the list to print them from, and marking them printed and posted. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { addressList } from '../contact/address-list.ts';
import {
  type BatchLetter,
  markPosted,
  markPrinted,
  waitingLetters,
} from '../contact/letter-batch.ts';
import { type LetterBatch, lettersIn } from '../db/letter-batches.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import { CatalogueError } from '../errors.ts';
import { csvType } from '../export/csv.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { batchName, batchPath, batchState } from './letter-model.ts';
import {
  type BatchRequest,
  letterPrintingRoutes,
  namedBatch,
  type Printing,
  type Printings,
  printingKey,
  printingLinks,
} from './letter-printing.ts';
import { participantPath } from './participants.ts';

const path = '/staff/:study/letters/:batch';

export async function letterRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor('coordinator');
  const printings: Printings = new Map();
  await letterPrintingRoutes(app, services, printings);

  // A HEAD would log a read that nobody makes.
  app.get<BatchRequest>(path, { exposeHeadRoute: false, config }, async (request, reply) => {
    const { study, batch, signedIn } = await namedBatch(services, request);
    const making = printings.get(printingKey(signedIn.account.id, batch)) ?? null;
    return batchPage({ services, request, reply, signedIn }, study, batch, making);
  });

  app.get<BatchRequest>(
    `${path}/addresses.csv`,
    { exposeHeadRoute: false, config },
    async (request, reply) => {
      const { study, batch, signedIn } = await namedBatch(services, request);
      // Of a batch that letters are still added to, it would not be what is posted.
      if (batch.printed_at === null) throw new CatalogueError('not-found');
      const file = await addressList(services, study, batch, signedIn.account.id);
      const name = `${study.study}-${batch.day}-${batch.number}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return reply.type(csvType).send(file);
    },
  );

  app.post<BatchRequest>(`${path}/printing`, { config }, async (request, reply) => {
    const { study, batch, signedIn } = await namedBatch(services, request);
    readButton(request);
    await markPrinted(services, batch, signedIn.account.id);
    return reply.redirect(batchPath(study, batch), 303);
  });

  app.post<BatchRequest>(`${path}/posting`, { config }, async (request, reply) => {
    const { study, batch, signedIn } = await namedBatch(services, request);
    readButton(request);
    const outcome = await markPosted(services, study, batch, signedIn.account.id);
    const told = outcome === 'posted' ? '' : `?told=${outcome}`;
    return reply.redirect(`${batchPath(study, batch)}${told}`, 303);
  });
}

async function batchPage(
  visitor: Visitor,
  study: Study,
  batch: LetterBatch,
  making: Printing | null,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const language = requestLanguage(request);
  const say = texts(language);
  const { told } = request.query as { told?: unknown };
  const waiting = await waitingLetters(services, batch);
  const here = batchPath(study, batch);
  // While they are made the page is loaded again and again: nobody is named on it.
  const shown = making ? [] : [...(await sentLetters(services, batch)), ...waiting];
  const rows = await letterRows(visitor, study, here, shown);
  const isPrinted = batch.printed_at !== null;
  const isToGo = waiting.some(({ takenOut }) => takenOut === null);
  return sendSignedInPage(visitor, {
    template: 'staff/letters',
    title: say('letters.title'),
    model: {
      name: batchName(study, batch, language),
      ...batchState(study, batch, language),
      told: told === 'sending-paused' ? say('letters.sendingPaused') : '',
      making,
      back: `/staff/sending?study=${study.study}`,
      letters: rows.filter(({ takenOut }) => takenOut === ''),
      takenOut: rows.filter(({ takenOut }) => takenOut !== ''),
      addresses: isPrinted && isToGo ? `${here}/addresses.csv` : '',
      pdf: isPrinted && isToGo ? printingLinks(study, batch) : null,
      printing: isPrinted || waiting.length === 0 ? '' : `${here}/printing`,
      posting: isPrinted && batch.posted_at === null ? `${here}/posting` : '',
    },
  });
}

async function sentLetters({ db }: Services, { id }: LetterBatch): Promise<BatchLetter[]> {
  const letters = await lettersIn(db.registry, id);
  return letters
    .filter(({ status }) => status === 'sent')
    .map((letter) => ({ letter, takenOut: null }));
}

async function letterRows(
  { services, request, signedIn }: Visitor,
  study: Study,
  here: string,
  letters: readonly BatchLetter[],
) {
  const language = requestLanguage(request);
  // Who has moved to another site is no longer for this one to see.
  const seen = letters.filter(({ takenOut }) => takenOut !== 'moved');
  const codes = seen.map(({ letter }) => letter.code);
  const identities = await readIdentities(services, study.study, codes, signedIn.account.id);
  return letters.map(({ letter: { id, code, wave, ordinal, status }, takenOut }) => {
    const label = study.waves[wave - 1]?.label;
    const identity = identities.get(code);
    return {
      href: participantPath(study, code),
      code,
      name: identity?.name ?? '–',
      address: identity?.address ?? '',
      wave: label ? inLanguage(label, language) : String(wave),
      isReminder: ordinal > 1,
      // Once it is in the post, its code is known to nobody but whoever gets it.
      pdf: status === 'waiting' ? `${here}/${id}/letter.pdf` : '',
      takenOut: takenOut ? texts(language)(`letters.out.${takenOut}`) : '',
    };
  });
}
