/** What is started once for all test files answers them over loopback HTTP, as they run in processes of their own. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers in JSON; an error as its text, with status 500. */
export async function serveLoopback(
  answer: (request: IncomingMessage) => Promise<unknown>,
): Promise<Loopback> {
  const server = createServer((request, response) => {
    // A connection kept for the next question could be shut just as that is asked.
    response.setHeader('connection', 'close');
    answer(request).then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
