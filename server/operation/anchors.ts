/** Anchors: the end of each event log written down elsewhere, so that not even a log made anew can pass. */

import { type Store, stores } from '../db/dialects.ts';
import { eventBySeq, eventHead } from '../db/events.ts';
import type { Readers } from '../db/open.ts';
import type { Check } from './checks.ts';

export interface Anchor {
  readonly store: Store;
  readonly seq: number;
  readonly hash: string;
}

/** One line for each log that has events: `study 312 2018-03-01T09:00:00.000Z <hash>` */
export async function anchorLines(readers: Readers): Promise<string[]> {
  const lines: string[] = [];
  for (const store of stores) {
    const { seq, hash } = await eventHead(readers[store]);
    const last = await eventBySeq(readers[store], seq);
    if (last) lines.push(`${store} ${seq} ${last.at} ${hash}`);
  }
  return lines;
}

/** Every anchor in a text, such as a folder of printed mails: quoted, folded and encoded lines count too. */
export function anchorsIn(text: string): Anchor[] {
  const gap = '[\\s>|]+';
  const line = [
    '(study|registry)',
    '(\\d{1,9})',
    '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z',
    '([0-9a-f]{64})',
  ];
  const softBreaks = /=\r?\n/g;
  const found = text.replace(softBreaks, '').matchAll(new RegExp(`\\b${line.join(gap)}\\b`, 'g'));
  return [...found].map(([, store, seq, hash = '']) => ({
    store: store as Store,
    seq: Number(seq),
    hash,
  }));
}

export async function anchorCheck(readers: Readers, anchors: readonly Anchor[]): Promise<Check> {
  const faults: string[] = [];
  for (const { store, seq, hash } of anchors) {
    const event = await eventBySeq(readers[store], seq);
    if (!event) faults.push(`${store}: event ${seq}, which an anchor tells of, is not there`);
    else if (event.hash !== hash)
      faults.push(`${store}: event ${seq} is not the one that an anchor tells of`);
  }
  return anchors.length === 0
    ? { what: '', faults: ['there are no anchors in the file'] }
    : { what: `${anchors.length} anchors hold`, faults };
}
