/** A new key opens everything afterwards, the old one nothing; and half a rotation is none. */

import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { openDatabases } from '../../../server/db/open.ts';
import { namePrefixes } from '../../../server/enrolment/name-index.ts';
import { faultsOf } from '../../../server/operation/checks.ts';
import { rotateKey } from '../../../server/operation/key-rotation.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import type { Sealer } from '../../../server/security/sealing.ts';
import { testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { contentsOf, fill, type JobbStudy, jobbStudy, newSealer, sealerOf } from './jobb-study.ts';

const homes = testHomes();

const rotate = (study: JobbStudy, to: Sealer, from = sealerOf(study)) =>
  rotateKey({ home: study.home, from, to, clock: systemClock });

const faultsWith = async ({ home }: JobbStudy, sealer: Sealer) =>
  faultsOf(await verifyHome(home, { sealer, anchors: null }));

describe.each(homeKinds)('on %s', (kind) => {
  test('everything opens with the new key, and nothing with the old one', async () => {
    const study = await jobbStudy(await homes.fresh(kind));
    const newKey = newSealer();
    const before = await contentsOf(study.home);
    expect(await rotate(study, newKey)).toBeGreaterThan(10);
    expect(await faultsWith(study, newKey)).toEqual([]);
    expect(await faultsWith(study, sealerOf(study))).toEqual([
      'MALEPUNKT_KEY_FILE is not the key this data was sealed with',
    ]);
    const after = await contentsOf(study.home);
    expect(after.study).toEqual(before.study);
    for (const [table, rows] of Object.entries(after.registry))
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          if (value !== null && /_sealed$|(email|phone)_index$/.test(column))
            expect(JSON.stringify(before.registry[table])).not.toContain(value);
  });

  test('people are found by name, e-mail and phone as before, and the log tells of it', async () => {
    const study = await jobbStudy(await homes.fresh(kind));
    const newKey = newSealer();
    await rotate(study, newKey);
    const db = await openDatabases(study.home);
    const found = await db.registry
      .selectFrom('person')
      .select('code')
      .where('email_index', '=', newKey.blindIndex('Kari.Nordli@post.example', 'email'))
      .where('phone_index', '=', newKey.blindIndex('+47 99001122', 'phone'))
      .execute();
    expect(found).toEqual([{ code: study.kari }]);
    const named = await db.registry
      .selectFrom('person_name')
      .select('code')
      .where('prefix_index', 'in', namePrefixes(newKey, 'Sæther'))
      .execute();
    expect(named).toEqual([{ code: study.ola }]);
    const told = await db.registry
      .selectFrom('event')
      .select('actor')
      .where('action', '=', 'key rotated')
      .execute();
    expect(told).toEqual([{ actor: 'system' }]);
    await db.close();
  });

  test('one that is cut off changes nothing, and the next one does it all', async () => {
    const study = await jobbStudy(await homes.fresh(kind));
    const before = await contentsOf(study.home);
    const newKey = newSealer();
    let sealed = 0;
    const failing: Sealer = {
      ...newKey,
      seal(plain, place) {
        sealed += 1;
        if (sealed > 7) throw new Error('the power is gone');
        return newKey.seal(plain, place);
      },
    };
    await expect(rotate(study, failing)).rejects.toThrow('the power is gone');
    expect(await contentsOf(study.home)).toEqual(before);
    expect(await faultsWith(study, sealerOf(study))).toEqual([]);
    await rotate(study, newKey);
    expect(await faultsWith(study, newKey)).toEqual([]);
  });

  test('with a value that does not open, or another old key, nothing is changed', async () => {
    const study = await jobbStudy(await homes.fresh(kind));
    await expect(rotate(study, newSealer(), newSealer())).rejects.toThrow(/is not the key this/);
    const db = await openDatabases(study.home);
    await db.registry.updateTable('note').set({ text_sealed: '1.iv.body.tag' }).execute();
    await db.close();
    const before = await contentsOf(study.home);
    await expect(rotate(study, newSealer())).rejects.toThrow(/text of note a-note does not open/);
    expect(await contentsOf(study.home)).toEqual(before);
  });

  test('a server that has the registry open is not pulled the key away from', async () => {
    const app = await testApp({ home: await homes.fresh(kind) });
    const study = await fill(app);
    await expect(rotate(study, newSealer())).rejects.toThrow(/Stop the server/);
    await app.close();
    await rotate(study, newSealer());
  });
});
