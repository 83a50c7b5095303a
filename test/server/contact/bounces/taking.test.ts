/** What came back is acted upon once: a mailbox that is gone gets no more mail and becomes a task, a complaint stops the mail. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takeReport } from '../../../../server/contact/bounces/taking.ts';
import { dispatch } from '../../../../server/contact/dispatch.ts';
import { sendWithdrawalReceipt } from '../../../../server/contact/withdrawal-receipt.ts';
import { participantByCode } from '../../../../server/db/participants.ts';
import { personByCode } from '../../../../server/db/people.ts';
import { changeDetails, detailsBasis } from '../../../../server/enrolment/details-change.ts';
import { openPerson } from '../../../../server/enrolment/person.ts';
import { changeState } from '../../../../server/enrolment/state-change.ts';
import { withdrawParticipant } from '../../../../server/enrolment/withdrawal.ts';
import { type TestApp, testApp } from '../../../support/app.ts';
import { reportAbout } from '../../../support/bounces.ts';
import { register } from '../../../support/participants.ts';
import { eventsIn } from '../../../support/staff.ts';
import { everyRow } from '../../../support/tables.ts';

let t: TestApp;
let code: string;
let email: string;
let people = 0;

/** Jon Aas, to whom the invitation has just gone. */
async function arrives(): Promise<void> {
  people += 1;
  email = `jon.aas${people}@kystnett.example`;
  code = await register(t, { name: 'Jon Aas', email });
  await on('2018-03-01');
}
beforeAll(async () => {
  t = await testApp({ publicUrl: 'https://studie.example', bounceAddress: 'retur@studie.example' });
});
afterAll(() => t.close());
beforeEach(arrives);

/** A morning: gives the subjects of what he gets. */
async function on(day: string): Promise<string[]> {
  t.setTime(`${day}T09:00:00Z`);
  const before = t.mails.length;
  await dispatch(t.services);
  return t.mails
    .slice(before)
    .filter(({ to }) => to === email)
    .map(({ subject }) => subject);
}
const outbox = () =>
  t.services.db.registry
    .selectFrom('outbox')
    .selectAll()
    .where('code', '=', code)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at')
    .execute();
/** The sample, about the message that went to him last. */
const aboutLast = async (sample: string) => reportAbout(sample, (await outbox()).at(-1)?.id ?? '');
const take = async (sample: string) => takeReport(t.services, await aboutLast(sample));
const tasks = () =>
  t.services.db.study.selectFrom('task').selectAll().where('code', '=', code).execute();
const failedAt = async () =>
  (await personByCode(t.services.db.registry, code))?.email_failed_at ?? null;
const actions = async (action: string) =>
  (await eventsIn(t, 'registry')).filter((one) => one.code === code && one.action === action);
async function moveTo(address: string): Promise<void> {
  const person = await personByCode(t.services.db.registry, code);
  if (!person) throw new Error('nobody has that code');
  email = address;
  const details = { ...openPerson(t.services.sealer, person), email };
  const change = { code, details, basis: detailsBasis(person), actor: 'staff' };
  expect(await changeDetails(t.services, change)).toMatchObject({ outcome: 'changed' });
}

const hard = [
  'postfix-unknown-user',
  'exim-plain',
  'qmail',
  'gmail-unknown-user',
  'no-such-domain',
];
test.each(hard)(
  'a mailbox that is gone, as %s says it, is a task, and gets no more mail',
  async (sample) => {
    expect(await take(sample)).toBe('handled');
    expect(await failedAt()).toBe('2018-03-01T09:00:00.000Z');
    expect(await tasks()).toMatchObject([
      { kind: 'bounced', wave: 1, due_on: '2018-03-01', done_at: null },
    ]);
    expect(await actions('message bounced')).toMatchObject([
      { actor: 'system', detail: '{"wave":1,"bounce":"hard"}' },
    ]);
    for (const day of ['2018-03-08', '2018-03-15']) expect(await on(day)).toEqual([]);
  },
);

test('with a new address the link goes there by itself, the task is done, and reminders go on', async () => {
  await take('postfix-unknown-user');
  expect(await on('2018-03-08')).toEqual([]);
  t.setTime('2018-03-09T07:00:00Z');
  await moveTo('jon@annet.example');
  expect(await on('2018-03-09')).toEqual(['Skjemaet ditt er klart']);
  const link = t.mails.at(-1)?.text.match(/\/s\/[a-z0-9]{26}/)?.[0] ?? '';
  expect((await t.app.inject(link)).statusCode).toBe(200);
  expect(await tasks()).toMatchObject([{ kind: 'bounced', outcome: 'done' }]);
  expect(await on('2018-03-10')).toEqual([]);
  expect(await on('2018-03-15')).toEqual(['Vi vil gjerne ha svaret ditt']);
});

test('a mailbox that was full is written to again; one that was so three times is as good as gone', async () => {
  expect(await take('mailbox-full')).toBe('handled');
  expect(await on('2018-03-08')).toHaveLength(1);
  expect(await take('spam-policy')).toBe('handled');
  expect([await failedAt(), await tasks()]).toEqual([null, []]);
  expect(await on('2018-03-15')).toHaveLength(1);
  expect(await take('mailbox-full-given-up')).toBe('handled');
  expect(await failedAt()).toBe('2018-03-15T09:00:00.000Z');
  expect(await tasks()).toMatchObject([{ kind: 'bounced', wave: 1, done_at: null }]);
  expect(await on('2018-03-29')).toEqual([]);
  expect((await actions('message bounced')).map(({ detail }) => detail)).toEqual([
    '{"wave":1,"bounce":"soft"}',
    '{"wave":1,"bounce":"soft"}',
    '{"wave":1,"bounce":"hard"}',
  ]);
});

test('full once at the old address and twice at the new one is not three times', async () => {
  await take('mailbox-full');
  await moveTo('jon@annet.example');
  expect(await on('2018-03-02')).toHaveLength(1);
  await take('mailbox-full');
  expect(await on('2018-03-08')).toHaveLength(1);
  await take('mailbox-full');
  expect([await failedAt(), await tasks()]).toEqual([null, []]);
});

test('whoever marks it as spam gets no more e-mail, and is still in the study', async () => {
  expect(await take('feedback-abuse')).toBe('handled');
  expect(await participantByCode(t.services.db.study, code)).toMatchObject({
    ...{ state: 'enrolled', mail: 'stopped' },
  });
  expect(await actions('message marked as spam')).toMatchObject([
    { actor: 'participant', detail: '{"wave":1}' },
  ]);
  expect([await failedAt(), await tasks()]).toEqual([null, []]);
  expect(await on('2018-03-08')).toEqual([]);
  expect(await take('feedback-abuse')).toBe('handled');
  expect(await actions('message marked as spam')).toHaveLength(1);
});

test('a delay changes nothing: the server goes on trying', async () => {
  const before = await everyRow(t.services.db);
  expect(await take('postfix-delayed')).toBe('handled');
  expect(await everyRow(t.services.db)).toBe(before);
});

const letters = [
  'human-reply',
  'out-of-office',
  'read-receipt',
  'delivered-receipt',
  'feedback-not-spam',
  'forwarded-report',
];
test.each(letters)('%s is left for people, and changes nothing', async (sample) => {
  const before = await everyRow(t.services.db);
  expect(await take(sample)).toBe('left');
  expect(await everyRow(t.services.db)).toBe(before);
});

test('what is about no message of ours, or is no mail at all, is left for people and changes nothing', async () => {
  const before = await everyRow(t.services.db);
  for (const sample of ['postfix-unknown-user', 'feedback-abuse'])
    expect(await takeReport(t.services, reportAbout(sample, randomUUID()))).toBe('left');
  for (const junk of [
    '',
    '\0\0\0',
    `To: <retur+${'f'.repeat(32)}@studie.example>\r\n\r\n550 5.1.1`,
  ])
    expect(await takeReport(t.services, Buffer.from(junk))).toBe('left');
  expect(await everyRow(t.services.db)).toBe(before);
});

test('a report about the address he had before is no task, and the one he has now is written to', async () => {
  const late = await aboutLast('postfix-unknown-user');
  await moveTo('jon@annet.example');
  expect(await takeReport(t.services, late)).toBe('handled');
  expect([await failedAt(), await tasks()]).toEqual([null, []]);
  expect(await on('2018-03-02')).toEqual(['Skjemaet ditt er klart']);
});

test.each(['withdrawn', 'dead', 'ineligible'] as const)(
  'about somebody who is %s there is nothing to do',
  async (state) => {
    await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'staff' });
    expect(await take('postfix-unknown-user')).toBe('handled');
    expect(await tasks()).toEqual([]);
  },
);

test.each(['withdrawn', 'dead'] as const)(
  'a complaint from the mailbox of somebody %s changes nothing',
  async (state) => {
    await changeState(t.services, { code, state, fromOn: '2018-03-01', actor: 'staff' });
    const before = await everyRow(t.services.db);
    expect(await take('feedback-abuse')).toBe('handled');
    expect(await everyRow(t.services.db)).toBe(before);
  },
);

test('the receipt of a withdrawal that comes back is on record, and no task', async () => {
  await withdrawParticipant(t.services, code, 'participant');
  const participant = await participantByCode(t.services.db.study, code);
  const study = t.services.definitions.study('jobbspesialist');
  if (!study || !participant) throw new Error('somebody is missing');
  t.setTime('2018-03-02T09:00:00Z');
  await sendWithdrawalReceipt(t.services, study, participant, 'staff');
  expect(await take('postfix-unknown-user')).toBe('handled');
  expect(await tasks()).toEqual([]);
  expect(await actions('message bounced')).toMatchObject([
    { detail: '{"wave":0,"bounce":"hard"}' },
  ]);
});

test('nobody is named in what is kept of a report', async () => {
  await take('postfix-unknown-user');
  const [row] = (await outbox()).slice(-1);
  expect(row).toMatchObject({ bounce: '5.1.1', status: 'sent' });
  expect(JSON.stringify([row, await actions('message bounced')])).not.toMatch(
    /kari|lien|fjordpost|kystnett/i,
  );
});

test('of somebody who is paused it becomes a task all the same: nobody else would tell when the pause is over', async () => {
  const pause = { code, state: 'paused', fromOn: '2018-03-01', actor: 'staff' } as const;
  await changeState(t.services, pause);
  expect(await take('postfix-unknown-user')).toBe('handled');
  expect(await tasks()).toMatchObject([{ kind: 'bounced', wave: 1, done_at: null }]);
});
