/** The small pages of one participant: what it is about, a few fields, one button, and the way back. */

import type { FastifyReply } from 'fastify';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { typedDay } from '../day.ts';
import { readIdentity } from '../enrolment/identity-read.ts';
import { type FieldModel, inputField, problemLinks } from '../field-models.ts';
import type { FormFields } from '../form-fields.ts';
import type { Say } from '../texts.ts';
import { type Found, participantPath } from './participants.ts';

export interface PersonForm {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly fields: readonly FieldModel[];
  /** Ticked by whoever wants it. */
  readonly checks?: readonly { readonly name: string; readonly label: string }[];
  /** Others with the same address or number. */
  readonly sharing?: readonly { readonly code: string; readonly href: string }[];
  readonly basis: string;
  /** Makes the same form sent twice one thing, where its fields do not. */
  readonly nonce?: string;
  /** Somebody else was first: what stands in the fields is not saved yet. */
  readonly stale: boolean;
  /** Where the form goes, below the participant's own address. */
  readonly action: string;
  readonly submit: string;
  /** There is no way back from it. */
  readonly danger?: boolean;
}

/** `name` saves opening the person twice; without it they are opened here, on record. */
export async function personFormPage(
  visitor: Visitor,
  { study, participant }: Found,
  form: PersonForm,
  name?: string,
): Promise<FastifyReply> {
  const path = participantPath(study, participant.code);
  const problems = problemLinks(form.fields);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/person-form',
      title: form.title,
      model: {
        checks: [],
        sharing: [],
        nonce: '',
        danger: false,
        ...form,
        code: participant.code,
        name: name ?? (await nameOf(visitor, participant.code)),
        problems,
        action: `${path}/${form.action}`,
        back: path,
      },
    },
    form.stale ? 409 : problems || form.sharing?.length ? 422 : 200,
  );
}

/** Opens the person, on record. */
export async function nameOf({ services, signedIn }: Visitor, code: string): Promise<string> {
  const identity = await readIdentity(services, code, signedIn.account.id);
  return identity?.name ?? '–';
}

/** A day that has been, not before `earliest`; left blank it is today. */
export function pastDay<Name extends string>(
  fields: FormFields<Name>,
  name: Name,
  { earliest, today }: { readonly earliest: string; readonly today: string },
): string | null {
  const day = fields.date(name);
  if (day === null) return fields.problems()[name] ? null : today;
  if (day > today) return fields.refuse(name, 'in-the-future');
  return day < earliest ? fields.refuse(name, 'too-early', { from: typedDay(earliest) }) : day;
}

/** The field for such a day; `value` is what was typed, or the day a new form begins with. */
export function dayField(
  name: string,
  say: Say,
  given: { readonly value: string; readonly problem: string | undefined },
): FieldModel {
  const hint = say('person.form.dayHint');
  return inputField(name, say('person.form.from'), { ...given, hint, short: true });
}

/** True when every field could be taken. */
export function isComplete<Name extends string>(fields: FormFields<Name>): boolean {
  return Object.keys(fields.problems()).length === 0;
}
