/** A lost link: a new one is sent where one is due, and nobody learns from the page who takes part. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkAccess, participationOf } from '../../../server/collection/participation.ts';
import { sendNewLink } from '../../../server/contact/invitation.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import type { ParticipantState } from '../../../surveys/participant-state.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Sent, send } from '../../support/staff.ts';

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.close());

const tove = { name: 'Tove Hansen', email: 'tove.hansen@post.example' };

const ask = (email: Sent[string], more: Sent = {}) =>
  send(t, null, '/lost-link', { email, ...more });

/** Closing waits for what is to be sent; the stores and the mail server stay open for a look at them. */
async function mailsWhenDone() {
  await t.app.close();
  return t.mails;
}

test('Tove gets a new link to the form that is open to her, and it opens', async () => {
  const code = await register(t, tove);
  await ask(' TOVE.Hansen@post.example ');
  const [mail, ...more] = await mailsWhenDone();
  expect(more).toEqual([]);
  expect([mail?.to, mail?.subject]).toEqual([tove.email, 'Skjemaet ditt er klart']);
  const token = mail?.text.match(/\/s\/([a-z0-9]+)/)?.[1] ?? '';
  expect(await linkAccess(t.services, token)).toMatchObject({
    open: true,
    participation: { wave: 1, participant: { code } },
  });
  const events = (await eventsIn(t, 'registry')).filter((event) => event.code === code);
  expect(events.map(({ action, actor, detail }) => [action, actor, detail]).slice(1)).toEqual([
    ['invitation written', 'participant', '{"wave":1,"kind":"new-link"}'],
    ['invitation sent', 'participant', '{"wave":1,"kind":"new-link"}'],
  ]);
});

test('an address of two participants gets a mail for each of them', async () => {
  await register(t, { ...tove, language: 'nb' });
  await register(t, { ...tove, name: 'Tor Hansen', language: 'en' });
  await ask(tove.email);
  const subjects = (await mailsWhenDone()).map(({ subject }) => subject);
  expect(subjects.sort()).toEqual(['Skjemaet ditt er klart', 'Your form is ready']);
});

describe('nothing is sent', () => {
  const nothing = async () => expect(await mailsWhenDone()).toEqual([]);

  test('to an address that nobody has', async () => {
    await register(t, tove);
    await ask('nobody@post.example');
    await nothing();
  });

  test('for a form that is not open yet, or not any more', async () => {
    await register(t, tove);
    t.setTime('2018-02-28T09:00:00Z');
    await ask(tove.email);
    t.setTime('2018-04-30T09:00:00Z');
    await ask(tove.email);
    await nothing();
  });

  test('for a form that was answered', async () => {
    await answerOnWeb(t, await register(t, tove), 1, {});
    await ask(tove.email);
    await nothing();
  });

  const states: ParticipantState[] = ['paused', 'lost', 'declined', 'withdrawn', 'dead'];
  test.each(states)('to somebody who is %s', async (state) => {
    const code = await register(t, tove);
    await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'system' });
    await ask(tove.email);
    await nothing();
  });

  test('for a second registration that goes on under another code', async () => {
    const [first, second] = [await register(t, tove), await register(t, tove)];
    await t.services.db.registry
      .updateTable('person')
      .set({ merged_into: first })
      .where('code', '=', second)
      .execute();
    await ask(tove.email);
    expect(await mailsWhenDone()).toHaveLength(1);
  });

  test('a second time within ten minutes', async () => {
    const code = await register(t, tove);
    const participation = await participationOf(t.services, code, 1);
    if (!participation) throw new Error('no participation');
    await sendNewLink(t.services, participation, 'system');
    await ask(tove.email);
    expect(await mailsWhenDone()).toHaveLength(1);
  });
});

describe('the answer', () => {
  test('is the same whether the address is known or not, and what was typed is not in it', async () => {
    await register(t, tove);
    const answers = [];
    for (const email of [tove.email, 'nobody@post.example']) {
      const { statusCode, body, headers } = await ask(email);
      const { date: _, 'x-ratelimit-remaining': __, ...told } = headers;
      const next = await open(t, null, String(headers.location));
      answers.push({ statusCode, body, told, page: [next.statusCode, next.body] });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.statusCode).toBe(303);
    expect(JSON.stringify(answers)).not.toContain('hansen');
    expect(answers[0]?.page[1]).toContain('Se i e-posten din');
  });

  test('is given while the registry cannot be read: what is looked up comes later', async () => {
    await register(t, tove);
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = t.services.db.registry.transaction().execute(async () => {
      begun.resolve();
      await held.promise;
    });
    await begun.promise;
    expect((await ask(tove.email)).statusCode).toBe(303);
    expect(t.mails).toEqual([]);
    held.resolve();
    await holding;
    expect(await mailsWhenDone()).toHaveLength(1);
  });

  test('leaves nothing of the address in the log', async () => {
    await register(t, tove);
    for (const email of [tove.email, 'nobody@post.example', 'tove.hansen@']) await ask(email);
    await mailsWhenDone();
    expect(t.log.join('')).toContain('"route":"/lost-link"');
    expect(t.log.join('')).not.toMatch(/tove|hansen|nobody|post\.example/i);
  });
});

test('a machine that tries many addresses from one place is stopped', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 31; i += 1)
    statuses.push((await ask(`somebody${i}@post.example`)).statusCode);
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 303));
  expect(statuses[30]).toBe(429);
});

describe('what is no address', () => {
  const refused: readonly (readonly [string, Sent[string], string])[] = [
    ['nothing', '', 'Feltet må fylles ut.'],
    ['no address', 'tove', 'Skriv adressen slik, kari@post.no.'],
    ['two addresses', 'tove@post.example, tor@post.example', 'Skriv adressen slik'],
    ['two addresses, the other way', 'tove@post.example;tor@post.example', 'Skriv adressen slik'],
    ['a name with it', 'Tove <tove@post.example>', 'Skriv adressen slik'],
    ['a header', 'tove@post.example\r\nBcc: tor@post.example', 'Det er et tegn her'],
    ['10 kB', `${'t'.repeat(10_000)}@post.example`, 'Teksten er for lang.'],
  ];
  test.each(refused)('%s is refused at the field', async (_, email, why) => {
    const reply = await ask(email);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(why);
    expect(await mailsWhenDone()).toEqual([]);
    expect(await eventsIn(t, 'registry')).toEqual([]);
  });

  test.each(['01019012345', '010190 12345', '01019012345@post.example'])(
    'an identity number, as in %s, is refused and not shown again',
    async (email) => {
      const reply = await ask(email);
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain('Dette ser ut som et fødselsnummer.');
      expect(reply.body).not.toContain('12345');
    },
  );

  test('the field twice, or another field, is not our form', async () => {
    expect((await ask(['a@post.example', 'b@post.example'])).statusCode).toBe(400);
    expect((await ask('a@post.example', { name: 'Tove' })).statusCode).toBe(400);
  });
});

test('the way there stands where a link does not open, and where staff sign in', async () => {
  for (const url of ['/s/unknown', '/sign-in'])
    expect((await open(t, null, url)).body).toMatch(
      /href="\/lost-link\?lang(=|&#x3D;)nb">(Få en ny lenke|Har du mistet lenken)/,
    );
});
