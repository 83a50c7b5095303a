/** Work that is done once a reply is on its way, so that the reply tells nothing of it. */

import { setImmediate as breath } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { withoutMessage } from './errors.ts';

export interface Afterwards {
  /** False when too much is waiting already. */
  add(work: () => Promise<void>): boolean;
}

const mostWaiting = 500;

/** One piece after another, in the order they came; closing the application waits for all of them. */
export function afterwards(app: FastifyInstance): Afterwards {
  let waiting = 0;
  let last = Promise.resolve();
  app.addHook('onClose', () => last);

  const done = async (work: () => Promise<void>): Promise<void> => {
    // What is ready to be sent goes out first.
    await breath();
    try {
      await work();
    } catch (error) {
      app.log.error({ err: withoutMessage(error as Error) }, 'unexpected');
    }
    waiting -= 1;
  };
  return {
    add(work) {
      if (waiting >= mostWaiting) return false;
      waiting += 1;
      last = last.then(() => done(work));
      return true;
    },
  };
}
