/** What a failed delivery says of an address: that it is gone (hard), or that it failed this time (soft). */

export interface Verdict {
  readonly bounces: 'hard' | 'soft';
  /** RFC 3463: class, subject, detail. */
  readonly status: string;
}

/**
 * The permanent failures that are about the address. Stopping mail to somebody who could have had it
 * loses a participant, so all others are soft, unknown ones too (sections of RFC 3463):
 * - 3.2: x.1.7 and x.1.8 are about the sender.
 * - 3.3: x.2.0 and x.2.2 (full) say that the mailbox is there; x.2.3 is about the message's length.
 * - 3.4, 3.6: x.3 and x.5 are about the system and what two servers made of each other.
 * - 3.5: x.4 is about the way there, and passes; but for a domain that is not there.
 * - 3.7, 3.8: x.6 and x.7 (5.7.1: spam, reputation, greylisting) are about the message or its sender.
 * - 2: class 4 says itself that sending later may work.
 */
const gone: ReadonlySet<string> = new Set([
  '5.1.0', // Something about the address, with nothing closer said.
  '5.1.1', // No such mailbox.
  '5.1.2', // No such system.
  '5.1.3', // Not an address.
  '5.1.4', // More than one mailbox of that name, which the sender has to choose from.
  '5.1.6', // Moved, to nobody knows where.
  '5.1.10', // The domain takes no mail (RFC 7505, 4.2); Exchange says it of a mailbox not found.
  '5.2.1', // Disabled; for a while would be 4.2.1.
  '5.4.4', // No way to the domain can be found: it is not in the DNS.
  '5.4.310', // The same in the words of Exchange Online.
]);

/** Replies that are about the mailbox when they come without a closer status (RFC 5321, 4.2.3). */
const goneReplies: ReadonlySet<string> = new Set(['550', '551', '553']);

/** `diagnostic` is what the server that refused has said; it is asked where the status is bland. */
export function verdictOf(status: string | undefined, diagnostic: string): Verdict {
  const reported = /^[245]\.\d{1,3}\.\d{1,3}(?!\d)/.exec(status ?? '')?.[0];
  const quoted = statusInReply.exec(diagnostic)?.[1];
  const closest = [reported, quoted].find((found) => found && !isBland(found));
  if (closest) return { bounces: gone.has(closest) ? 'hard' : 'soft', status: closest };
  const reply = /(?:^|[;:\s])([45]\d\d)(?=[- ]|$)/.exec(diagnostic)?.[1];
  const told = reported ?? quoted ?? (reply?.startsWith('4') ? '4.0.0' : '5.0.0');
  const isGone = told.startsWith('5') && reply !== undefined && goneReplies.has(reply);
  return { bounces: isGone ? 'hard' : 'soft', status: told };
}

/** An address that leads to several: as long as one of them may have mail, it is not gone. */
export function verdictOnAll([first, ...others]: readonly [Verdict, ...Verdict[]]): Verdict {
  return [first, ...others].find(({ bounces }) => bounces === 'soft') ?? first;
}

/** After a reply code, after a type as in `smtp; 5.1.1`, or as qmail writes it: `(#5.1.1)`. */
const statusInReply = /(?:\b[45]\d\d[- ]+#?|[;#][ \t]*)([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;

/** X.0.0 and X.5.0 stand for what could not be said otherwise (RFC 3463, 3.1 and 3.6). */
function isBland(status: string): boolean {
  return /\.[05]\.0$/.test(status);
}
