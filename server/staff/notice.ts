/** What just happened, in words: carried by the address of the page that follows a post. */

import { parseCode } from '../participant-code.ts';
import type { Say } from '../texts.ts';

const notices = [
  'withdrawn',
  'revoked',
  'sent',
  'failed',
  'already-sent',
  'no-email',
  'not-open',
  'on-paper',
  'mail-stopped',
  'sending-paused',
  'merged',
  'already-merged',
  'new-link-sent',
  'new-link-already-sent',
  'state-changed',
  'details-changed',
  'address-changed',
  'copy-shut',
  'facts-changed',
  'moved-away',
  'inclusion-corrected',
  'noted',
  'final',
  'receipt-sent',
  'receipt-failed',
  'receipt-already-sent',
  'receipt-no-email',
] as const;

/** About tasks; their words stand with those of the day. */
const taskNotices = [
  'task-opened',
  'task-moved',
  'task-there',
  'task-settled',
  'task-over',
] as const;

export type Notice = (typeof notices)[number] | (typeof taskNotices)[number];

const bad: readonly Notice[] = [
  'failed',
  'no-email',
  'not-open',
  'on-paper',
  'mail-stopped',
  'sending-paused',
  'already-merged',
  'task-over',
  'address-changed',
  'copy-shut',
  'final',
  'receipt-failed',
  'receipt-no-email',
];

/** The query of an address that leads to a notice. */
export function noticeQuery(notice: Notice, code: string, wave?: number): string {
  return `notice=${notice}&code=${code}${wave === undefined ? '' : `&wave=${wave}`}`;
}

/** Null when the address carries none; what it carries is never shown unless it is one of ours. */
export function noticeText(
  query: { readonly notice?: unknown; readonly code?: unknown; readonly wave?: unknown },
  say: Say,
): { readonly text: string; readonly color: 'success' | 'warning' } | null {
  const notice = notices.find((known) => known === query.notice);
  const ofTask = taskNotices.find((known) => known === query.notice);
  const code = parseCode(String(query.code ?? ''));
  const told = notice ?? ofTask;
  if (!told || !code) return null;
  const wave = /^\d{1,2}$/.test(String(query.wave)) ? Number(query.wave) : 0;
  return {
    text: ofTask
      ? say(`day.notice.${ofTask}`, { code })
      : say(`staff.notice.${told}`, { code, wave }),
    color: bad.includes(told) ? 'warning' : 'success',
  };
}
