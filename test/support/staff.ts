/** Visits of signed-in staff, as a browser makes them: the cookie, and the form token in every post. */

import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './app.ts';

export interface Staff {
  readonly cookie: string;
  readonly csrf: string;
  readonly accountId: string;
}

export type Sent = Readonly<Record<string, string | readonly string[]>>;

export const formType = 'application/x-www-form-urlencoded';

export function open(
  { app }: TestApp,
  staff: Staff | null,
  url: string,
): Promise<LightMyRequestResponse> {
  return app.inject({ url, headers: staff ? { cookie: staff.cookie } : {} });
}

/** Posts with the session's form token unless the fields bring one. */
export function send(
  { app }: TestApp,
  staff: Staff | null,
  url: string,
  fields: Sent = {},
): Promise<LightMyRequestResponse> {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': formType, ...(staff ? { cookie: staff.cookie } : {}) },
    payload: encoded({ ...(staff ? { _csrf: staff.csrf } : {}), ...fields }),
  });
}

export function encoded(fields: Sent): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

/** The value of a hidden field or input on a page. */
export function inputValue({ body }: LightMyRequestResponse, name: string): string {
  const tag = body.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`))?.[0];
  if (!tag) throw new Error(`there is no field ${name}`);
  return tag.match(/value="([^"]*)"/)?.[1] ?? '';
}

/** The entries of a store's event log, oldest first. */
export function eventsIn({ services }: TestApp, store: 'registry' | 'study') {
  const db = services.db[store] as typeof services.db.registry;
  return db.selectFrom('event').selectAll().orderBy('seq').execute();
}
