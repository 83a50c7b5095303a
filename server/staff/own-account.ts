/** The page of one's own account: who one is here, and how one signs in. */

import type { FastifyInstance } from 'fastify';
import { staffRoles } from '../../surveys/staff-roles.ts';
import { accountEmail } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { guessLimit } from '../accounts/proof.ts';
import { newRecoveryCodes } from '../accounts/recovery-codes.ts';
import { dayFor, sendSignedInPage } from '../accounts/signed-in-page.ts';
import { unusedRecoveryCodes } from '../db/second-factors.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { forEveryAccount, onlyAfterStepUp } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { recoveryCodesPage, setupPage, takeSetup } from './second-factor-setup.ts';

const setup = '/account/second-factor';

export async function ownAccountRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/account', { config: forEveryAccount }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const { account } = visitor.signedIn;
    const say = texts(requestLanguage(request));
    return sendSignedInPage(visitor, {
      template: 'staff/account',
      title: say('secondFactor.account.title'),
      model: {
        email: accountEmail(services, account),
        role: say(`admin.roles.${account.role}`),
        since: account.totp_since ? dayFor(visitor, account.totp_since) : '',
        left: await unusedRecoveryCodes(services.db.registry, account.id),
        setup,
      },
    });
  });

  const afterStepUp = onlyAfterStepUp(...staffRoles);
  app.get(setup, { config: afterStepUp }, async (request, reply) =>
    setupPage({ services, request, reply, signedIn: signedInOf(request) }, setup, null),
  );

  app.post(setup, { config: { ...afterStepUp, ...guessLimit } }, async (request, reply) =>
    takeSetup({ services, request, reply, signedIn: signedInOf(request) }, setup),
  );

  app.get('/account/recovery-codes', { config: afterStepUp }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    if (visitor.signedIn.account.totp_since === null) throw new CatalogueError('not-found');
    return sendSignedInPage(visitor, {
      template: 'staff/new-recovery-codes',
      title: texts(requestLanguage(request))('secondFactor.renewal.title'),
      model: {},
    });
  });

  app.post('/account/recovery-codes', { config: afterStepUp }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    readButton(request);
    const { account } = visitor.signedIn;
    if (account.totp_since === null) throw new CatalogueError('not-found');
    return recoveryCodesPage(visitor, await newRecoveryCodes(services, account.id));
  });
}
