/** Who may open a route: every route says so beside its address, and none can be left without. */

import { staffRoles } from '../surveys/staff-roles.ts';
import type { Role } from './db/accounts.ts';

/** `anyone` also stands on routes whose own token or visit decides. */
export type RouteAccess = 'anyone' | StaffAccess;

export interface StaffAccess {
  readonly roles: readonly Role[];
  /** A script may come with an API token instead; the handler looks at it. */
  readonly apiToken?: boolean;
  /** Who they are has to be proven again, a few minutes ago at most. */
  readonly stepUp?: boolean;
  /** Also for a session that still lacks its second factor. */
  readonly halfSession?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

export const openToAll = { access: 'anyone' } as const;

export function onlyFor(...roles: readonly Role[]) {
  return { access: { roles } };
}

/** For whoever has an account. */
export const forEveryAccount = { access: { roles: staffRoles } } as const;

/** What leads from the password on to a whole session. */
export const whileSigningIn = { access: { roles: staffRoles, halfSession: true } } as const;

/** For what takes identities out of the house, or changes how somebody gets in. */
export function onlyAfterStepUp(...roles: readonly Role[]) {
  return { access: { roles, stepUp: true } };
}
