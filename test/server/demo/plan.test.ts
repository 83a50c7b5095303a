/** The made-up study as planned: the report's numbers, and nothing that could not have happened. */

import { describe, expect, test } from 'vitest';
import type { Member } from '../../../server/demo/plan.ts';
import { mulberry32 } from '../../../server/demo/random.ts';
import { reportIncludedUntil } from '../../../server/demo/report/recruitment.ts';
import { demoNow } from '../../../server/demo/run.ts';
import { containsIdentityNumber } from '../../../surveys/identity-number.ts';
import { waveDates } from '../../../surveys/schedule.ts';
import { roleOf } from '../../../surveys/study.ts';
import { candidates, inReport, newcomers, plan, planOf, specialists, study } from './helpers.ts';

const inArm = (arm: string) => inReport.filter(({ planned }) => planned.arm === arm);
const answering = (wave: number, members = inReport) =>
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
  test('the report’s 82 candidates in three arms, from June 2017 on, and newcomers until April 2019', () => {
    expect(inReport).toHaveLength(82);
    expect(inArm('jobbspesialist')).toHaveLength(61);
    expect(inArm('kvp')).toHaveLength(5);
    expect(inArm('din-utvikling')).toHaveLength(16);
    const months = candidates.map(({ planned }) => planned.inclusionDate.slice(0, 7)).sort();
    expect([months[0], months.at(-1)]).toEqual(['2017-06', '2019-04']);
  });

  test('everybody of the report before anybody else, so that a date parts them', () => {
    const dates = (members: readonly Member[]) =>
      members.map(({ planned }) => planned.inclusionDate).sort();
    expect((dates(inReport).at(-1) ?? '') <= reportIncludedUntil).toBe(true);
    expect((dates(newcomers)[0] ?? '') > reportIncludedUntil).toBe(true);
    for (const { planned } of specialists)
      expect(planned.inclusionDate <= reportIncludedUntil).toBe(true);
  });

  test('three months are over for all of the report before the demo begins', () => {
    const today = demoNow.toPlainDate().toString();
    for (const { planned } of inReport) {
      const dates = waveDates(study, roleOf(study, 'candidate'), planned.inclusionDate)[1];
      expect((dates?.closes ?? today) < today).toBe(true);
    }
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
      expect(new Set(plan.members.map(({ identity }) => identity[field])).size).toBe(
        plan.members.length,
      );
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

  test('20 of the 29 at 3 months, and fewer at each later wave', () => {
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

  test('some stop half-way, and of the newcomers two withdraw and one has no link any more', () => {
    const count = (turn: string) => newcomers.filter(({ planned }) => planned.turn === turn).length;
    const drafts = candidates.filter(({ planned }) => planned.fates.includes('stops-half-way'));
    expect(drafts.length).toBeGreaterThanOrEqual(4);
    expect([count('withdraws'), count('link-revoked')]).toEqual([2, 1]);
    expect(inReport.filter(({ planned }) => planned.turn !== null)).toEqual([]);
  });

  test('whoever wrote in the wrong branch did so on paper', () => {
    const others = inReport.filter(({ planned, respondent }) =>
      [...(planned.written ?? [])].some(
        ([wave, fields]) => respondent.inWork[wave - 1] && 'jm23' in fields,
      ),
    );
    expect(others).toHaveLength(9);
    expect(new Set(others.map(({ planned }) => planned.channel))).toEqual(new Set(['paper']));
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
