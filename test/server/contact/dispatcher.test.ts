/** The dispatcher in the server: it stops within the message on its way, outlives a round that fails, and holds up nobody. */

import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { startDispatcher } from '../../../server/contact/dispatcher.ts';
import type { Services } from '../../../server/services.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { aroundEachMail } from '../../support/interposed.ts';
import { invite, register } from '../../support/participants.ts';
import { surveysWith } from '../../support/surveys.ts';

let t: TestApp;
afterEach(() => t.close());

async function registerMany(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1)
    await register(t, { name: `Person ${n}`, email: `person${n}@post.example`, phone: null });
}

/** A round every few milliseconds instead of minutes. */
const restless = (services: Services): Services => ({
  ...services,
  config: { ...services.config, dispatchMinutes: 5 / 60_000 },
});
const quiet = { error: () => {} };

test('told to stop, it lets the message on its way arrive, and begins no other', async () => {
  t = await testApp();
  await registerMany(5);
  const [onItsWay, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const services = aroundEachMail(restless(t.services), {
    async before() {
      if (t.mails.length < 1) return;
      onItsWay.resolve();
      await released.promise;
    },
  });
  const dispatcher = startDispatcher(services, quiet);
  await onItsWay.promise;
  let isStopped = false;
  const stopping = dispatcher.stop().then(() => {
    isStopped = true;
  });
  await t.app.inject('/healthz');
  expect([isStopped, t.mails.length]).toEqual([false, 1]);
  released.resolve();
  await stopping;
  expect(t.mails).toHaveLength(2);
  const rows = await t.services.db.registry.selectFrom('outbox').select('status').execute();
  expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent']);
  expect(await dispatch(t.services)).toEqual({ sent: 3, failed: 0 });
});

test('told to stop while it waits for its next round, it stops at once', async () => {
  t = await testApp();
  const services = { ...t.services, config: { ...t.services.config, dispatchMinutes: 60 } };
  const dispatcher = startDispatcher(services, quiet);
  await registerMany(1);
  await dispatcher.stop();
  expect(t.mails).toEqual([]);
});

test('a round that fails is told of without what it was about, and followed by the next', async () => {
  t = await testApp();
  await registerMany(2);
  let rounds = 0;
  const services = restless({
    ...t.services,
    clock: {
      now() {
        rounds += 1;
        if (rounds <= 2) throw new TypeError('person1@post.example cannot be written to');
        return t.services.clock.now();
      },
    },
  });
  const told: [object, string][] = [];
  const dispatcher = startDispatcher(services, {
    error: (what, message) => told.push([what, message]),
  });
  await expect.poll(() => t.mails.length, { timeout: 20_000 }).toBe(2);
  await dispatcher.stop();
  expect(told).toHaveLength(2);
  expect(told[0]).toEqual([{ err: { type: 'TypeError', stack: expect.any(String) } }, 'dispatch']);
  expect(JSON.stringify(told)).not.toContain('person1');
});

test('one person who cannot be written to holds up nobody else, round after round', async () => {
  t = await testApp();
  await registerMany(3);
  await t.services.db.registry
    .updateTable('person')
    .set({ email_sealed: '1.broken.broken.broken' })
    .where('email_index', '=', t.services.sealer.blindIndex('person2@post.example', 'email'))
    .execute();
  let told = 0;
  const dispatcher = startDispatcher(restless(t.services), {
    error: () => {
      told += 1;
    },
  });
  await expect.poll(() => told, { timeout: 20_000 }).toBeGreaterThan(1);
  await dispatcher.stop();
  expect(t.mails.map(({ to }) => to).sort()).toEqual([
    'person1@post.example',
    'person3@post.example',
  ]);
});

test('where cron sends instead, it does nothing', async () => {
  t = await testApp();
  await registerMany(1);
  const dispatcher = startDispatcher(t.services, quiet);
  await dispatcher.stop();
  expect(t.services.config.dispatchMinutes).toBe(0);
  expect(t.mails).toEqual([]);
});

test('while 60 messages go out, whoever opens a form is answered between one message and the next', async () => {
  t = await testApp({ surveys: surveysWith({ 'per_minute: 60': 'per_minute: 1000' }) });
  const link = await invite(t, await register(t, { name: 'Tove Hansen' }));
  await registerMany(60);
  // Over the net: what is asked within the process would leave no room for anything else.
  const form = new URL(link, await t.app.listen({ host: '127.0.0.1', port: 0 }));
  const before = t.mails.length;
  let isOver = false;
  const sending = dispatch(t.services).finally(() => {
    isOver = true;
  });
  const answeredAfter = new Set<number>();
  while (!isOver) {
    const opened = await fetch(form, { method: 'POST', redirect: 'manual' });
    expect(opened.headers.get('location')).toBe('/answers/pages/gender');
    const sent = t.mails.length - before;
    answeredAfter.add(sent);
    while (!isOver && t.mails.length - before < sent + 3) await pause(1);
  }
  expect(await sending).toEqual({ sent: 60, failed: 0 });
  // Neither all before the first message nor all after the last: somewhere in each quarter of them.
  for (const quarter of [0, 1, 2, 3]) {
    const inside = [...answeredAfter].filter((sent) => Math.floor((sent - 1) / 15) === quarter);
    expect(inside.length).toBeGreaterThan(0);
  }
});
