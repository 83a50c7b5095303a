/** Where somebody goes on to after proving again who they are: a page of ours, and nothing else. */

import type { FastifyRequest } from 'fastify';

const longest = 300;
const ours = /^\/(?:staff|research|admin|account)(?:[/?][!-~]*)?$/;

/** Null for whatever a browser could take for the address of somebody else. */
export function pageOfOurs(next: unknown): string | null {
  if (typeof next !== 'string' || next.length > longest) return null;
  return ours.test(next) && !/\/\/|\\/.test(next) ? next : null;
}

/** The page that asks for the proof, and leads on from there. */
export function stepUpAddress(next: string): string {
  const page = pageOfOurs(next);
  return page === null ? '/step-up' : `/step-up?next=${encodeURIComponent(page)}`;
}

/** The page that a posted form stands on: the longest beginning of its address that can be opened. */
export function pageOfForm({ url, routeOptions, server }: FastifyRequest): string {
  const pattern = (routeOptions.url ?? '').split('/');
  const path = url.replace(/[?#].*/, '').split('/');
  const parts = pattern
    .map((_, index) => index + 1)
    .findLast((count) =>
      server.hasRoute({ method: 'GET', url: pattern.slice(0, count).join('/') }),
    );
  return path.slice(0, parts ?? 0).join('/');
}
