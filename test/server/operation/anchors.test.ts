/** Anchors are found again in whatever became of the mail they came with. */

import { describe, expect, test } from 'vitest';
import { anchorsIn } from '../../../server/operation/anchors.ts';

const hash = '0f'.repeat(32);
const line = `study 312 2018-03-01T09:00:00.000Z ${hash}`;
const anchor = { store: 'study', seq: 312, hash };

describe('an anchor is found', () => {
  test.each([
    ['as it was printed', line],
    ['in the middle of a mail', `From: studie@jobbstudien.example\n\nAnchors:\n${line}\nRegards\n`],
    ['in a quoted answer', `> > ${line}`],
    ['folded into two lines', line.replace('Z ', 'Z \n')],
    ['folded in a quoted answer', `> ${line.replace('Z ', 'Z\n> ')}`],
    ['as quoted-printable has it', `${line.slice(0, 70)}=\r\n${line.slice(70)}`],
    ['in a table', `| ${line.replaceAll(' ', ' | ')} |`],
  ])('%s', (_where, text) => {
    expect(anchorsIn(text)).toEqual([anchor]);
  });

  test('among many', () => {
    const mails = Array.from({ length: 30 }, (_, i) => line.replace('312', String(i + 1)));
    expect(anchorsIn(mails.join('\n\n')).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });
});

test.each([
  ['a hash that is cut off', line.slice(0, -1)],
  ['another store', line.replace('study', 'diary')],
  ['no time', line.replace(/ 2018\S+/, '')],
])('%s is no anchor', (_what, text) => {
  expect(anchorsIn(text)).toEqual([]);
});
