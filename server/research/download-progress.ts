/** How far downloads have come, for the page that they were begun on. It is told by the way: nothing waits for it. */

import { setImmediate as breath } from 'node:timers/promises';
import type { StudyRole } from '../../surveys/study.ts';
import { enrolledAfter } from '../db/exports.ts';
import type { ResearchView } from '../research-view.ts';

export interface Progress {
  bytes: number;
  /** How many times a participant's data were read, of how many times that will be; 0 where that is none. */
  done: number;
  of: number;
  state: 'going' | 'finished' | 'broken';
}

/** By account and the id that the page made; the oldest goes when there are many. */
export class Progresses {
  readonly #known = new Map<string, Progress>();

  begin(account: string, id: unknown, of: number): Progress {
    const progress: Progress = { bytes: 0, done: 0, of, state: 'going' };
    if (!isId(id)) return progress;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= 200 && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(keyOf(account, id), progress);
    return progress;
  }

  of(account: string, id: string): Progress | null {
    return this.#known.get(keyOf(account, id)) ?? null;
  }
}

export const isId = (id: unknown): id is string =>
  typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);

const keyOf = (account: string, id: string) => `${account} ${id}`;

/** The pieces as they come, counted. */
export async function* counted<Piece extends string | Uint8Array>(
  pieces: AsyncIterable<Piece>,
  progress: Progress,
): AsyncGenerator<Piece> {
  try {
    for await (const piece of pieces) {
      progress.bytes += Buffer.byteLength(piece);
      yield piece;
    }
    progress.state = 'finished';
  } finally {
    if (progress.state === 'going') progress.state = 'broken';
  }
}

/** How many participants there are, a few hundred at a time. */
export async function participantCount(
  view: ResearchView,
  roles: readonly StudyRole[],
): Promise<number> {
  const size = 500;
  let count = 0;
  for (const { name } of roles)
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = await enrolledAfter(view, name, after, size);
      count += page.length;
      after = page.length < size ? undefined : page.at(-1)?.code;
      await breath();
    }
  return count;
}
