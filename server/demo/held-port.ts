/** Keeps the port while the study is made, and asks whoever comes early to wait. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';

export const host = '127.0.0.1';

export interface HeldPort {
  readonly port: number;
  /** Frees the port for the application. */
  release(): Promise<void>;
}

export async function holdPort(wanted: number): Promise<HeldPort> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', refresh: '1' });
    response.end('The demo will be here in a moment.\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, wanted)));
    server.listen(wanted, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError(
      `--port: another program uses ${port}; take another, or 0 for a free one`,
    );
  if (error.code === 'EACCES')
    return new ConfigError(`--port: this account may not listen on ${port}; take one above 1023`);
  return error;
}
