/** The backup drill, short: the long one is `npm run backup-drill`. */

import { expect, test } from 'vitest';
import { backupDrill } from './backup-drill.ts';

test('two backups under load restore, verify and hold every page acknowledged before', async () => {
  const result = await backupDrill(2);
  expect(result.faults).toEqual([]);
  expect(result.backups).toBe(2);
  expect(result.during).toBeGreaterThan(0);
});
