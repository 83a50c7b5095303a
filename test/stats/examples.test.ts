/** Every `@example` in the comments of `stats/` is run, so that none of them can be wrong. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as stats from '../../stats/index.ts';

const folder = join(import.meta.dirname, '../../stats');

const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/@example (.+) \/\/ => (.+)/g)].map(
      ([, call = '', result = '']) => ({ file, call, result }),
    ),
  );

test.each(examples)('$file: $call is $result', ({ call, result }) => {
  const plain = (code: string): unknown =>
    JSON.parse(JSON.stringify(runInNewContext(`(${code})`, { ...stats })));
  expect(plain(call)).toEqual(plain(result));
});

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});
