/** Every day, what is due and nothing else leaves, to whom it is due, once: on both homes, through a real mail server. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock, today } from '../../../server/clock.ts';
import type { Config } from '../../../server/config.ts';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { smtpMail } from '../../../server/contact/mail.ts';
import { secondsUntilNextTry } from '../../../server/contact/outbox.ts';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import type { Services } from '../../../server/services.ts';
import { answerOnWeb, keyOnPaper, stopOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { malepunkt } from '../../support/command.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { invite, register } from '../../support/participants.ts';
import { atAnyHour, surveysWith } from '../../support/surveys.ts';

const homes = testHomes();
let t: TestApp;
afterEach(() => t.close());

const person = (name: string, changes = {}) =>
  register(t, { name, email: `${name.toLowerCase()}@post.example`, ...changes });

/** Runs the morning of each day; what happens by then is told first. */
async function walk(
  first: string,
  last: string,
  happens: Readonly<Record<string, () => Promise<unknown>>> = {},
): Promise<string[]> {
  const left: string[] = [];
  let day = Temporal.PlainDate.from(first);
  for (; day.toString() <= last; day = day.add({ days: 1 })) {
    t.setTime(`${day}T07:00:00Z`);
    await happens[day.toString()]?.();
    const before = t.mails.length;
    await dispatch(t.services);
    // Once more on a day on which something left: it is not to leave twice.
    if (t.mails.length > before) await dispatch(t.services);
    for (const { to, subject } of t.mails.slice(before)) left.push(`${day} ${to} ${subject}`);
  }
  return left;
}

// On SQLite, 500 people are walked with for 19 months: see the ledger.
describe('on PostgreSQL', () => {
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh('postgres') });
  });

  test('six weeks of six people, written down by hand', async () => {
    await person('Aud');
    const bo = await person('Bo');
    const cato = await person('Cato');
    await person('Dag', { channel: 'paper' });
    const eva = await person('Eva');
    const finn = await person('Finn');
    const left = await walk('2018-02-27', '2018-04-20', {
      '2018-03-05': () => answerOnWeb(t, bo, 1, { jm02: '1' }),
      '2018-03-06': () =>
        keyOnPaper(t, cato, 1, { answers: {}, writtenOn: null, receivedOn: '2018-03-06' }),
      '2018-03-09': () => withdrawParticipant(t.services, eva, 'system'),
      '2018-03-10': () => revokeWaveLinks(t.services, { code: finn, wave: 1 }, 'system'),
    });
    const ready = 'Skjemaet ditt er klart';
    const reminder = 'Vi vil gjerne ha svaret ditt';
    expect(left.toSorted()).toEqual(
      [
        `2018-03-01 aud@post.example ${ready}`,
        `2018-03-01 bo@post.example ${ready}`,
        `2018-03-01 cato@post.example ${ready}`,
        `2018-03-01 eva@post.example ${ready}`,
        `2018-03-01 finn@post.example ${ready}`,
        '2018-03-05 bo@post.example Takk for svarene dine',
        `2018-03-08 aud@post.example ${reminder}`,
        `2018-03-08 eva@post.example ${reminder}`,
        `2018-03-08 finn@post.example ${reminder}`,
        `2018-03-15 aud@post.example ${reminder}`,
        `2018-03-29 aud@post.example ${reminder}`,
      ].toSorted(),
    );
  });
});

describe.each(homeKinds)('on %s', (kind) => {
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind), surveys: surveysWith(atAnyHour) });
  });

  test('who stops half-way is asked to go on, with a link of their own that opens what they began', async () => {
    const gro = await person('Gro');
    const left = await walk('2018-03-01', '2018-03-12', {
      '2018-03-02': () => stopOnWeb(t, gro, 1),
    });
    expect(left).toEqual([
      '2018-03-01 gro@post.example Skjemaet ditt er klart',
      '2018-03-05 gro@post.example Vil du gå videre med skjemaet?',
      '2018-03-09 gro@post.example Vi vil gjerne ha svaret ditt',
    ]);
    const links = t.mails.map(({ text }) => text.match(/\/s\/[a-z0-9]{26}/)?.[0] ?? '');
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect((await t.app.inject(link)).statusCode).toBe(200);
  });

  test('an invitation that staff have sent is not sent again', async () => {
    const code = await person('Aud');
    await invite(t, code);
    expect(await walk('2018-03-01', '2018-03-07')).toEqual([]);
    expect(await walk('2018-03-08', '2018-03-08')).toHaveLength(1);
  });

  test('an address that does not open holds up nobody else, and is told of', async () => {
    const codes = [await person('Aud'), await person('Bo'), await person('Cato')].sort();
    await t.services.db.registry
      .updateTable('person')
      .set({ email_sealed: '1.broken.broken.broken' })
      .where('code', '=', codes[0] ?? '')
      .execute();
    await expect(dispatch(t.services)).rejects.toThrow();
    expect(t.mails).toHaveLength(2);
  });

  test('three dispatchers at once, one of them in the server, send each message once', async () => {
    // Other processes have a clock of their own.
    t.setTime(systemClock.now().toString());
    const inclusionDate = today(systemClock, 'Europe/Oslo');
    for (let number = 1; number <= 12; number += 1)
      await person(`Person${number}`, { inclusionDate });
    const folder = mkdtempSync(join(tmpdir(), 'malepunkt-key-'));
    writeFileSync(join(folder, 'key'), t.services.config.key.toString('base64'));
    const env = environment(t.services.config, join(folder, 'key'));
    const processes = Promise.all([1, 2].map(() => malepunkt(env, 'dispatch', '--once')));
    let here = 0;
    let isOver = false;
    const inServer = (async () => {
      for (; !isOver; await pause(100)) here += (await dispatch(t.services)).sent;
    })();
    const said = (await processes).map(({ output }) => output);
    isOver = true;
    await inServer;
    for (const line of said) expect(line).toMatch(/^(\d+ sent, 0 failed\.\n)?$/);
    const there = said.map((line) => Number.parseInt(line, 10) || 0);
    expect(there.reduce((sum, sent) => sum + sent, here)).toBe(12);
    expect(new Set(t.mails.map(({ to }) => to)).size).toBe(12);
    expect(t.mails).toHaveLength(12);
    rmSync(folder, { recursive: true });
  });
});

function environment(
  { home, smtp, surveys, publicUrl }: Config,
  key: string,
): Record<string, string> {
  return {
    MALEPUNKT_KEY_FILE: key,
    MALEPUNKT_PUBLIC_URL: publicUrl,
    MALEPUNKT_SURVEYS: surveys,
    MALEPUNKT_SMTP_URL: smtp.url,
    MALEPUNKT_MAIL_FROM: smtp.from,
    ...(home.kind === 'sqlite'
      ? { MALEPUNKT_DATA: home.folder }
      : { MALEPUNKT_REGISTRY_URL: home.registryUrl, MALEPUNKT_STUDY_URL: home.studyUrl }),
  };
}

describe('a mail server that refuses', () => {
  let server: MailServer;
  let services: Services;
  beforeEach(async () => {
    t = await testApp();
    server = await startMailServer();
    const mail = smtpMail({ url: server.url, from: 'Studien <studie@jobbstudien.example>' });
    services = { ...t.services, mail };
  });
  afterEach(async () => {
    services.mail.close();
    await server.close();
  });
  const rows = () => t.services.db.registry.selectFrom('outbox').selectAll().execute();

  test('for now is tried again later, with the same link and Message-ID', async () => {
    await person('Aud');
    server.refuseWith(451);
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 1 });
    const [refused] = await rows();
    expect(refused).toMatchObject({ status: 'failed', failure: '451', attempts: 1 });
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
    t.setTime('2018-03-01T09:05:00Z');
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 1 });
    server.refuseWith(null);
    t.setTime('2018-03-01T09:15:00Z');
    expect(await dispatch(services)).toEqual({ sent: 1, failed: 0 });
    expect(server.caught.map(({ messageId }) => messageId)).toEqual([refused?.message_id]);
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 3, try_after: null }]);
  });

  test('for good is told to staff, and nothing more is sent until they have seen to it', async () => {
    await person('Aud');
    server.refuseWith(550);
    await dispatch(services);
    server.refuseWith(null);
    for (const day of ['02', '08', '15']) {
      t.setTime(`2018-03-${day}T09:00:00Z`);
      expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
    }
    const tasks = await t.services.db.study.selectFrom('task').selectAll().execute();
    expect(tasks).toMatchObject([{ kind: 'bounced', wave: 1, done_at: null }]);
  });

  test('until the wave has closed is not tried any more', async () => {
    await person('Aud');
    server.refuseWith(451);
    await dispatch(services);
    server.refuseWith(null);
    t.setTime('2018-04-13T09:00:00Z');
    expect(await dispatch(services)).toEqual({ sent: 0, failed: 0 });
  });

  test('is given more time after each try, and not the same to all', () => {
    const bounds: [number, number, number][] = [
      [1, 150, 300],
      [2, 300, 600],
      [3, 600, 1200],
      [7, 9600, 19_200],
      [8, 10_800, 21_600],
      [50, 10_800, 21_600],
    ];
    for (const [attempts, least, most] of bounds) {
      const waits = Array.from({ length: 200 }, () => secondsUntilNextTry(attempts));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...waits)).toBeLessThan(most);
      expect(new Set(waits).size).toBeGreaterThan(50);
    }
  });
});
