/** The one-time link with which somebody chooses their password, or makes the first account of all. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountEmail, accountLinkPurpose, choosePassword } from '../accounts/accounts.ts';
import type { Account } from '../db/accounts.ts';
import { CatalogueError } from '../errors.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import { shortestPassword } from '../security/password.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

interface LinkRequest {
  Params: { token: string };
}

type Field = 'email' | 'password' | 'password_again';

export async function accountLinkRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<LinkRequest>('/account-links/:token', { config: openToAll }, async (request, reply) => {
    const account = await accountOf(services, request.params.token);
    return passwordPage(services, request, reply, account, null);
  });

  app.post<LinkRequest>('/account-links/:token', { config: openToAll }, async (request, reply) => {
    const { token } = request.params;
    const account = await accountOf(services, token);
    const fields = formFields<Field>(readForm(request), fieldNames(account));
    const email = account ? null : fields.needed('email', fields.email('email'));
    const password = chosenPassword(fields);
    if (password === null || Object.keys(fields.problems()).length > 0)
      return passwordPage(services, request, reply, account, fields);
    if (!(await choosePassword(services, { token, password, email })))
      throw new CatalogueError('account-link-over');
    return reply.redirect('/sign-in?notice=password-chosen', 303);
  });
}

/** The account to choose a password for; null for the first administrator's. */
async function accountOf(services: Services, token: string): Promise<Account | null> {
  const purpose = await accountLinkPurpose(services, token);
  if (!purpose) throw new CatalogueError('account-link-over');
  return purpose.account;
}

function fieldNames(account: Account | null): Field[] {
  return account ? ['password', 'password_again'] : ['email', 'password', 'password_again'];
}

/** As it was typed, blanks at its ends included; compared in one form of its accented letters. */
function chosenPassword(fields: FormFields<Field>): string | null {
  const { password, password_again } = fields.typed;
  if (fields.needed('password', fields.text('password', 200)) === null) return null;
  if ([...password].length < shortestPassword)
    return fields.refuse('password', 'too-short', { min: shortestPassword });
  if (password.normalize('NFC') !== password_again.normalize('NFC'))
    return fields.refuse('password_again', 'not-the-same');
  return password;
}

function passwordPage(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Account | null,
  fields: FormFields<Field> | null,
): FastifyReply {
  const language = requestLanguage(request);
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const password = { type: 'password', autocomplete: 'new-password', value: '' };
  const inputs = [
    inputField('email', say('accountLink.email'), {
      type: 'email',
      autocomplete: 'username',
      value: fields?.typed.email ?? '',
      problem: problems.email,
    }),
    inputField('password', say('accountLink.password'), {
      ...password,
      hint: say('accountLink.hint', { min: shortestPassword }),
      problem: problems.password,
    }),
    inputField('password_again', say('accountLink.again'), {
      ...password,
      problem: problems.password_again,
    }),
  ].filter(({ name }) => fieldNames(account).some((known) => known === name));
  return sendPage(
    reply,
    {
      template: 'admin/account-link',
      frame: { title: say('accountLink.title'), language, layout: 'participant' },
      model: {
        email: account ? accountEmail(services, account) : '',
        inputs,
        problems: problemLinks(inputs),
        language,
      },
    },
    fields ? 422 : 200,
  );
}
