/** Data cuts on both homes: nobody in one, two people in another, the same digest from the same data. */

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { lockCut } from '../../../server/cuts/locking.ts';
import { freezePlan } from '../../../server/cuts/plan-freezing.ts';
import type { CutRule } from '../../../server/db/data-cuts.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { open } from '../../support/staff.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  test('a cut is locked, read and found again', async () => {
    const t = await testApp({ now: '2018-03-10T09:00:00Z', home: await homes.fresh(kind) });
    const study = t.services.definitions.study('jobbspesialist');
    if (!study) throw new Error('there is no study');
    for (const name of ['Kari Nordli', 'Ola Lund'])
      await answerOnWeb(t, await register(t, { name }), 1, { jm02: '1', jm40: '7' });
    await freezePlan(t.services, study, { reason: null, actor: 'system' });
    const rule: CutRule = {
      ...{ on: '2018-03-10', waves: [1], includedUntil: '2018-03-10', eligible: 'included' },
    };
    const lock = (change: Partial<CutRule>) =>
      lockCut(t.services, study, { ...rule, ...change }, 'system');
    expect(await lock({ includedUntil: '2018-02-01' })).toEqual({ outcome: 'locked', number: 1 });
    expect(await lock({})).toEqual({ outcome: 'locked', number: 2 });

    const researcher = await t.signedIn('researcher');
    const read = async (address: string) =>
      (await open(t, researcher, `/research/jobbspesialist/${address}`)).body;
    const cut = async (number: number) => JSON.parse(await read(`results.json?cut=${number}`)).cut;
    expect(await cut(1)).toMatchObject({ participants: 0, erasedSince: 0 });
    const records = await read('cuts/2/records.jsonl');
    expect(await cut(2)).toMatchObject({
      ...{ participants: 2, sha256: createHash('sha256').update(records).digest('hex') },
    });
    expect((await read('exports/wide.csv')).match(/submitted/g)).toHaveLength(3);
    await t.close();
  });
});
