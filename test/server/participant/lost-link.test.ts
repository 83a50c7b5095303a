/** A lost link: a new one is sent where one is due, and nobody learns from the page who takes part. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { participationOf } from '../../../server/collection/participation.ts';
import { sendNewLink } from '../../../server/contact/invitation.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type Homes, homeKinds, openHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, type Sent, send } from '../../support/staff.ts';
import { visitor } from '../../support/visitor.ts';

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.close());

const ask = (email: string | readonly string[], more: Sent = {}) =>
  send(t, null, '/lost-link', { email, ...more });

/** Closing waits for what is to be sent; the stores and the mail server are still there to be looked at. */
const whenDone = () => t.app.close();

test('Tove gets a new link to the form that is open to her, and it opens', async () => {
  const code = await register(t, { name: 'Tove Hansen', email: 'tove.hansen@post.example' });
  await ask(' TOVE.Hansen@post.example ');
  const sent = await arrived(1);
  expect(sent?.to).toBe('tove.hansen@post.example');
  expect(sent?.subject).toBe('Skjemaet ditt er klart');
  const browser = visitor(t);
  await browser.start(sent?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '');
  expect(browser.shown.text).toContain('Er du kvinne eller mann?');
  const written = (await eventsIn(t, 'registry')).filter((event) => event.code === code);
  expect(written.map(({ action, actor }) => [action, actor])).toEqual([
    ['person registered', 'system'],
    ['invitation written', 'participant'],
    ['invitation sent', 'participant'],
  ]);
});

describe('the answer', () => {
  test('is the same whether the address is known or not, and what was typed is not in it', async () => {
    await register(t, { email: 'tove.hansen@post.example' });
    const replies = [await ask('tove.hansen@post.example'), await ask('nobody@post.example')];
    const [known, unknown] = replies.map(({ statusCode, headers, body }) => ({
      ...{ statusCode, body, location: headers.location, cookie: headers['set-cookie'] },
    }));
    expect(known).toEqual(unknown);
    expect(known).toEqual({
      statusCode: 303,
      body: '',
      location: '/lost-link/receipt?lang=nb',
      cookie: undefined,
    });
  });

  test('comes before anything is looked up', async () => {
    await register(t, { email: 'tove.hansen@post.example' });
    const before = (await eventsIn(t, 'registry')).length;
    let atReply = -1;
    t.app.addHook; // the hooks are set: the reply itself tells the order
    const reply = ask('tove.hansen@post.example').then(() => {
      atReply = t.mails.length;
    });
    await reply;
    expect(atReply).toBe(0);
    await whenDone();
    expect((await eventsIn(t, 'registry')).length).toBeGreaterThan(before);
    expect(t.mails).toHaveLength(1);
  });
});

async function arrived(count: number) {
  await whenDone();
  expect(t.mails).toHaveLength(count);
  return t.mails.at(-1);
}
