/** Hands over what came to the return address, each message once, and leaves for people what is theirs. */

import { ImapFlow } from 'imapflow';
import { largestReport } from './report.ts';

/** `left`: for people to read. */
export type Handling = 'handled' | 'left';

/** Says that a message was handed over; unlike \Seen, it leaves a letter unread for people. */
const keyword = '$MalepunktRead';

/**
 * A message is marked once `each` is through with it: what `each` threw on, or was cut off in, comes
 * again, and may come twice. No error from here holds an address, a password or anything of a message.
 */
export async function readMailbox(
  url: string,
  each: (message: Buffer) => Promise<Handling>,
): Promise<Record<Handling, number>> {
  const { folder, ...connection } = connectionOf(url);
  const client = new ImapFlow({ ...connection, logger: false, disableAutoIdle: true });
  // What breaks the connection fails the command under way as well; unheard, it would end the process.
  client.on('error', () => {});
  try {
    await plainly('the mailbox could not be reached', client.connect());
    const keepsKeyword = await opened(client, folder);
    const counts = { handled: 0, left: 0 };
    for (const uid of await unread(client, keepsKeyword)) {
      const message = await fetched(client, uid);
      if (message === 'gone') continue;
      const handling = message === 'too large' ? 'left' : await each(message);
      await mark(client, uid, handling, keepsKeyword);
      counts[handling] += 1;
    }
    return counts;
  } finally {
    // Where the connection is gone already, there is nothing to leave, and what ended it is told.
    await client.logout().catch(() => client.close());
  }
}

/** Of `imaps://user:password@host/folder`; `imap:` goes on in TLS before it says the password. */
export function connectionOf(address: string) {
  try {
    return connectionTo(new URL(address));
  } catch {
    // What URL throws holds the address, with the password.
    throw new Error(
      'the mailbox must be an address like imaps://user:password@mail.example.no/INBOX',
    );
  }
}

function connectionTo({ protocol, hostname, port, username, password, pathname }: URL) {
  if (!['imap:', 'imaps:'].includes(protocol) || hostname === '') throw new TypeError();
  const secure = protocol === 'imaps:';
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    // Within this machine nobody listens, and certificates are rare.
    doSTARTTLS: !secure && !['127.0.0.1', 'localhost', '::1'].includes(host),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
  };
}

const brokenOff = 'the connection to the mailbox broke off';

/** Whether it keeps keywords; some servers, Exchange among them, keep no marks but the standard's own. */
async function opened(client: ImapFlow, folder: string): Promise<boolean> {
  const opening = client.mailboxOpen(folder);
  const { permanentFlags } = await plainly('the mailbox has no such folder to open', opening);
  return !permanentFlags || permanentFlags.has('\\*') || permanentFlags.has(keyword);
}

async function unread(client: ImapFlow, keepsKeyword: boolean): Promise<readonly number[]> {
  const wanted = keepsKeyword ? { unKeyword: keyword } : { seen: false };
  const found = await plainly(brokenOff, client.search(wanted, { uid: true }));
  if (!found) throw new Error('the mailbox could not be searched');
  return found;
}

/** Gone: somebody has moved it in the meantime. */
async function fetched(client: ImapFlow, uid: number): Promise<Buffer | 'gone' | 'too large'> {
  const fetch = async (what: { size: true } | { source: true }) =>
    (await plainly(brokenOff, client.fetchOne(String(uid), what, { uid: true }))) || null;
  const { size = 0 } = (await fetch({ size: true })) ?? {};
  if (size > largestReport) return 'too large';
  const { source } = (await fetch({ source: true })) ?? {};
  return source ?? 'gone';
}

/** Without keywords, what is left stays unmarked and is looked at again: better than a letter that looks read. */
async function mark(client: ImapFlow, uid: number, handling: Handling, keepsKeyword: boolean) {
  const flags = [...(keepsKeyword ? [keyword] : []), ...(handling === 'handled' ? ['\\Seen'] : [])];
  if (flags.length === 0) return;
  const marking = client.messageFlagsAdd(String(uid), flags, { uid: true });
  if (!(await plainly(brokenOff, marking))) throw new Error('the mailbox did not keep the mark');
}

/** Instead of the client's errors, which quote commands and what the server says. */
async function plainly<T>(failure: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { authenticationFailed, code } = error as { authenticationFailed?: true; code?: unknown };
    if (authenticationFailed) throw new Error('the mailbox refused the user name or password');
    throw new Error(typeof code === 'string' ? `${failure} (${code})` : failure);
  }
}
