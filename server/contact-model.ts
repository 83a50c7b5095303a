/** Whom a participant can call or write to, as the pages show it. */

import type { Study } from '../surveys/study.ts';
import { inLanguage } from '../surveys/text.ts';

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

/** For pages that are about no study in particular; a study is named where there are several. */
export function studyContacts(studies: readonly Study[], language: string) {
  return studies.map((study) => ({
    study: studies.length > 1 ? inLanguage(study.title, language) : '',
    contact: contactModel(study),
  }));
}
