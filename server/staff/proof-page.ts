/** The form in which somebody proves who they are: a code from their app or a recovery code, else the password. */

import type { FastifyReply } from 'fastify';
import type { Proof } from '../accounts/proof.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import type { Account } from '../db/accounts.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';

type Field = 'code' | 'recovery_code' | 'password';
export type ProofFields = FormFields<Field>;

const longest = 200;

/** What was typed; no proof when that was nothing. */
export function readProof({ request, signedIn }: Visitor): {
  fields: ProofFields;
  proof: Proof | null;
} {
  const names = fieldNames(signedIn.account);
  const fields = formFields<Field>(readForm(request), names);
  const [first = 'password', second] = names;
  const chosen = second && fields.typed[second] !== '' ? second : first;
  const given = fields.needed(chosen, fields.text(chosen, longest));
  return { fields, proof: given === null ? null : asProof(chosen, fields, given) };
}

/** Says at the field that the proof was none: not which way it was wrong. */
export function refuseProof(fields: ProofFields, { by }: Proof): void {
  if (by === 'password') fields.refuse('password', 'wrong-password');
  else fields.refuse(by === 'code' ? 'code' : 'recovery_code', 'wrong-code');
}

/** Nothing that was typed is shown again. */
export function proofPage(
  visitor: Visitor,
  face: 'give' | 'confirm',
  action: string,
  fields: ProofFields | null,
): FastifyReply {
  const say = texts(requestLanguage(visitor.request));
  const problems = problemTexts(fields, say);
  const names = fieldNames(visitor.signedIn.account);
  const [input, recovery = null] = names.map((name) =>
    inputField(name, say(`secondFactor.${name}`), {
      value: '',
      problem: problems[name],
      short: name === 'code',
      ...ways[name],
    }),
  );
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/proof',
      title: say(`secondFactor.${face}.title`),
      model: {
        title: `secondFactor.${face}.title`,
        text: `secondFactor.${face}.${input?.name ?? ''}`,
        action,
        input,
        recovery,
        problems: problemLinks([input, recovery].flatMap((field) => field ?? [])),
      },
    },
    fields ? 422 : 200,
  );
}

const ways = {
  code: { autocomplete: 'one-time-code', keyboard: 'numeric' },
  recovery_code: {},
  password: { type: 'password', autocomplete: 'current-password' },
} as const;

function fieldNames({ totp_since }: Account): Field[] {
  return totp_since === null ? ['password'] : ['code', 'recovery_code'];
}

function asProof(name: Field, { typed }: ProofFields, given: string): Proof {
  switch (name) {
    case 'code':
      // Apps show the digits in two groups.
      return { by: 'code', given: given.replace(/\s/g, '') };
    case 'recovery_code':
      return { by: 'recovery-code', given };
    case 'password':
      // As it was typed, blanks at its ends included.
      return { by: 'password', given: typed.password };
  }
}
