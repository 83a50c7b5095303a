/** The study as it was made: in both stores, each act at its own time, as production would have written it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkAccess } from '../../../server/collection/participation.ts';
import { firstBrokenEvent } from '../../../server/db/events.ts';
import { formsToKey, linksToShow } from '../../../server/demo/links.ts';
import { reportIncludedUntil } from '../../../server/demo/report/recruitment.ts';
import { demoNow } from '../../../server/demo/run.ts';
import type { Participant } from '../../../server/demo/seed.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { plan, study } from './helpers.ts';
import { beforeTheStudy, seedInto } from './seeding.ts';

let t: TestApp;
let participants: Participant[];
const today = demoNow.toPlainDate().toString();

beforeAll(async () => {
  t = await testApp({ now: beforeTheStudy });
  participants = await seedInto(t, plan);
  t.setTime(String(demoNow.toInstant()));
});
afterAll(() => t.close());

test('a made-up study can be stopped half-way', async () => {
  const stop = new AbortController();
  stop.abort();
  const another = t;
  t = await testApp({ now: beforeTheStudy });
  await expect(seedInto(t, plan, stop.signal)).rejects.toThrow('aborted');
  await t.close();
  t = another;
});

describe('the event logs', () => {
  test('are whole, in order of time, and end before the demo begins', async () => {
    for (const store of ['study', 'registry'] as const) {
      const db = t.services.db[store];
      expect(await firstBrokenEvent(db as never)).toBeNull();
      const rows = await t.services.db[store as 'study']
        .selectFrom('event')
        .select('at')
        .orderBy('seq')
        .execute();
      const times = rows.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      expect(Temporal.Instant.from(times.at(-1) ?? '').until(demoNow.toInstant()).sign).toBe(1);
    }
  });

  test('say that registrations and invitations were the coordinator’s and paper the keyer’s', async () => {
    const rows = await t.services.db.study
      .selectFrom('event')
      .select(['actor', 'action'])
      .distinct()
      .execute();
    const actors = (action: string) => rows.filter((row) => row.action === action).length;
    expect([actors('participant registered'), actors('paper form received')]).toEqual([1, 1]);
    // Participants, the keyer, and the coordinator as the second keyer of what is keyed twice.
    expect(actors('response submitted')).toBe(3);
  });
});

describe('the answers', () => {
  test('of the report 29, 5 and 9 submitted at inclusion, some drafts, and a score for everything submitted', async () => {
    const rows = await t.services.db.study
      .selectFrom('response')
      .innerJoin('participant', 'participant.code', 'response.code')
      .select(['response.id', 'arm', 'wave', 'submitted_at', 'inclusion_date'])
      .execute();
    const submitted = rows.filter((row) => row.submitted_at !== null);
    const arms = ['jobbspesialist', 'kvp', 'din-utvikling'];
    const ofReport = submitted.filter((row) => row.inclusion_date <= reportIncludedUntil);
    const atInclusion = ofReport.filter(({ wave }) => wave === 1);
    expect(arms.map((name) => atInclusion.filter(({ arm }) => arm === name).length)).toEqual([
      29, 5, 9,
    ]);
    expect(rows.length - submitted.length).toBeGreaterThanOrEqual(4);
    const scored = await t.services.db.study
      .selectFrom('score')
      .select('response_id')
      .distinct()
      .execute();
    expect(scored).toHaveLength(submitted.length);
  });

  test('people were registered on the day they were included', async () => {
    const rows = await t.services.db.study
      .selectFrom('participant')
      .select(['inclusion_date', 'registered_at'])
      .execute();
    expect(rows).toHaveLength(plan.members.length);
    for (const row of rows) expect(row.registered_at.slice(0, 10)).toBe(row.inclusion_date);
  });

  test('a keyed form keeps the wrong branch that somebody answered', async () => {
    const rows = await t.services.db.study
      .selectFrom('response')
      .select('sheet')
      .where('channel', '=', 'paper')
      .execute();
    const flagged = rows.filter(({ sheet }) => sheet.includes('wrong-branch'));
    // Two at both waves, and seven at one.
    expect(flagged).toHaveLength(11);
  });
});

test('every invitation was sent, and no token is kept', async () => {
  const rows = await t.services.db.registry
    .selectFrom('outbox')
    .select(['status', 'token_sealed'])
    .where('kind', '=', 'invitation')
    .execute();
  const invitations = plan.acts.filter(({ kind }) => kind === 'invite');
  // Of who withdrew more than a week ago nothing is left in the registry.
  const people = await t.services.db.registry.selectFrom('person').select('code').execute();
  const known = new Set(people.map(({ code }) => code));
  const kept = invitations.filter(({ who }) => known.has(participants[who]?.code ?? ''));
  expect(kept.length).toBeLessThan(invitations.length);
  expect(rows).toHaveLength(kept.length);
  expect(t.mails).toHaveLength(invitations.length);
  for (const row of rows) expect(row).toEqual({ status: 'sent', token_sealed: null });
});

test('the links begin with candidates who can answer now, and each opens what it says', async () => {
  const links = linksToShow(study, participants, today, 'http://127.0.0.1');
  const first = links.slice(0, 8);
  expect(new Set(first.map(({ state, wave, role }) => `${role} ${wave} ${state}`))).toEqual(
    new Set(['candidate 1 unanswered']),
  );
  expect(
    links.some(({ instrument, state }) => instrument === 'se-fidelity' && state === 'unanswered'),
  ).toBe(true);
  const reasons = {
    answered: 'submitted',
    revoked: 'revoked',
    withdrawn: 'withdrawn',
    over: 'closed',
  };
  for (const { url, state } of links) {
    const access = await linkAccess(t.services, url.slice(-26));
    const expected = state === 'unanswered' || state === 'begun' ? 'open' : reasons[state];
    expect(access.open ? 'open' : access.reason).toBe(expected);
  }
});

test('some paper forms are left to be keyed in', () => {
  expect(formsToKey(study, participants, today).length).toBeGreaterThanOrEqual(2);
});
