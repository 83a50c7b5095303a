/** Setting up an authenticator app: the square to scan, the proof that it worked, and the recovery codes. */

import type { FastifyReply } from 'fastify';
import { renderSVG } from 'uqr';
import { setSessionCookie, startPages } from '../accounts/guard.ts';
import { appSetup, setUpSecondFactor } from '../accounts/second-factor.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { CatalogueError } from '../errors.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';

type Fields = FormFields<'code'>;

export function setupPage(visitor: Visitor, action: string, fields: Fields | null): FastifyReply {
  const { services, request, signedIn } = visitor;
  const say = texts(requestLanguage(request));
  const { secret, address } = appSetup(services, signedIn);
  const input = inputField('code', say('secondFactor.code'), {
    value: '',
    problem: problemTexts(fields, say).code,
    short: true,
    autocomplete: 'one-time-code',
    keyboard: 'numeric',
  });
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/second-factor-setup',
      title: say('secondFactor.setup.title'),
      model: {
        square: `data:image/svg+xml;base64,${square(address)}`,
        address,
        secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
        action,
        input,
        problems: problemLinks([input]),
      },
    },
    fields ? 422 : 200,
  );
}

/** The answer to the form: the recovery codes, shown this once, in a session that goes on anew. */
export async function takeSetup(visitor: Visitor, action: string): Promise<FastifyReply> {
  const { services, request, reply, signedIn } = visitor;
  const fields: Fields = formFields(readForm(request), ['code']);
  const code = fields.needed('code', fields.text('code', 20));
  if (code === null) return setupPage(visitor, action, fields);
  const set = await setUpSecondFactor(services, signedIn, code.replace(/\s/g, ''));
  if (set.outcome !== 'set-up') {
    if (set.outcome === 'set-up-elsewhere') throw new CatalogueError('form-expired');
    fields.refuse('code', 'wrong-code');
    return setupPage(visitor, action, fields);
  }
  setSessionCookie(reply, services, set.cookie);
  const renewed = await sessionOf(services, set.cookie);
  if (!renewed) throw new CatalogueError('not-signed-in');
  return recoveryCodesPage({ ...visitor, signedIn: renewed }, set.codes);
}

/** Not a redirect: the codes are shown on this page only, and kept nowhere. */
export function recoveryCodesPage(visitor: Visitor, codes: readonly string[]): FastifyReply {
  const say = texts(requestLanguage(visitor.request));
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/recovery-codes',
      title: say('secondFactor.recovery.title'),
      model: { codes, start: startPages[visitor.signedIn.account.role] },
    },
    201,
  );
}

/** With the four modules of white around it that readers expect. */
function square(address: string): string {
  return Buffer.from(renderSVG(address, { border: 4 })).toString('base64');
}
