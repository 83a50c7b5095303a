/** A server with another key than the data's refuses to start, instead of failing page by page. */

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { openDatabases } from '../../../server/db/open.ts';
import { closeServices, openServices } from '../../../server/open-services.ts';
import { testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  test.each([
    ['from the first start on', false],
    ['also on data from before there was a check', true],
  ])('the key is held to, %s', async (_when, fromBefore) => {
    const app = await testApp({ home: await homes.fresh(kind) });
    await register(app);
    const { config } = app.services;
    await app.close();
    if (fromBefore) {
      const db = await openDatabases(config.home);
      await db.registry.deleteFrom('key_check').execute();
      await db.close();
    }
    const other = { ...config, key: randomBytes(32) };
    await expect(openServices(other, systemClock)).rejects.toThrow(
      'MALEPUNKT_KEY_FILE is not the key this data was sealed with',
    );
    await closeServices(await openServices(config, systemClock));
    await closeServices(await openServices(config, systemClock));
  });
});
