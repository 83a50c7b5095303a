/** Work that is done some while after a reply is on its way, so that neither the reply nor the next one tells of it. */

import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { withoutMessage } from './errors.ts';

export interface Afterwards {
  /** False when too much is waiting already. */
  add(work: () => Promise<void>): boolean;
}

const mostWaiting = 500;
const [shortest, longest] = [1000, 10_000];

/**
 * In milliseconds, another one each time. Done at once, work would hold up whatever the same visitor asks
 * for next, and more of it longer: that told who is known here.
 */
export function someWhile(): number {
  return randomInt(shortest, longest);
}

/** One piece at a time; closing the application does at once what waits, and waits for all of it. */
export function afterwards(app: FastifyInstance, wait: () => number = someWhile): Afterwards {
  const closing = new AbortController();
  const pieces = new Set<Promise<void>>();
  let last = Promise.resolve();
  app.addHook('onClose', async () => {
    closing.abort();
    await Promise.all(pieces);
  });

  const done = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      app.log.error({ err: withoutMessage(error as Error) }, 'unexpected');
    }
  };
  const later = async (work: () => Promise<void>): Promise<void> => {
    // Cut short by closing, and by nothing else.
    await pause(wait(), undefined, { signal: closing.signal }).catch(() => undefined);
    last = last.then(() => done(work));
    await last;
  };
  return {
    add(work) {
      if (pieces.size >= mostWaiting) return false;
      const piece = later(work).finally(() => pieces.delete(piece));
      pieces.add(piece);
      return true;
    },
  };
}
