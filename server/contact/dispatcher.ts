/** Sends what is due for as long as the server runs: every few minutes, one round at a time. */

import { setTimeout as pause } from 'node:timers/promises';
import { followUpWithdrawals } from '../enrolment/withdrawal-follow-up.ts';
import { withoutMessage } from '../errors.ts';
import type { Services } from '../services.ts';
import { dispatch } from './dispatch.ts';

export interface Dispatcher {
  /** Lets the message that is on its way arrive, and begins no other. */
  stop(): Promise<void>;
}

/** A round that fails is told of and followed by the next. */
export function startDispatcher(
  services: Services,
  log: { error(what: object, message: string): void },
): Dispatcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = (error: unknown) => log.error({ err: withoutMessage(error as Error) }, 'dispatch');
  const rounds = async () => {
    const milliseconds = services.config.dispatchMinutes * 60_000;
    // Where cron sends, what a withdrawal leaves to be done is still taken up at the start.
    if (milliseconds === 0) return followUpWithdrawals(services).catch(tell);
    while (!signal.aborted) {
      await dispatch(services, { signal }).catch(tell);
      await pause(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = rounds();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
