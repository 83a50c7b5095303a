/** The way out at the end of each e-mail: looking changes nothing, and each button does its own thing, once. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { participationOf } from '../../../server/collection/participation.ts';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { sendInvitation } from '../../../server/contact/invitation.ts';
import { sendLostLinks } from '../../../server/contact/lost-link.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { changesOf, participantByCode } from '../../../server/db/participants.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { followUpWithdrawals } from '../../../server/enrolment/withdrawal-follow-up.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, openHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';
import { visitor } from '../../support/visitor.ts';

let t: TestApp;
let code: string;
let email: string;
let token: string;
let people = 0;

/** Tove Hansen, who has just been mailed her link. */
async function arrives(language = 'nb'): Promise<void> {
  people += 1;
  email = `tove.hansen${people}@post.example`;
  code = await register(t, { name: 'Tove Hansen', email, language });
  token = (await invite(t, code)).replace('/s/', '');
}

beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setTime('2018-03-01T09:00:00Z');
  await arrives();
});

const subjects = () => t.mails.filter(({ to }) => to === email).map(({ subject }) => subject);
const standing = async () => {
  const participant = await participantByCode(t.services.db.study, code);
  return [participant?.state, participant?.mail];
};
const actions = async () =>
  (await eventsIn(t, 'study')).filter((event) => event.code === code).map(({ action }) => action);
const stop = () => visitor(t).send(`/mail/${token}`, { _lang: 'nb' });
const withdraw = () => visitor(t).send(`/withdrawal/${token}`, { _lang: 'nb' });

/** The mornings on which something would be due to her; gives what she gets. */
async function sixWeeks(): Promise<string[]> {
  const before = subjects().length;
  for (const day of ['03-02', '03-08', '03-15', '03-29', '04-11']) {
    t.setTime(`2018-${day}T09:00:00Z`);
    await dispatch(t.services);
  }
  return subjects().slice(before);
}

test('without a word from Tove, three reminders follow', async () => {
  expect(await sixWeeks()).toHaveLength(3);
});

test('whoever opens the way out, or has it opened by a mail scanner, changes nothing', async () => {
  const before = await everyRow(t.services.db);
  const headers = { 'accept-language': 'en' };
  for (const page of ['mail', 'withdrawal'])
    for (const method of ['GET', 'HEAD'] as const)
      for (const query of ['', '?lang=en', '?lang=xx', '?lang=nb&lang=en']) {
        const url = `/${page}/${token}${query}`;
        expect((await t.app.inject({ method, url, headers })).statusCode).toBe(200);
      }
  expect(await everyRow(t.services.db)).toBe(before);
});

test('Tove stops the e-mails: neither reminders nor thanks follow, and she takes part as before', async () => {
  const browser = visitor(t);
  await browser.start(`/mail/${token}`);
  expect(browser.shown.text).toContain('E-postene er stoppet Vi sender deg ikke flere e-poster.');
  expect(browser.shown.text).toMatch(
    new RegExp(`Stoppet 1\\. mars 2018\\. Kvittering: ${code}-\\d+-[0-9a-f]{8}`),
  );
  expect(await standing()).toEqual(['enrolled', 'stopped']);
  expect((await visitor(t).get(`/s/${token}`)).status).toBe(200);
  await answerOnWeb(t, code, 1, {});
  expect(await sixWeeks()).toEqual([]);
});

test('who does not answer after stopping the e-mails is not reminded', async () => {
  await stop();
  expect(await sixWeeks()).toEqual([]);
});

test('stopping twice is stopping once, with the receipt of the first time', async () => {
  const first = await visitor(t).get((await stop()).headers.location ?? '');
  t.setTime('2018-03-03T09:00:00Z');
  const second = await visitor(t).get((await stop()).headers.location ?? '');
  expect(second.html).toBe(first.html);
  expect(await changesOf(t.services.db.study, code)).toMatchObject([
    { kind: 'mail', previous: 'wanted', value: 'stopped', recorded_by: 'participant' },
  ]);
  expect((await actions()).filter((action) => action === 'mail changed')).toHaveLength(1);
});

test('Tove leaves the study: told so at once and by one e-mail, however often she presses', async () => {
  const browser = visitor(t);
  await browser.get(`/mail/${token}`);
  await browser.follow('Trekk meg fra studien');
  expect(browser.shown.text).toContain('blir med videre uten navn');
  expect(await standing()).toEqual(['enrolled', 'wanted']);
  const shown = await browser.next();
  expect(shown.text).toContain('Du har trukket deg fra studien');
  expect(await standing()).toEqual(['withdrawn', 'wanted']);
  const again = await visitor(t).get((await withdraw()).headers.location ?? '');
  expect(again.html).toBe(shown.html);
  expect((await actions()).filter((action) => action === 'state changed')).toHaveLength(1);
  expect(subjects().slice(1)).toEqual(['Du har trukket deg fra studien']);
  const receipt = t.mails.at(-1)?.text;
  expect(receipt).toContain(shown.text.match(/Referanse: \S+/)?.[0] ?? 'no reference');
  expect(receipt).not.toContain('http');
  expect((await visitor(t).get(`/s/${token}`)).status).toBe(410);
});

describe.each(['withdrawn', 'dead'] as const)('of somebody who is %s', (state) => {
  test('nothing changes any more, nothing is sent, and the pages say just that', async () => {
    await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'system' });
    await followUpWithdrawals(t.services);
    const before = await everyRow(t.services.db);
    // What staff have not sent to whoever withdrew is their receipt.
    const pressed = [await stop(), await (state === 'dead' ? withdraw() : stop())];
    expect(await everyRow(t.services.db)).toBe(before);
    expect(subjects()).toHaveLength(1);
    for (const { headers } of pressed) {
      const shown = await visitor(t).get(headers.location ?? '');
      const out = 'Du er ikke med i studien lenger. Vi sender deg ingenting.';
      expect(shown.text).toContain('Ingen flere e-poster');
      expect(shown.text).toContain(out);
      expect(shown.html).not.toContain('<form');
    }
  });
});

test('who stopped the e-mails and left afterwards is not told that they take part', async () => {
  await stop();
  await withdraw();
  const { text } = await visitor(t).get(`/mail/${token}`);
  expect(text).toContain('Du er ikke med i studien lenger.');
  expect(text).not.toContain('Du er fortsatt med');
});

test('pages and receipt are in the language that was asked for, else in the participant’s own', async () => {
  await arrives('en');
  const read = async (url: string) => (await visitor(t, 'de').get(url)).text;
  expect(await read(`/mail/${token}`)).toContain('What would you like?');
  expect(await read(`/mail/${token}?lang=xx`)).toContain('What would you like?');
  expect(await read(`/mail/${token}?lang=nb`)).toContain('Hva vil du?');
  expect(await read(`/withdrawal/${token}`)).toContain('Yes, I leave the study');
  const pressed = await withdraw();
  expect(await read(pressed.headers.location ?? '')).toContain('Du har trukket deg fra studien');
  expect(t.mails.at(-1)?.subject).toBe('You have withdrawn from the study');
});

test('an identity number in a hidden field is refused, and nothing happens', async () => {
  const before = await everyRow(t.services.db);
  for (const page of ['mail', 'withdrawal']) {
    const shown = await visitor(t).send(`/${page}/${token}`, { _lang: '01019012345' });
    expect(shown.status).toBe(422);
    expect(shown.html).not.toContain('12345');
  }
  expect(await everyRow(t.services.db)).toBe(before);
});

test('who has stopped the e-mails still gets the link they ask for, and none that staff send', async () => {
  await stop();
  const participation = await participationOf(t.services, code, 1);
  if (!participation) throw new Error('no participation');
  t.setTime('2018-03-02T09:00:00Z');
  await revokeWaveLinks(t.services, { code, wave: 1 }, 'staff');
  expect(await sendInvitation(t.services, participation, 'staff')).toBe('mail-stopped');
  expect(subjects()).toHaveLength(1);
  await sendLostLinks(t.services, email);
  expect(subjects()).toHaveLength(2);
});

test('the pages tell nothing of who it is, are kept by nobody, and tell no other site where one was', async () => {
  for (const url of [`/mail/${token}`, `/withdrawal/${token}`]) {
    const { html, headers } = await visitor(t).get(url);
    for (const secret of [code, 'Tove', 'Hansen', email, 'Storgata', '99 00 11 22', 'Tromsø'])
      expect(html).not.toContain(secret);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['set-cookie']).toBeUndefined();
  }
});

describe.each(homeKinds)('on %s', (kind) => {
  test('pressing everything at the same moment does each thing once', async () => {
    const [homes, other] = [openHomes(), t];
    t = await testApp({ home: await homes.fresh(kind) });
    await arrives();
    const pressed = await Promise.all([stop(), withdraw(), stop(), withdraw()]);
    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    // Whoever left before the e-mails were stopped gets none anyway.
    const kinds = (await changesOf(t.services.db.study, code)).map((change) => change.kind);
    expect(kinds.filter((one) => one === 'state')).toHaveLength(1);
    expect(kinds.filter((one) => one === 'mail').length).toBeLessThanOrEqual(1);
    expect((await standing())[0]).toBe('withdrawn');
    expect(subjects().slice(1)).toEqual(['Du har trukket deg fra studien']);
    await t.close();
    await homes.close();
    t = other;
  });
});
