/** The e-mails of a study as participants get them: to read through, to see as a mail program shows them, and to send to oneself. */

import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { datesOfWave } from '../../surveys/schedule.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { accountEmail } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studyNamed } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { type Composed, compose, type MailKind, mailKinds } from '../contact/message-content.ts';
import type { Account } from '../db/accounts.ts';
import { appendEvent } from '../db/events.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

interface MessageRequest {
  Params: { study: string; role: string; kind: string };
  Querystring: { in?: string; told?: string };
}

interface Named {
  readonly study: Study;
  readonly role: StudyRole;
  readonly kind: MailKind;
  /** The language of the message, which need not be that of the page. */
  readonly spoken: string;
}

const path = '/staff/:study/messages/:role/:kind';
/** Of tests to oneself. */
const rateLimit = { max: 20, timeWindow: '1 minute' };
/** A mail program knows our colours and loads nothing; so does the page that shows the same. */
const asInMail = "default-src 'none'; style-src 'unsafe-inline'";

export async function messageRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor('coordinator');

  app.get<MessageRequest>(path, { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const named = namedMessage(services, request);
    return messagePage({ services, request, reply, signedIn }, named);
  });

  app.get<MessageRequest>(`${path}/mail.html`, { config }, async (request, reply) => {
    const { html } = example(services, namedMessage(services, request));
    reply.header('content-security-policy', asInMail);
    return reply.type('text/html; charset=utf-8').send(html);
  });

  app.post<MessageRequest>(
    `${path}/tests`,
    { config: { ...config, rateLimit } },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      readButton(request);
      const named = namedMessage(services, request);
      const told = await sendTest(services, named, signedIn.account);
      return reply.redirect(`${messagePath(named)}?in=${named.spoken}&told=${told}`, 303);
    },
  );
}

function namedMessage(services: Services, request: FastifyRequest<MessageRequest>): Named {
  const { params, query } = request;
  const study = studyNamed(services, signedInOf(request), params.study);
  const role = study.roles.find(({ name }) => name === params.role);
  const kind = role && mailKinds(role).find((name) => name === params.kind);
  if (!role || !kind) throw new CatalogueError('not-found');
  const spoken = study.languages.find((language) => language === query.in);
  return { study, role, kind, spoken: spoken ?? study.languages[0] ?? 'nb' };
}

function messagePath({ study, role, kind }: Named): string {
  return `/staff/${study.study}/messages/${role.name}/${kind}`;
}

/** As to somebody included today; its links open nothing. */
function example({ config, clock }: Services, { study, role, kind, spoken }: Named): Composed {
  const now = today(clock, study.time_zone);
  const dates = datesOfWave(study, role, now, 1);
  return compose({
    ...{ study, role, kind, language: spoken },
    closes: dates?.closes ?? now,
    link: `${config.publicUrl}/s/${texts(spoken)('sending.example')}`,
    leave: `${config.publicUrl}/mail/${texts(spoken)('sending.example')}`,
  });
}

async function sendTest(
  services: Services,
  named: Named,
  account: Account,
): Promise<'sent' | 'failed'> {
  const { config, clock, db, mail } = services;
  const { subject, text, html } = example(services, named);
  const delivery = await mail.send({
    ...{ to: accountEmail(services, account), text, html },
    subject: texts(named.spoken)('sending.testSubject', { subject }),
    messageId: `<${randomUUID()}@${new URL(config.publicUrl).hostname}>`,
  });
  if (!delivery.accepted) return 'failed';
  const detail = { study: named.study.study, kind: named.kind };
  const event = { actor: account.id, action: 'test message sent', detail } as const;
  await db.registry.transaction().execute((trx) => appendEvent(trx, clock, event));
  return 'sent';
}

function messagePage(visitor: Visitor, named: Named): FastifyReply {
  const { services, request, signedIn } = visitor;
  const { study, role, kind, spoken } = named;
  const language = requestLanguage(request);
  const say = texts(language);
  const here = messagePath(named);
  const { subject, text } = example(services, named);
  const { told } = request.query as { told?: unknown };
  const outcome = (['sent', 'failed'] as const).find((one) => one === told);
  const email = accountEmail(services, signedIn.account);
  return sendSignedInPage(visitor, {
    template: 'staff/message',
    title: say(`sending.kind.${kind}`),
    model: {
      title: say(`sending.kind.${kind}`),
      role: inLanguage(role.label, language),
      told: outcome ? say(`sending.test.${outcome}`, { email }) : '',
      toldColor: outcome === 'failed' ? 'warning' : 'success',
      ...{ subject, text, spoken },
      languages: study.languages.map((name) => ({
        href: `${here}?in=${name}`,
        text: texts(name)('language.name'),
        current: name === spoken,
      })),
      mail: `${here}/mail.html?in=${spoken}`,
      test: `${here}/tests?in=${spoken}`,
      testLabel: say('sending.test.submit', { email }),
      back: `/staff/sending?study=${study.study}`,
    },
  });
}
