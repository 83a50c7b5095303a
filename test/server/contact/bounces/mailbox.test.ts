/** A mailbox is read once, whatever interrupts it, and people find their letters unread. */

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  connectionOf,
  type Handling,
  readMailbox,
} from '../../../../server/contact/bounces/mailbox.ts';
import { largestReport, readReport } from '../../../../server/contact/bounces/report.ts';
import { type ImapServer, imapUser, startImapServer } from '../../../support/imap-server.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/bounces/${name}.eml`, import.meta.url));
const bounce = fixture('international');
const letter = fixture('human-reply');

let server: ImapServer;
afterEach(() => server?.close());

const handled = async (): Promise<Handling> => 'handled';
const flags = () => server.inbox.map((message) => [...message.flags].sort());

test('each message is handed over once, to the byte; a letter stays unread for people', async () => {
  server = await startImapServer([bounce, letter]);
  const seen: Buffer[] = [];
  const read = () =>
    readMailbox(server.url, async (message) => {
      seen.push(message);
      return (await readReport(message)).kind === 'other' ? 'left' : 'handled';
    });
  expect(await read()).toEqual({ handled: 1, left: 1 });
  expect(seen).toEqual([bounce, letter]);
  expect(flags()).toEqual([['$MalepunktRead', '\\Seen'], ['$MalepunktRead']]);
  expect(await read()).toEqual({ handled: 0, left: 0 });
  expect(seen).toHaveLength(2);
});

test('a server that keeps no keywords marks what was handled as read, and shows letters again', async () => {
  server = await startImapServer([bounce, letter], { keepsKeywords: false });
  const handle = async (message: Buffer) => (message.equals(bounce) ? 'handled' : 'left');
  expect(await readMailbox(server.url, handle)).toEqual({ handled: 1, left: 1 });
  expect(flags()).toEqual([['\\Seen'], []]);
  expect(await readMailbox(server.url, handle)).toEqual({ handled: 0, left: 1 });
});

test('what is too large for a report is left for people without being fetched', async () => {
  server = await startImapServer([Buffer.alloc(largestReport + 1, 'x'), bounce]);
  const seen: Buffer[] = [];
  const handle = async (message: Buffer) => {
    seen.push(message);
    return 'handled' as const;
  };
  expect(await readMailbox(server.url, handle)).toEqual({ handled: 1, left: 1 });
  expect(seen).toEqual([bounce]);
  expect(flags()[0]).toEqual(['$MalepunktRead']);
});

test('a folder may be named', async () => {
  server = await startImapServer([], {
    folders: { 'Retur og avvik': ['Subject: hei\r\n\r\nhei'] },
  });
  const url = `${server.url}/Retur%20og%20avvik`;
  expect(await readMailbox(url, handled)).toEqual({ handled: 1, left: 0 });
  expect(await readMailbox(server.url, handled)).toEqual({ handled: 0, left: 0 });
});

test('a message that could not be handled comes again, and those after it; the connection is closed', async () => {
  server = await startImapServer([bounce, bounce, letter]);
  const failure = new Error('disk full');
  let count = 0;
  const failing = readMailbox(server.url, async () => {
    count += 1;
    if (count === 2) throw failure;
    return 'handled';
  });
  await expect(failing).rejects.toBe(failure);
  expect(flags()).toEqual([['$MalepunktRead', '\\Seen'], [], []]);
  await expect.poll(() => server.connections()).toBe(0);
  expect(await readMailbox(server.url, handled)).toEqual({ handled: 2, left: 0 });
});

test('a connection that breaks off is told in plain words, and nothing is lost', async () => {
  server = await startImapServer([bounce]);
  const reading = readMailbox(server.url, async () => {
    server.hangUp();
    return 'handled';
  });
  await expect(reading).rejects.toThrow(/^the (connection to the )?mailbox /);
  expect(flags()).toEqual([[]]);
  expect(await readMailbox(server.url, handled)).toEqual({ handled: 1, left: 0 });
});

describe('in plain words, without the address or the password, it is told that', () => {
  const told = async (url: string) => {
    const error = await readMailbox(url, handled).catch((caught: Error) => caught);
    if (!(error instanceof Error)) throw new Error('nothing was told');
    expect(error.cause).toBeUndefined();
    return error.message;
  };

  test('the password is wrong', async () => {
    server = await startImapServer();
    const wrong = server.url.replace('2026', '2027');
    expect(await told(wrong)).toBe('the mailbox refused the user name or password');
  });

  test('nobody answers', async () => {
    server = await startImapServer();
    await server.close();
    expect(await told(server.url)).toBe('the mailbox could not be reached (ECONNREFUSED)');
  });

  test('the certificate is not to be trusted', async () => {
    server = await startImapServer([], { tls: true });
    expect(await told(server.url)).toMatch(/^the mailbox could not be reached \([A-Z_]+\)$/);
  });

  test('there is no such folder', async () => {
    server = await startImapServer();
    expect(await told(`${server.url}/Borte`)).toBe('the mailbox has no such folder to open');
  });

  test.each([
    'imaps:',
    'imaps:user@host',
    'http://user:hemmelig@mail.example',
    'user:hemmelig@mail',
  ])('the address is none: %s', async (url) => {
    expect(await told(url)).toBe(
      'the mailbox must be an address like imaps://user:password@mail.example.no/INBOX',
    );
  });
});

describe('the password is said', () => {
  const user = encodeURIComponent(imapUser.name);
  const password = encodeURIComponent(imapUser.password);
  const auth = { user: imapUser.name, pass: imapUser.password };

  test('under TLS from the start to imaps:', () => {
    expect(connectionOf(`imaps://${user}:${password}@Mail.Example/Retur/2026`)).toEqual({
      host: 'mail.example',
      port: 993,
      secure: true,
      doSTARTTLS: false,
      auth,
      folder: 'Retur/2026',
    });
  });

  test('only after STARTTLS to imap:, except within this machine', () => {
    expect(connectionOf(`imap://${user}:${password}@mail.example`)).toEqual({
      host: 'mail.example',
      port: 143,
      secure: false,
      doSTARTTLS: true,
      auth,
      folder: 'INBOX',
    });
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(connectionOf(`imap://${user}:${password}@${host}:1143/`)).toMatchObject({
        port: 1143,
        doSTARTTLS: false,
        auth,
        folder: 'INBOX',
      });
  });
});
