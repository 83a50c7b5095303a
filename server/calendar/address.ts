/** The address of a calendar feed: made, revoked, and whom a program that reads it stands for. */

import type { Study } from '../../surveys/study.ts';
import { sitesOf, studiesOf } from '../accounts/scope.ts';
import { timestamp } from '../clock.ts';
import { type Account, accessOf, accountById, type Role } from '../db/accounts.ts';
import {
  calendarFeedAt,
  type FeedOwner,
  insertCalendarFeed,
  revokeCalendarFeed,
} from '../db/calendar-feeds.ts';
import { appendEvent } from '../db/events.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

export const calendarRoles = ['coordinator', 'researcher'] as const satisfies readonly Role[];

/** The token of the address, which is shown once and kept nowhere; the one before stops working. */
export async function makeFeed({ db, clock }: Services, owner: FeedOwner): Promise<string> {
  const token = newToken();
  const { accountId, study } = owner;
  await db.registry.transaction().execute(async (trx) => {
    // The event comes first, as appending to the log is one at a time: so is making an address then.
    await appendEvent(trx, clock, {
      actor: accountId,
      action: 'calendar feed made',
      detail: { study },
    });
    await revoke(trx, clock, owner);
    await insertCalendarFeed(trx, {
      token_hash: tokenHash(token),
      account_id: accountId,
      study,
      created_at: timestamp(clock),
      revoked_at: null,
    });
  });
  return token;
}

/** Nothing happens when there is none. */
export async function revokeFeed({ db, clock }: Services, owner: FeedOwner): Promise<void> {
  await db.registry.transaction().execute((trx) => revoke(trx, clock, owner));
}

async function revoke(
  trx: Parameters<typeof revokeCalendarFeed>[0],
  clock: Services['clock'],
  owner: FeedOwner,
): Promise<void> {
  if (!(await revokeCalendarFeed(trx, owner, timestamp(clock)))) return;
  await appendEvent(trx, clock, {
    actor: owner.accountId,
    action: 'calendar feed revoked',
    detail: { study: owner.study },
  });
}

/** For whom a calendar is read, and what they may see of the study at this moment. */
export interface FeedReader {
  readonly account: Account;
  readonly study: Study;
  /** Null for all. */
  readonly sites: readonly string[] | null;
}

/** Null if the address is unknown or revoked, or its owner has no way into the study any more. */
export async function feedReader(services: Services, token: string): Promise<FeedReader | null> {
  if (!isTokenShaped(token)) return null;
  const { registry } = services.db;
  const feed = await calendarFeedAt(registry, tokenHash(token));
  const account = feed && (await accountById(registry, feed.account_id));
  if (!account || !calendarRoles.some((role) => role === account.role)) return null;
  const admitted = { account, access: await accessOf(registry, account.id) };
  const study = studiesOf(services, admitted).find((own) => own.study === feed.study);
  return study ? { account, study, sites: sitesOf(admitted, study) } : null;
}
