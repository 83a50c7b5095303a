/** However often and however many at once ask for one address, its mailbox gets three mails in an hour; on both homes. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendLostLinks } from '../../../server/contact/lost-link.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  const email = 'tove.hansen@post.example';
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
  });
  afterEach(() => t.close());

  test('the fourth request in an hour sends nothing; an hour later there is one again', async () => {
    await register(t, { name: 'Tove Hansen', email });
    for (const minute of ['00', '15', '30', '45']) {
      t.setTime(`2018-03-01T09:${minute}:00Z`);
      await sendLostLinks(t.services, email);
    }
    expect(t.mails).toHaveLength(3);
    t.setTime('2018-03-01T10:01:00Z');
    await sendLostLinks(t.services, email);
    expect(t.mails).toHaveLength(4);
  });

  test('what is older than an hour is not kept, and what is kept names nobody', async () => {
    await sendLostLinks(t.services, email);
    t.setTime('2018-03-01T10:30:00Z');
    await sendLostLinks(t.services, 'nobody@post.example');
    const kept = await t.services.db.registry.selectFrom('lost_link_request').selectAll().execute();
    expect(kept.map(({ asked_at }) => asked_at)).toEqual(['2018-03-01T10:30:00.000Z']);
    expect(JSON.stringify(kept)).not.toMatch(/nobody|post\.example/);
  });

  test('ten at once are one mail', async () => {
    await register(t, { name: 'Tove Hansen', email });
    await Promise.all(Array.from({ length: 10 }, () => sendLostLinks(t.services, email)));
    expect(t.mails).toHaveLength(1);
    const kept = await t.services.db.registry.selectFrom('lost_link_request').selectAll().execute();
    expect(kept).toHaveLength(3);
  });
});
