/** Letters when two people work at once, and when the power goes between the two stores. */

import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessByHash } from '../../../server/collection/participation.ts';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { markPrinted } from '../../../server/contact/letter-batch.ts';
import { parseShortCode, shortCodeHash } from '../../../server/contact/short-code.ts';
import { lockBatch, updateBatch } from '../../../server/db/letter-batches.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { withoutWriting } from '../../support/interposed.ts';
import { batchesIn, batchOf, codeIn, letterTo, post, print } from '../../support/letters.ts';
import { register } from '../../support/participants.ts';
import { eventsIn } from '../../support/staff.ts';

const homes = testHomes();
let t: TestApp;
let code: string;
afterEach(() => t.close());

/** Dag Moe, who answers on paper. */
const dag = () => register(t, { name: 'Dag Moe', channel: 'paper' });
const eventCount = async (action: string) =>
  (await eventsIn(t, 'registry')).filter((event) => event.action === action).length;
const linksOf = () =>
  t.services.db.study.selectFrom('link').selectAll().where('code', '=', code).execute();

async function opens(spelledCode: string): Promise<boolean> {
  const hash = await shortCodeHash(t.services, parseShortCode(spelledCode) ?? '');
  return (await accessByHash(t.services, hash)).open;
}

describe.each(homeKinds)('on %s', (kind) => {
  beforeEach(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    code = await dag();
    await dispatch(t.services);
  });

  test('what two people print and post at one moment is printed and posted once, and no letter slips in meanwhile', async () => {
    await Promise.all([print(t, code), print(t, code)]);
    expect(await eventCount('letters printed')).toBe(1);
    expect(await Promise.all([post(t, code), post(t, code)])).toEqual(['posted', 'posted']);
    expect(await eventCount('letter posted')).toBe(1);

    const late = await dag();
    await dispatch(t.services);
    const batch = await batchOf(t, late);
    // Whoever prints holds the batch; a round of sending has a letter for it, and waits.
    const last = await dag();
    const sending = await t.services.db.registry.transaction().execute(async (trx) => {
      await lockBatch(trx, batch.id);
      const round = dispatch(t.services);
      await pause(300);
      await updateBatch(trx, batch.id, {
        printed_at: '2018-03-01T09:00:00.000Z',
        printed_by: 'staff',
      });
      return { round };
    });
    await sending.round;
    expect((await batchOf(t, late)).id).toBe(batch.id);
    expect(await batchOf(t, last)).toMatchObject({ printed_at: null, number: 3 });
  });
});

describe('cut off between the stores', () => {
  beforeEach(async () => {
    t = await testApp();
    code = await dag();
  });

  test('a letter that was written but has no link yet is posted with a code that opens', async () => {
    await expect(dispatch(withoutWriting('study', t.services))).rejects.toThrow(
      'the power is gone',
    );
    expect(await linksOf()).toEqual([]);
    const own = await codeIn(t, code);
    await print(t, code);
    expect(await post(t, code)).toBe('posted');
    expect(await opens(own)).toBe(true);
    expect(await linksOf()).toMatchObject([
      { medium: 'post', sent_at: '2018-03-01T09:00:00.000Z' },
    ]);
  });

  test('the next round of sending gives it its link, and writes no second letter', async () => {
    await expect(dispatch(withoutWriting('study', t.services))).rejects.toThrow(
      'the power is gone',
    );
    await dispatch(t.services);
    expect(await opens(await codeIn(t, code))).toBe(true);
    expect([await eventCount('letter written'), (await linksOf()).length]).toEqual([1, 1]);
  });

  test('posting is done again in full, and is on record once', async () => {
    await dispatch(t.services);
    await print(t, code);
    await expect(post(t, code, withoutWriting('registry', t.services))).rejects.toThrow(
      'the power is gone',
    );
    expect(await letterTo(t, code)).toMatchObject({ status: 'waiting' });
    t.setTime('2018-03-02T09:00:00Z');
    expect(await post(t, code)).toBe('posted');
    expect(await letterTo(t, code)).toMatchObject({
      status: 'sent',
      sent_at: '2018-03-02T09:00:00.000Z',
    });
    expect(await linksOf()).toMatchObject([{ sent_at: '2018-03-02T09:00:00.000Z' }]);
    expect(await eventCount('letter posted')).toBe(1);
  });

  test('printing is done again in full: what was taken out stays out, and is due once more with another code', async () => {
    await dispatch(t.services);
    const old = await codeIn(t, code);
    const state = (to: 'paused' | 'enrolled') =>
      changeState(t.services, { code, state: to, fromOn: '2018-03-01', actor: 'staff' });
    await state('paused');
    const [batch] = await batchesIn(t);
    if (!batch) throw new Error('there is no batch');
    const cut = markPrinted(withoutWriting('registry', t.services), batch, 'staff');
    await expect(cut).rejects.toThrow('the power is gone');
    expect(await letterTo(t, code)).toMatchObject({ status: 'waiting' });
    // Its code is shut by now, whatever has become of the reason for that.
    await state('enrolled');
    await print(t, code);
    expect(await letterTo(t, code)).toMatchObject({ status: 'cancelled' });
    await dispatch(t.services);
    expect([await opens(old), await opens(await codeIn(t, code))]).toEqual([false, true]);
  });
});
