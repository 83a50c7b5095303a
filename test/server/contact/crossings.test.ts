/** Messages that cross each other, and changes that come while one is on its way: nothing goes twice, or where it should not. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkAccess, participationOf } from '../../../server/collection/participation.ts';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { type MessageOutcome, sendWaveMessage } from '../../../server/contact/wave-message.ts';
import { personByCode } from '../../../server/db/people.ts';
import { changeDetails, detailsBasis } from '../../../server/enrolment/details-change.ts';
import { openPerson } from '../../../server/enrolment/person.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import type { Services } from '../../../server/services.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { afterFirstStudyWrite } from '../../support/interposed.ts';
import type { CaughtMail } from '../../support/mail-server.ts';
import { register } from '../../support/participants.ts';
import { atAnyHour, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();
let t: TestApp;
let code: string;
afterEach(() => t.close());

const gro = () => register(t, { name: 'Gro Lie', email: 'gro@gammel.example' });
const at = (instant: string) => t.setTime(`2018-${instant}Z`);
const tokenIn = (mail: CaughtMail | undefined) =>
  mail?.text.match(/\/s\/([a-z0-9]{26})/)?.[1] ?? '';
const opens = async (mail: CaughtMail | undefined) =>
  (await linkAccess(t.services, tokenIn(mail))).open;
const left = () => t.mails.map(({ to, subject }) => `${to} ${subject}`);

async function move(): Promise<void> {
  const person = await personByCode(t.services.db.registry, code);
  if (!person) throw new Error('nobody has that code');
  const details = { ...openPerson(t.services.sealer, person), email: 'gro@ny.example' };
  const change = { code, details, basis: detailsBasis(person), actor: 'staff' };
  expect(await changeDetails(t.services, change)).toMatchObject({ outcome: 'changed' });
}

/** As a dispatcher that has worked out, when `sent` messages had left, that this reminder is due. */
async function remind(ordinal: number, sent: number): Promise<MessageOutcome> {
  const participation = await participationOf(t.services, code, 1);
  if (!participation) throw new Error('no participation');
  const which = { kind: 'reminder', ordinal } as const;
  return sendWaveMessage(t.services, participation, which, {
    actor: 'system',
    decidedAt: { sent },
  });
}

const ready = 'Skjemaet ditt er klart';
const reminder = 'Vi vil gjerne ha svaret ditt';

describe.each(homeKinds)('on %s', (kind) => {
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind), surveys: surveysWith(atAnyHour) });
    code = await gro();
    await dispatch(t.services);
  });

  test('two dispatchers, one either side of midnight, send one reminder, whether at once or in turn', async () => {
    at('03-14T22:59:59');
    const first = remind(1, 1);
    at('03-14T23:00:01');
    expect((await Promise.all([first, remind(2, 1)])).sort()).toEqual(['already-sent', 'sent']);
    expect(await remind(2, 1)).toBe('already-sent');
    expect(await remind(3, 1)).toBe('already-sent');
    await dispatch(t.services);
    expect(left()).toEqual([`gro@gammel.example ${ready}`, `gro@gammel.example ${reminder}`]);
  });

  test('a reminder that failed and whose link was shut for a new address goes out later with one that opens', async () => {
    at('03-08T07:00:00');
    t.refuseWith(451);
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 1 });
    await move();
    // The link to the new address comes first; that it fails as well is not the end of it.
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 1 });
    t.refuseWith(null);
    at('03-08T07:30:00');
    expect(await dispatch(t.services)).toEqual({ sent: 1, failed: 0 });
    at('03-12T07:00:00');
    expect(await dispatch(t.services)).toEqual({ sent: 1, failed: 0 });
    expect(left()).toEqual([
      `gro@gammel.example ${ready}`,
      `gro@ny.example ${ready}`,
      `gro@ny.example ${reminder}`,
    ]);
    expect(await Promise.all(t.mails.map(opens))).toEqual([false, true, true]);
    at('03-13T07:00:00');
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 0 });
  });
});

describe('while the message is about to leave', () => {
  beforeEach(async () => {
    t = await testApp();
    code = await gro();
  });
  const dispatchWhile = (happens: () => Promise<unknown>) => {
    const services: Services = afterFirstStudyWrite(t.services, happens);
    return dispatch(services);
  };

  test('the address is changed: it goes to the new one, with a link that opens', async () => {
    expect(await dispatchWhile(move)).toEqual({ sent: 1, failed: 0 });
    expect(left()).toEqual([`gro@ny.example ${ready}`]);
    expect(await opens(t.mails[0])).toBe(true);
    const rows = await t.services.db.registry.selectFrom('outbox').selectAll().execute();
    expect(rows).toMatchObject([{ status: 'sent', email_ordinal: 2 }]);
    const links = await t.services.db.study.selectFrom('link').selectAll().execute();
    expect(links.filter(({ revoked_at }) => revoked_at === null)).toHaveLength(1);
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 0 });
  });

  test('staff shut its link: what it carries stays shut', async () => {
    await dispatchWhile(() => revokeWaveLinks(t.services, { code, wave: 1 }, 'staff'));
    expect(left()).toEqual([`gro@gammel.example ${ready}`]);
    expect(await opens(t.mails[0])).toBe(false);
  });

  test('she withdraws: what arrives opens nothing, and nothing follows', async () => {
    await dispatchWhile(() =>
      changeState(t.services, { code, state: 'withdrawn', fromOn: '2018-03-01', actor: 'staff' }),
    );
    expect(await opens(t.mails[0])).toBe(false);
    at('03-08T09:00:00');
    expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 0 });
  });
});

test('a link that was shut before its message ever left is replaced by one that opens', async () => {
  t = await testApp();
  code = await gro();
  t.refuseWith(451);
  expect(await dispatch(t.services)).toEqual({ sent: 0, failed: 1 });
  await move();
  t.refuseWith(null);
  at('03-01T10:00:00');
  expect(await dispatch(t.services)).toEqual({ sent: 1, failed: 0 });
  expect(left()).toEqual([`gro@ny.example ${ready}`]);
  expect(await opens(t.mails[0])).toBe(true);
});
