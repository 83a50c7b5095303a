/** The analysis plans of the studies ask for procedures that exist. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { procedures } from '../../stats/index.ts';

const folder = join(import.meta.dirname, '../../surveys/studies');

test.each(readdirSync(folder))('%s plans with procedures that there are', (file) => {
  const asked: string[] = [];
  parse(readFileSync(join(folder, file), 'utf8'), (key, value: unknown) => {
    if (key === 'procedures' && Array.isArray(value)) asked.push(...value);
    return value;
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(Object.keys(procedures)).toEqual(expect.arrayContaining(asked));
});
