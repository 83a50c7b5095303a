/** What the mail server is handed: two readable forms, a way out, where reports go, and nothing that tells on who reads. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { sendWithdrawalReceipt } from '../../../server/contact/withdrawal-receipt.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb, stopOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import type { CaughtMail } from '../../support/mail-server.ts';
import { invite, register } from '../../support/participants.ts';
import { surveysWith } from '../../support/surveys.ts';

const publicUrl = 'https://studie.example';
const leads = (page: 's' | 'mail', { text }: CaughtMail) =>
  text.match(new RegExp(`${publicUrl}/${page}/[a-z0-9]{26}`))?.[0] ?? 'nowhere';

/** Each kind of e-mail that a candidate gets, as the dispatcher sends it, and the receipt of leaving. */
async function oneOfEach(t: TestApp): Promise<Readonly<Record<string, CaughtMail>>> {
  const name = (first: string) => ({ name: first, email: `${first.toLowerCase()}@post.example` });
  await register(t, name('Aud'));
  const [bo, cato] = [await register(t, name('Bo')), await register(t, name('Cato'))];
  await dispatch(t.services);
  await stopOnWeb(t, bo, 1);
  await answerOnWeb(t, cato, 1, {});
  t.setTime('2018-03-08T09:00:00Z');
  await dispatch(t.services);
  t.setTime('2018-03-02T09:00:00Z');
  await dispatch(t.services);
  await withdrawParticipant(t.services, cato, 'participant');
  const [study] = t.services.definitions.studies;
  const participant = await participantByCode(t.services.db.study, cato);
  if (study && participant) await sendWithdrawalReceipt(t.services, study, participant, 'staff');
  const subjects = {
    invitation: 'Skjemaet ditt er klart',
    reminder: 'Vi vil gjerne ha svaret ditt',
    resume: 'Vil du gå videre med skjemaet?',
    thanks: 'Takk for svarene dine',
    receipt: 'Du har trukket deg fra studien',
  };
  return Object.fromEntries(
    Object.entries(subjects).map(([kind, subject]) => {
      const mail = t.mails.find((one) => one.subject === subject);
      if (!mail) throw new Error(`no ${kind} was sent`);
      return [kind, mail];
    }),
  );
}

describe('of every kind of e-mail', () => {
  let t: TestApp;
  let mails: Readonly<Record<string, CaughtMail>>;
  let toForm: CaughtMail[];
  beforeAll(async () => {
    t = await testApp({ publicUrl, bounceAddress: 'retur@studie.example' });
    mails = await oneOfEach(t);
    const { invitation, reminder, resume } = mails;
    toForm = [invitation, reminder, resume].flatMap((mail) => mail ?? []);
  });
  afterAll(() => t.close());

  test('both forms have the link to the same form, and the same way out', () => {
    expect(toForm).toHaveLength(3);
    for (const mail of toForm) {
      const [form, out] = [leads('s', mail), leads('mail', mail)];
      expect(out.split('/').at(-1)).toBe(form.split('/').at(-1));
      for (const href of [form, out]) expect(hrefs(mail.html)).toContain(href);
      // A link that cannot be pressed can be read and typed.
      expect(mail.html).toContain(`>${form}</a>`);
    }
    expect(new Set(toForm.map((mail) => leads('s', mail))).size).toBe(3);
  });

  test('the text form says all that the other says', () => {
    const inBoth = Object.values(mails).filter(({ html }) => html !== '');
    expect(inBoth).toHaveLength(4);
    for (const { subject, text, html } of inBoth)
      expect(words(unmarked(html))).toEqual(words(`${subject} ${text.replace('\n--\n', '\n')}`));
  });

  test('a mail program finds the way out in the headers, and may take it with one press', () => {
    for (const kind of ['invitation', 'reminder', 'resume', 'thanks']) {
      const { headers, ...mail } = mails[kind] as CaughtMail;
      expect(headers.get('list-unsubscribe')).toBe(`<${leads('mail', { headers, ...mail })}>`);
      expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    }
    expect(mails.receipt?.headers.has('list-unsubscribe')).toBe(false);
    expect(mails.receipt?.headers.has('list-unsubscribe-post')).toBe(false);
  });

  test('mailboxes that answer for their owner are told that nobody wrote it', () => {
    for (const { headers } of Object.values(mails))
      expect(headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('nothing in it is loaded from anywhere, and no address in it leads to others', () => {
    for (const { html } of Object.values(mails)) {
      expect(html).not.toMatch(
        /<(img|script|link|iframe|object|embed|video|audio|form|svg|base)\b/i,
      );
      expect(html).not.toMatch(/\b(src|srcset|background|poster|onload|action)\s*=/i);
      expect(html).not.toMatch(/url\(|@import|expression\(/i);
      for (const href of hrefs(html))
        expect(href).toMatch(
          /^(https:\/\/studie\.example\/(s|mail)\/[a-z0-9]{26}|tel:77000000|mailto:prosjekt@jobbstudien\.example)$/,
        );
    }
  });

  test('reports about it come to an address of its own, which names the message and not who got it', async () => {
    const rows = await t.services.db.registry.selectFrom('outbox').selectAll().execute();
    expect(rows.length).toBeGreaterThan(6);
    for (const { id, message_id } of rows.filter(({ sent_at }) => sent_at !== null)) {
      const mail = t.mails.find(({ messageId }) => messageId === message_id);
      expect(mail?.envelopeFrom).toBe(`retur+${id.replaceAll('-', '')}@studie.example`);
      expect(mail?.headers.get('from')).toBe('Studien <studie@jobbstudien.example>');
      expect(message_id).toBe(`<${id}@studie.example>`);
    }
  });

  test('neither names nor codes nor addresses stand in the headers, but for whom it goes to', () => {
    for (const { headers, to } of Object.values(mails)) {
      const all = [...headers].filter(([name]) => name !== 'to').map(([, value]) => value);
      expect(all.join('\n')).not.toMatch(/aud|bo@|cato|tromso|jobbspesialist\b/i);
      expect(headers.get('to')).toBe(to);
    }
  });
});

describe('of one study', () => {
  let t: TestApp;
  afterEach(() => t.close());

  test('what looks like markup in its words is shown as it was written', async () => {
    const odd = `<b>"Oppfølging"</b> & <img src=x onerror=alert(1)> <a href="https://annet.example">her</a>`;
    t = await testApp({
      surveys: surveysWith({ 'Du er med i en studie om oppfølging fra NAV.': odd }),
    });
    await invite(t, await register(t));
    const [mail] = t.mails;
    expect(mail?.text).toContain(odd);
    expect(mail?.html).not.toMatch(/<b>|<img|annet\.example">/);
    expect(unmarked(mail?.html ?? '')).toContain(odd);
    expect(hrefs(mail?.html ?? '')).not.toContain('https://annet.example');
  });

  test('where nobody reads reports, they come to the sender', async () => {
    t = await testApp();
    await invite(t, await register(t));
    expect(t.mails[0]?.envelopeFrom).toBe('studie@jobbstudien.example');
  });

  test('an English reader gets both forms in English', async () => {
    t = await testApp();
    await invite(t, await register(t, { language: 'en' }));
    const [mail] = t.mails;
    expect(mail?.html).toContain('<html lang="en">');
    for (const form of [mail?.text, unmarked(mail?.html ?? '')]) {
      expect(form).toContain('Open the form here:');
      expect(form).toContain('until 12 April');
      expect(form).not.toMatch(/[æøå]/);
    }
  });
});

function hrefs(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => plain(href));
}

function unmarked(html: string): string {
  const body = html.replace(/<head>.*<\/head>/s, '');
  return plain(body.replace(/<br>/g, '\n').replace(/<[^>]*>/g, ''));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&amp;': '&',
};

function plain(html: string): string {
  return html.replace(/&[a-z#0-9]+;/gi, (entity) => entities[entity] ?? entity);
}
