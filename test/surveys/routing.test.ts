/** Who is asked what, and what becomes of answers in a branch that is not asked any more. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../surveys/answer.ts';
import { completeSheet, leftOut, parseForm, unanswered } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { askedGroups, route } from '../../surveys/routing.ts';
import { fieldsFor } from './arbitraries.ts';
import { draft, fixture } from './helpers.ts';

const branch = fixture('branch');
const first = { firstWave: true };
const later = { firstWave: false };

const routing = (sheet: Sheet) => Object.fromEntries(route(branch, sheet, first));
const groups = (sheet: Sheet) => askedGroups(branch, sheet, first).map(({ name }) => name);
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

/** Solveig works part time, Nils looks for work, Amina left the deciding question blank. */
const solveig = draft({ in_work: 1, full_time: 2, percent: 60, comment: 'Takk' });
const nils = draft({ in_work: 2, applied: 1, hopes: 4 });
const amina = draft({ comment: 'Vet ikke helt' });

describe('the route through a questionnaire', () => {
  it('follows the branch of those in work, and the condition inside it', () => {
    expect(routing(solveig)).toEqual({
      in_work: 'asked',
      full_time: 'asked',
      percent: 'asked',
      applied: 'not-applicable',
      hopes: 'not-applicable',
      comment: 'asked',
    });
    expect(groups(solveig)).toEqual(['work', 'hours', 'part-time', 'end']);
  });

  it('follows the branch of those not in work, where the chained condition does not apply either', () => {
    expect(routing(nils)).toMatchObject({ full_time: 'not-applicable', percent: 'not-applicable' });
    expect(groups(nils)).toEqual(['work', 'search', 'end']);
  });

  it('is unknown in both branches, and in what hangs on them, when the deciding item is blank', () => {
    expect(routing(amina)).toEqual({
      in_work: 'asked',
      full_time: 'unknown',
      percent: 'unknown',
      applied: 'unknown',
      hopes: 'unknown',
      comment: 'asked',
    });
    expect(groups(amina)).toEqual(['work', 'end']);
    expect(routing({ in_work: { missing: 'illegible' } })).toMatchObject({ hopes: 'unknown' });
  });

  it('is unknown inside a branch when its own decider is blank', () => {
    expect(routing(draft({ in_work: 1 }))).toMatchObject({
      full_time: 'asked',
      percent: 'unknown',
    });
  });

  it('does not ask what hangs on an answer in the branch that was left', () => {
    const changed = { ...solveig, ...draft({ in_work: 2 }) };
    expect(routing(changed)).toMatchObject({
      full_time: 'not-applicable',
      percent: 'not-applicable',
    });
  });

  it('asks once what is to be asked once', () => {
    const once = fixture('once');
    expect(route(once, {}, first).get('born')).toBe('asked');
    expect(route(once, {}, later).get('born')).toBe('not-applicable');
    expect(names(askedGroups(once, {}, later))).toEqual(['always']);
    expect(completeSheet(once, draft({ born: 1980, health: 1 }), later, 'web')).toEqual({
      born: { missing: 'not-applicable' },
      health: { value: 1 },
    });
  });

  it('does not ask both branches, and asks what stands outside them, whatever is answered', () => {
    fc.assert(
      fc.property(fieldsFor(branch), (fields) => {
        const { answers } = parseForm(fields, items(branch), 'web');
        const routes = routing(answers);
        expect(routes.full_time === 'asked' && routes.hopes === 'asked').toBe(false);
        expect([routes.in_work, routes.comment]).toEqual(['asked', 'asked']);
        expect(routes.applied).toBe(routes.hopes);
      }),
    );
  });
});

describe('a complete sheet', () => {
  it('has a value or a reason for every item', () => {
    expect(completeSheet(branch, solveig, first, 'web')).toEqual({
      in_work: { value: 1 },
      full_time: { value: 2 },
      percent: { value: 60 },
      applied: { missing: 'not-applicable' },
      hopes: { missing: 'not-applicable' },
      comment: { value: 'Takk' },
    });
    expect(completeSheet(branch, amina, first, 'web')).toEqual({
      in_work: { missing: 'skipped' },
      full_time: { missing: 'routing-unknown' },
      percent: { missing: 'routing-unknown' },
      applied: { missing: 'routing-unknown' },
      hopes: { missing: 'routing-unknown' },
      comment: { value: 'Vet ikke helt' },
    });
  });

  const changedHerMind = { ...solveig, ...draft({ in_work: 2, hopes: 3 }) };

  it('leaves out on the web what was answered in the other branch', () => {
    expect(completeSheet(branch, changedHerMind, first, 'web')).toMatchObject({
      full_time: { missing: 'not-applicable' },
      percent: { missing: 'not-applicable' },
      applied: { missing: 'skipped' },
      hopes: { value: 3 },
    });
    expect(names(leftOut(branch, changedHerMind, first))).toEqual(['full_time', 'percent']);
    expect(names(unanswered(branch, changedHerMind, first))).toEqual(['applied']);
  });

  it('keeps on paper what stands in the other branch, flagged', () => {
    const flags = ['wrong-branch'];
    expect(completeSheet(branch, changedHerMind, first, 'paper')).toMatchObject({
      full_time: { value: 2, flags },
      percent: { value: 60, flags },
      hopes: { value: 3 },
    });
    expect(
      completeSheet(branch, { ...amina, ...draft({ hopes: 2 }) }, first, 'paper'),
    ).toMatchObject({
      hopes: { value: 2, flags },
      applied: { missing: 'routing-unknown' },
    });
  });

  it('keeps on paper what cannot be read, in either branch', () => {
    const paper: Sheet = {
      ...nils,
      percent: { missing: 'illegible' },
      hopes: { missing: 'two-marks' },
    };
    expect(completeSheet(branch, paper, first, 'paper')).toMatchObject({
      full_time: { missing: 'not-applicable' },
      percent: { missing: 'illegible' },
      hopes: { missing: 'two-marks' },
    });
  });

  it('adds its flag to the others, once', () => {
    const sheet: Sheet = {
      ...nils,
      full_time: { value: 1, flags: ['identity-number-removed', 'wrong-branch'] },
    };
    expect(completeSheet(branch, sheet, first, 'paper').full_time).toEqual({
      value: 1,
      flags: ['identity-number-removed', 'wrong-branch'],
    });
  });

  it('is worked out anew when a keyer corrects the deciding item', () => {
    const keyed = completeSheet(branch, changedHerMind, first, 'paper');
    const corrected = completeSheet(branch, { ...keyed, ...draft({ in_work: 1 }) }, first, 'paper');
    expect(corrected).toEqual({
      in_work: { value: 1 },
      full_time: { value: 2 },
      percent: { value: 60 },
      applied: { missing: 'not-applicable' },
      hopes: { value: 3, flags: ['wrong-branch'] },
      comment: { value: 'Takk' },
    });
    const blank = completeSheet(branch, amina, first, 'paper');
    expect(
      completeSheet(branch, { ...blank, ...draft({ in_work: 2 }) }, first, 'paper'),
    ).toMatchObject({
      full_time: { missing: 'not-applicable' },
      hopes: { missing: 'skipped' },
    });
  });

  it.each(['web', 'paper'] as const)('is the same when it is completed again on %s', (policy) => {
    fc.assert(
      fc.property(fieldsFor(branch), (fields) => {
        const saved = parseForm(fields, items(branch), policy).answers;
        const once = completeSheet(branch, saved, first, policy);
        expect(completeSheet(branch, once, first, policy)).toEqual(once);
      }),
    );
  });

  it('drops answers to items that the instrument does not have', () => {
    const sheet = completeSheet(branch, { ...nils, ...draft({ salary: 1 }) }, first, 'paper');
    expect(Object.keys(sheet)).toEqual(items(branch).map(({ name }) => name));
  });
});

describe('what is left to answer', () => {
  it('is everything that is asked, before anything is saved', () => {
    expect(names(unanswered(branch, {}, first))).toEqual(['in_work', 'comment']);
    expect(names(leftOut(branch, {}, first))).toEqual([]);
  });

  it('is nothing when all that is asked has an answer', () => {
    expect(names(unanswered(branch, solveig, first))).toEqual([]);
  });
});
