/** Printing the letters of a batch, all at once or one again: streamed as they are made, and how far that is. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studyNamed } from '../accounts/scope.ts';
import { batchNamed, type LetterBatch } from '../db/letter-batches.ts';
import { CatalogueError } from '../errors.ts';
import { lettersMade, lettersToPrint, recordPrinting } from '../paper/letters.ts';
import { lettersPdf } from '../printing/letters-pdf.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { batchPath } from './letter-model.ts';

export interface BatchRequest {
  Params: { study: string; batch: string };
  Querystring: { sides?: unknown };
}

/** How far somebody's printing of a batch has come, while it is made. */
export interface Printing {
  readonly done: number;
  readonly of: number;
}

/** By account and batch: a page of its own asks again and again. */
export type Printings = Map<string, Printing>;

export const printingKey = (account: string, { id }: LetterBatch) => `${account} ${id}`;

const path = '/staff/:study/letters/:batch';

export async function letterPrintingRoutes(
  app: FastifyInstance,
  services: Services,
  printings: Printings,
): Promise<void> {
  // A HEAD would log a read that nobody makes.
  const options = { exposeHeadRoute: false, config: onlyFor('coordinator') };

  for (const [file, one] of [
    ['letters.pdf', false],
    [':letter/letter.pdf', true],
  ] as const)
    app.get<BatchRequest>(`${path}/${file}`, options, async (request, reply) => {
      const { study, batch, signedIn } = await namedBatch(services, request);
      const { letter } = request.params as { letter?: string };
      const all = await lettersToPrint(services, batch);
      const letters = one ? all.filter(({ id }) => id === letter) : all;
      // Of a batch that letters are still added to, it would not be what is posted.
      if (batch.printed_at === null || letters.length === 0) throw new CatalogueError('not-found');
      const { id: account } = signedIn.account;
      await recordPrinting(services, study, letters.length, account);
      const key = printingKey(account, batch);
      const told = (done: number) => printings.set(key, { done, of: letters.length });
      told(0);
      const pdf = lettersPdf(lettersMade(services, { study, batch }, letters), {
        sides: request.query.sides === 'one' ? 'one' : 'two',
        madeAt: new Date(services.clock.now().epochMilliseconds),
        told,
      });
      pdf.once('close', () => printings.delete(key));
      const whose = one ? `-${letters[0]?.code}` : '';
      const name = `${study.study}-${batch.day}-${batch.number}${whose}.pdf`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return reply.type('application/pdf').send(pdf);
    });
}

/** Throws `not-found`, also for a batch of a study or a site of others. */
export async function namedBatch(services: Services, request: FastifyRequest<BatchRequest>) {
  const signedIn = signedInOf(request);
  const study: Study = studyNamed(services, signedIn, request.params.study);
  const batch = await batchNamed(services.db.registry, request.params.batch);
  const sites = sitesOf(signedIn, study);
  const isSeen = sites === null || sites.includes(batch?.site ?? '');
  if (batch?.study !== study.study || !isSeen) throw new CatalogueError('not-found');
  return { study, batch, signedIn };
}

/** The links of a batch that is printed and not posted. */
export function printingLinks(
  study: Study,
  batch: LetterBatch,
): { readonly twoSided: string; readonly oneSided: string } {
  const file = `${batchPath(study, batch)}/letters.pdf`;
  return { twoSided: file, oneSided: `${file}?sides=one` };
}
