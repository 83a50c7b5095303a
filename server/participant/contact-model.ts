/** Whom a participant can call or write to, as the pages show it. */

import type { Study } from '../../surveys/study.ts';

export interface ContactModel {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** The phone number as a link dials it. */
  readonly dial: string;
}

export function contactModel({ contact }: Study): ContactModel {
  return { ...contact, dial: contact.phone.replace(/[^\d+]/g, '') };
}
