/** Lists of what stands out are short however many there are: a page at a time, and links to the rest. */

import { expect, test } from 'vitest';
import type { Finding } from '../../../server/analysis/quality/check.ts';
import { dataQualityModel } from '../../../server/research/data-quality-model.ts';
import { speaker } from '../../../server/research/speaker.ts';
import { tinyStudy } from '../../surveys/helpers.ts';

const findings = Array.from(
  { length: 250 },
  (_, i): Finding => ({
    ...{ code: `C${i}`, wave: 1, channel: 'paper', day: '2018-03-01', beside: [] },
    facts: { count: 1, questions: '12' },
  }),
);

function listAt(page: number) {
  const quality = {
    responses: 1000,
    checks: [{ check: 'wrong-branch', of: 400, findings }] as const,
  };
  const { lists } = dataQualityModel(quality, speaker(tinyStudy(), 'nb'), {
    ...{ only: 'wrong-branch', page },
    response: ({ code, wave }) => `/responses/${code}/${wave}`,
    list: (check, to) => `/list/${check}/${to}`,
  });
  return lists[0];
}

test('250 responses are on three pages of at most 100', () => {
  expect(listAt(1)).toMatchObject({
    ...{ count: '250 av 400' },
    pages: { page: 1, pages: 3, previous: '', next: '/list/wrong-branch/2' },
  });
  expect(listAt(1)?.rows).toHaveLength(100);
  expect(
    listAt(3)
      ?.rows.map(({ code }) => code)
      .at(-1),
  ).toBe('C249');
  expect(listAt(3)?.rows).toHaveLength(50);
});

test('beyond the last page is the last page', () => {
  expect(listAt(9)).toMatchObject({
    pages: { page: 3, next: '', previous: '/list/wrong-branch/2' },
  });
});
