/** The drawn answers: only what is asked, near the report's margins, and wrong branches on paper alone. */

import { expect, test } from 'vitest';
import { fillIn, readAs } from '../../../server/demo/answers.ts';
import type { Member } from '../../../server/demo/plan.ts';
import { mulberry32 } from '../../../server/demo/random.ts';
import { hasValue, type Sheet } from '../../../surveys/answer.ts';
import { completeSheet, parseForm } from '../../../surveys/answers.ts';
import { items } from '../../../surveys/instrument.ts';
import { route } from '../../../surveys/routing.ts';
import { candidates, inReport, jobMastery } from './helpers.ts';

const first = { firstWave: true };

function fill({ respondent, seed }: Member) {
  const filling = { instrument: jobMastery, occasion: first, wave: 1, channel: 'web' } as const;
  return fillIn(respondent, filling, mulberry32(seed));
}

test('the same person with the same chance fills in the same form', () => {
  const [kari] = candidates;
  if (!kari) expect.fail();
  expect(fill(kari)).toEqual(fill(kari));
});

test('on the web every answer is one that the form takes, and stands in a branch that is asked', () => {
  for (const member of candidates) {
    const { fields, sheet } = fill(member);
    const routes = route(jobMastery, sheet, first);
    const asked = items(jobMastery).filter(({ name }) => routes.get(name) === 'asked');
    const { problems, unknownFields } = parseForm(fields, asked, 'web');
    expect([problems, unknownFields]).toEqual([{}, []]);
  }
});

test('what the report’s people wrote is read whole, and the wrong branch on paper is flagged', () => {
  const { planned } =
    inReport.find(({ planned: { written } }) => {
      const fields = written?.get(1);
      return fields && String(fields.jm02) === '1' && 'jm23' in fields;
    }) ?? expect.fail();
  const fields = planned.written?.get(1) ?? {};
  const { sheet } = readAs({ instrument: jobMastery, channel: planned.channel }, fields);
  const complete = completeSheet(jobMastery, sheet, first, 'paper');
  const flags = ['jm23', 'jm24', 'jm40'].map((name) => {
    const answer = complete[name];
    return hasValue(answer) ? answer.flags : null;
  });
  expect(flags).toEqual([['wrong-branch'], ['wrong-branch'], undefined]);
  expect(() => readAs({ instrument: jobMastery, channel: 'web' }, { jm40: '11' })).toThrow('jm40');
});

// Table 2 of the report at inclusion: 19 of 43 in work, 28 men, work ability 7.7 (2.3).
test('whose answers are made up resemble the report', () => {
  const sheets = candidates.map((member) => fill(member).sheet);
  const share = (name: string, value: number) =>
    sheets.filter((sheet) => numberIn(sheet, name) === value).length / sheets.length;
  expect(Math.abs(share('jm02', 1) - 19 / 43)).toBeLessThan(0.1);
  expect(Math.abs(share('gender', 2) - 28 / 43)).toBeLessThan(0.1);
  expect(Math.abs(meanOf(sheets, 'jm40') - 7.7)).toBeLessThan(0.7);
});

function numberIn(sheet: Sheet, name: string): number | null {
  const answer = sheet[name];
  return hasValue(answer) ? Number(answer.value) : null;
}

function meanOf(sheets: readonly Sheet[], name: string): number {
  const values = sheets.map((sheet) => numberIn(sheet, name)).filter((value) => value !== null);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
