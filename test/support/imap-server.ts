/** A real IMAP server on loopback with one mailbox, which can be told to keep no keywords, or to hang up. */

import { createRequire } from 'node:module';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface StoredMail {
  /** Its bytes, as latin1. */
  readonly raw: string;
  readonly flags: readonly string[];
}

export interface ImapServer {
  /** `imap://user:password@127.0.0.1:port` */
  readonly url: string;
  readonly inbox: readonly StoredMail[];
  /** How many are connected now. */
  connections(): number;
  hangUp(): void;
  close(): Promise<void>;
}

export const imapUser = { name: 'retur@studie.example', password: 'høst/2026 @fjellet' };

interface Options {
  readonly keepsKeywords?: boolean;
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  /** Of its own making, which nobody trusts. */
  readonly tls?: boolean;
}

// It is written in JavaScript and comes without types.
const hoodiecrow: (options: object) => { readonly server: Server } = createRequire(import.meta.url)(
  'hoodiecrow-imap',
);

export async function startImapServer(
  messages: readonly (string | Buffer)[] = [],
  { keepsKeywords = true, folders = {}, tls = false }: Options = {},
): Promise<ImapServer> {
  const stored = messages.map((message) => ({
    raw: Buffer.from(message).toString('latin1'),
    flags: [],
  }));
  const boxOf = (texts: readonly string[]) => ({ messages: texts.map((raw) => ({ raw })) });
  const { server } = hoodiecrow({
    plugins: ['ID', 'AUTH-PLAIN', 'SASL-IR', 'ENABLE', 'LITERALPLUS'],
    users: { [imapUser.name]: { password: imapUser.password } },
    secureConnection: tls,
    storage: {
      INBOX: { messages: stored, allowPermanentFlags: keepsKeywords },
      '': {
        folders: Object.fromEntries(
          Object.entries(folders).map(([name, texts]) => [name, boxOf(texts)]),
        ),
      },
    },
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    // It answers in small writes, each of which would wait for the one before to be acknowledged.
    socket.setNoDelay();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const [name, password] = [imapUser.name, imapUser.password].map(encodeURIComponent);
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `${tls ? 'imaps' : 'imap'}://${name}:${password}@127.0.0.1:${port}`,
    inbox: stored,
    connections: () => sockets.size,
    hangUp,
    async close() {
      hangUp();
      await new Promise((closed) => server.close(closed));
    },
  };
}
