/** The drawn answers: only what is asked, near the report's margins, and wrong branches on paper alone. */

import { expect, test } from 'vitest';
import { fillIn } from '../../../server/demo/answers.ts';
import type { Member } from '../../../server/demo/plan.ts';
import { mulberry32 } from '../../../server/demo/random.ts';
import { hasValue, type Sheet } from '../../../surveys/answer.ts';
import { completeSheet, parseForm } from '../../../surveys/answers.ts';
import { items } from '../../../surveys/instrument.ts';
import { route } from '../../../surveys/routing.ts';
import { scoreSheet } from '../../../surveys/score.ts';
import { candidates, jobMastery, seFidelity, specialists } from './helpers.ts';

const first = { firstWave: true };

function fill({ respondent, seed }: Member, channel: 'web' | 'paper', besides: string[] = []) {
  const filling = { instrument: jobMastery, occasion: first, wave: 1, channel, besides };
  return fillIn(respondent, filling, mulberry32(seed));
}

test('the same person with the same chance fills in the same form', () => {
  const [kari] = candidates;
  if (!kari) expect.fail();
  expect(fill(kari, 'web')).toEqual(fill(kari, 'web'));
});

test('on the web every answer is one that the form takes, and stands in a branch that is asked', () => {
  for (const member of candidates) {
    const { fields, sheet } = fill(member, 'web');
    const routes = route(jobMastery, sheet, first);
    const asked = items(jobMastery).filter(({ name }) => routes.get(name) === 'asked');
    const { problems, unknownFields } = parseForm(fields, asked, 'web');
    expect([problems, unknownFields]).toEqual([{}, []]);
  }
});

test('on paper somebody in work also answers the questions to those who are not, and is flagged', () => {
  const member = candidates.find(({ respondent }) => respondent.inWork[0]) ?? expect.fail();
  const { sheet } = fill(member, 'paper', ['jm23', 'jm24']);
  const complete = completeSheet(jobMastery, sheet, first, 'paper');
  const flags = ['jm23', 'jm24'].map((name) => {
    const answer = complete[name];
    return hasValue(answer) ? answer.flags : null;
  });
  expect(flags).toEqual([['wrong-branch'], ['wrong-branch']]);
});

// Table 2 of the report at inclusion: 19 of 43 in work, 28 men, work ability 7.7 (2.3).
test('those who answer at inclusion resemble the report', () => {
  const answering = candidates.filter(({ planned }) => planned.fates[0] === 'answers');
  const inWork = answering.filter(({ respondent }) => respondent.inWork[0]).length;
  const men = answering.filter(({ respondent }) => respondent.gender === 'man').length;
  expect(Math.abs(inWork - 19)).toBeLessThanOrEqual(3);
  expect(Math.abs(men - 28)).toBeLessThanOrEqual(3);
  const sheets = answering.map((member) => fill(member, 'web').sheet);
  expect(Math.abs(meanOf(sheets, 'jm40') - 7.7)).toBeLessThan(0.7);
});

test('job specialists answer every question, so that each has a total', () => {
  const totals = specialists.map(({ respondent, seed }) => {
    const filling = {
      instrument: seFidelity,
      occasion: first,
      wave: 1,
      channel: 'paper' as const,
    };
    const { sheet } = fillIn(respondent, filling, mulberry32(seed));
    const scores = scoreSheet(seFidelity, completeSheet(seFidelity, sheet, first, 'paper'));
    return scores.find(({ scale }) => scale === 'total')?.value ?? 0;
  });
  // Table 1 of the report: team totals between 59.7 and 72.4.
  for (const total of totals) expect(total > 50 && total < 85).toBe(true);
});

function meanOf(sheets: readonly Sheet[], name: string): number {
  const values = sheets.flatMap((sheet) => {
    const answer = sheet[name];
    return hasValue(answer) ? [Number(answer.value)] : [];
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
