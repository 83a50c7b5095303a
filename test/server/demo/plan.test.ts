/** The made-up study as planned: the report's numbers, and nothing that could not have happened. */

import { describe, expect, test } from 'vitest';
import { mulberry32 } from '../../../server/demo/random.ts';
import { demoNow } from '../../../server/demo/run.ts';
import { containsIdentityNumber } from '../../../surveys/identity-number.ts';
import { waveDates } from '../../../surveys/schedule.ts';
import { roleOf } from '../../../surveys/study.ts';
import { candidates, plan, planOf, specialists, study } from './helpers.ts';

const inArm = (arm: string) => candidates.filter(({ planned }) => planned.arm === arm);
const answering = (wave: number, members = candidates) =>
  members.filter(({ planned }) => planned.fates[wave - 1] === 'answers').length;

test('the generator gives the numbers of its published algorithm', () => {
  const random = mulberry32(1);
  // node 26: the function as its author prints it, called three times after mulberry32(1)
  expect([random(), random(), random()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ]);
});

test('the same seed gives the same people, dates and acts, and another seed others', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(8)).not.toEqual(planOf(7));
});

describe('who takes part', () => {
  test('82 candidates in three arms, recruited from June 2017 to April 2019', () => {
    expect(candidates).toHaveLength(82);
    expect(inArm('jobbspesialist')).toHaveLength(61);
    expect(inArm('kvp')).toHaveLength(5);
    expect(inArm('din-utvikling')).toHaveLength(16);
    const months = candidates.map(({ planned }) => planned.inclusionDate.slice(0, 7)).sort();
    expect([months[0], months.at(-1)]).toEqual(['2017-06', '2019-04']);
  });

  test('job specialists at both sites, the other arms in Harstad only', () => {
    const sites = (arm: string) =>
      [...new Set(inArm(arm).map(({ planned }) => planned.site))].sort();
    expect(sites('jobbspesialist')).toEqual(['harstad', 'tromso']);
    expect(sites('kvp')).toEqual(['harstad']);
    expect(sites('din-utvikling')).toEqual(['harstad']);
  });

  test('ten job specialists in two teams of five', () => {
    const teams = specialists.map(({ planned }) => planned.team);
    expect(teams.filter((team) => team === 'team-1')).toHaveLength(5);
    expect(teams.filter((team) => team === 'team-2')).toHaveLength(5);
  });

  test('no two share a name, an address or a number, and no number is an identity number', () => {
    for (const field of ['name', 'email', 'phone'] as const)
      expect(new Set(plan.members.map(({ identity }) => identity[field])).size).toBe(92);
    for (const { identity } of plan.members) {
      expect(identity.email).toMatch(/^[a-z.]+@post\.example$/);
      expect(identity.phone).toMatch(/^99 00 \d\d \d\d$/);
      expect(containsIdentityNumber(`${identity.phone} ${identity.address}`)).toBe(false);
    }
  });
});

describe('who answers', () => {
  test('at inclusion 29 of 61, 5 of 5 and 9 of 16, as in the report', () => {
    const arms = ['jobbspesialist', 'kvp', 'din-utvikling'];
    expect(arms.map((arm) => answering(1, inArm(arm)))).toEqual([29, 5, 9]);
  });

  test('about 20 of the 29 at 3 months, and fewer at each later wave', () => {
    const counts = [1, 2, 3, 4].map((wave) => answering(wave, inArm('jobbspesialist')));
    expect(counts[1]).toBe(20);
    expect(counts[3]).toBeGreaterThan(0);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  test('job specialists in falling numbers, down to one in a team', () => {
    const team = (name: string) => specialists.filter(({ planned }) => planned.team === name);
    expect([1, 2, 3, 4].map((wave) => answering(wave, team('team-1')))).toEqual([5, 4, 3, 1]);
    expect([1, 2, 3, 4].map((wave) => answering(wave, team('team-2')))).toEqual([5, 5, 5, 4]);
  });

  test('about three in five candidates on the web, the others on paper', () => {
    const web = candidates.filter(({ planned }) => planned.channel === 'web').length;
    expect(web / candidates.length).toBeCloseTo(0.6, 1);
  });

  test('some stop half-way, two withdraw, one link is revoked, two answer a wrong branch', () => {
    const count = (turn: string) =>
      plan.members.filter(({ planned }) => planned.turn === turn).length;
    const drafts = candidates.filter(({ planned }) => planned.fates.includes('stops-half-way'));
    expect(drafts.length).toBeGreaterThanOrEqual(4);
    expect(count('withdraws')).toBe(2);
    expect(count('link-revoked')).toBe(1);
    expect(count('wrong-branch')).toBe(2);
  });
});

describe('what happens', () => {
  test('in order of time, and all of it before the demo begins', () => {
    const times = plan.acts.map(({ at }) => at.epochMilliseconds);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(demoNow.epochMilliseconds);
  });

  test('nobody answers before being invited, before the wave opens or after it closes', () => {
    for (const act of plan.acts) {
      if (act.kind !== 'answer' && act.kind !== 'key') continue;
      const { planned } = plan.members[act.who] ?? expect.fail();
      const role = roleOf(study, planned.role);
      const dates = waveDates(study, role, planned.inclusionDate)[act.wave - 1] ?? expect.fail();
      const day = act.at.toZonedDateTimeISO(study.time_zone).toPlainDate().toString();
      const answered = act.kind === 'key' ? act.writtenOn : day;
      expect(answered > dates.opens && answered <= dates.closes).toBe(true);
      if (act.kind === 'key')
        expect([act.receivedOn <= day, day <= dates.closes]).toEqual([true, true]);
      const own = plan.acts.filter((other) => other.who === act.who);
      const kinds = own
        .slice(0, own.indexOf(act))
        .map((other) => JSON.stringify([other.kind, 'wave' in other && other.wave]));
      const before = planned.channel === 'web' ? ['invite', act.wave] : ['register', false];
      expect(kinds).toContain(JSON.stringify(before));
    }
  });

  test('whoever has withdrawn is left in peace', () => {
    const withdrawals = plan.acts.filter(({ kind }) => kind === 'withdraw');
    for (const { who } of withdrawals)
      expect(plan.acts.filter((act) => act.who === who).at(-1)?.kind).toBe('withdraw');
  });
});
