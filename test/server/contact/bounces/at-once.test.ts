/** Reports that come twice at one moment are taken once, and `malepunkt bounces` takes them as a process of its own. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeReport } from '../../../../server/contact/bounces/taking.ts';
import { participantByCode } from '../../../../server/db/participants.ts';
import { standingOf } from '../../../../server/enrolment/merge-plan.ts';
import { mergeParticipants } from '../../../../server/enrolment/merging.ts';
import { newToken } from '../../../../server/security/token.ts';
import { type TestApp, testApp } from '../../../support/app.ts';
import { reportAbout } from '../../../support/bounces.ts';
import { malepunkt, malepunktGiven } from '../../../support/command.ts';
import { homeKinds, testHomes } from '../../../support/homes.ts';
import { startImapServer } from '../../../support/imap-server.ts';
import { invite, register } from '../../../support/participants.ts';
import { eventsIn } from '../../../support/staff.ts';

const homes = testHomes();
let t: TestApp;
let code: string;
afterEach(() => t.close());

/** Jon Aas has just been mailed his link: gives a report about that message. */
async function reportFor(sample: string): Promise<Buffer> {
  code = await register(t, { name: 'Jon Aas', email: 'jon.aas@kystnett.example' });
  await invite(t, code);
  const { id } = await t.services.db.registry
    .selectFrom('outbox')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return reportAbout(sample, id);
}
const openTasks = () =>
  t.services.db.study.selectFrom('task').selectAll().where('done_at', 'is', null).execute();
const bounced = async () =>
  (await eventsIn(t, 'registry')).filter(({ action }) => action === 'message bounced');

describe.each(homeKinds)('on %s', (kind) => {
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
  });

  test('the same report four times at once is one task and one event, and so it is once more', async () => {
    const report = await reportFor('postfix-unknown-user');
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeReport(t.services, report)));
    taken.push(await takeReport(t.services, report));
    expect(new Set(taken)).toEqual(new Set(['handled']));
    expect(await openTasks()).toHaveLength(1);
    expect(await bounced()).toHaveLength(1);
  });
});

test('a complaint about a message to a registration that was merged stops the mail to the one that goes on', async () => {
  t = await testApp();
  const complaint = await reportFor('feedback-abuse');
  const goesOn = await register(t, { name: 'Jon Aas', email: 'jon.aas@kystnett.example' });
  const { study: db } = t.services.db;
  const [on, away] = [await participantByCode(db, goesOn), await participantByCode(db, code)];
  const study = t.services.definitions.study('jobbspesialist');
  if (!study || !on || !away) throw new Error('somebody is missing');
  await mergeParticipants(t.services, {
    ...{ study, goesOn, goesAway: code, choices: new Map(), nonce: newToken(), actor: 'staff' },
    seen: standingOf([on, away], []),
  });
  expect(await takeReport(t.services, complaint)).toBe('handled');
  expect(await participantByCode(db, goesOn)).toMatchObject({ state: 'enrolled', mail: 'stopped' });
});

describe('malepunkt bounces', () => {
  let env: Record<string, string>;
  let folder: string;
  beforeEach(async () => {
    t = await testApp();
    folder = mkdtempSync(join(tmpdir(), 'malepunkt-key-'));
    const { key, smtp, publicUrl } = t.services.config;
    writeFileSync(join(folder, 'key'), key.toString('base64'));
    env = {
      ...{ MALEPUNKT_KEY_FILE: join(folder, 'key'), MALEPUNKT_DATA: t.folder },
      ...{ MALEPUNKT_PUBLIC_URL: publicUrl, MALEPUNKT_BOUNCE_ADDRESS: 'retur@studie.example' },
      ...{ MALEPUNKT_SMTP_URL: smtp.url, MALEPUNKT_MAIL_FROM: smtp.from },
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('takes one message on its standard input, as a mail server hands it over, and says nothing', async () => {
    const report = await reportFor('postfix-unknown-user');
    expect(await malepunktGiven(report, env, 'bounces', '--stdin')).toEqual({
      exitCode: 0,
      output: '',
    });
    expect(await openTasks()).toMatchObject([{ code, kind: 'bounced', opened_by: 'system' }]);
  });

  test('reads the mailbox, and tells what it took and what it left', async () => {
    const report = await reportFor('postfix-unknown-user');
    const letter = reportAbout('human-reply', randomUUID());
    const server = await startImapServer([report, report, letter]);
    const withMailbox = { ...env, MALEPUNKT_BOUNCE_IMAP_URL: server.url };
    expect(await malepunkt(withMailbox, 'bounces')).toEqual({
      ...{ exitCode: 0, output: '2 reports taken, 1 left for people to read.\n' },
    });
    expect(server.inbox.map(({ flags }) => flags.includes('\\Seen'))).toEqual([true, true, false]);
    expect([await openTasks(), await bounced()].map((rows) => rows.length)).toEqual([1, 1]);
    await server.close();
  });
});
