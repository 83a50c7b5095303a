/** The committed answers are what the generator makes of the report's tables. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportData } from './make.ts';

test.each(Object.entries(reportData()))('%s is what the generator writes', (name, text) => {
  const committed = new URL(`../../server/demo/report/${name}`, import.meta.url);
  expect(text).toBe(readFileSync(committed, 'utf8'));
});
