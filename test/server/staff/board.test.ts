/** The board: who is due, sent, begun, answered, late and gone; and who looked at it. */

import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
const board = '/staff/participants';
const codes: Record<string, string> = {};

/** Eight candidates and one job specialist on 23 June 2018; wave 1 opened when each was included. */
beforeAll(async () => {
  t = await testApp({ now: '2018-06-01T09:00:00Z' });
  const candidate = async (name: string, changes: Parameters<typeof register>[1] = {}) => {
    const email = `${name.split(' ')[0]?.toLowerCase()}@post.example`;
    const given = { name, email, phone: null, inclusionDate: '2018-06-01' };
    codes[name] = await register(t, { ...given, ...changes });
    return codes[name];
  };
  await candidate('Due Dahl', { inclusionDate: '2018-06-20' });
  await candidate('Late Lie');
  await candidate('Paper Prestegård', { channel: 'paper', email: null });
  await invite(t, await candidate('Sent Solberg'));
  const begun = await invite(t, await candidate('Begun Berg'));
  await t.app.inject({ method: 'POST', url: begun });
  await answerOnWeb(t, await candidate('Web Wiik'), 1, { jm02: '1' });
  await keyOnPaper(t, await candidate('Keyed Krogh'), 1, {
    answers: { jm02: '2', jm07: '7' },
    writtenOn: null,
    receivedOn: '2018-06-01',
  });
  await withdrawParticipant(t.services, await candidate('Gone Grieg'), 'system');
  codes.Specialist = await register(t, {
    role: 'job-specialist',
    name: 'Specialist Sand',
    email: 'sand@nav.example',
    arm: null,
    site: null,
    team: 'team-1',
  });
  t.setTime('2018-06-23T09:00:00Z');
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());

/** The cells of one person's row, as text. */
function row(page: LightMyRequestResponse, name: string): string[] {
  const html = page.body.match(new RegExp(`<tr role="row" id="${codes[name]}">.*?</tr>`, 's'))?.[0];
  return [...(html ?? '').matchAll(/<t[hd] .*?<\/t[hd]>/gs)].map(([cell]) =>
    cell
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

const rowsOn = (page: LightMyRequestResponse) =>
  [...page.body.matchAll(/<tr role="row" id=/g)].length;

const filters = (page: LightMyRequestResponse) =>
  Object.fromEntries(
    [...page.body.matchAll(/href="[^"]*"[^>]*>([^<]+) <span class="count">(\d+)</g)].map(
      ([, name = '', count]) => [name.trim(), Number(count)],
    ),
  );

const identityReads = async () =>
  (await eventsIn(t, 'registry')).filter(({ action }) => action === 'identity read');

describe('the board', () => {
  test('says where everybody stands, and offers what can be done', async () => {
    const page = await open(t, coordinator, board);
    expect(page.statusCode).toBe(200);
    const first = (name: string) => row(page, name)[1];
    expect(row(page, 'Due Dahl')[0]).toBe(
      `Due Dahl ${codes['Due Dahl']} · Jobbspesialist · Tromsø Med fra 20. juni 2018`,
    );
    expect(row(page, 'Gone Grieg')[0]).toMatch(/^Gone Grieg Trukket seg /);
    expect(first('Due Dahl')).toMatch(/^Skal sendes Frist 1\. aug\. 2018 Send e-post til /);
    expect(first('Late Lie')).toMatch(/^Skal sendes Forsinket Frist 13\. juli 2018 Send e-post /);
    expect(first('Paper Prestegård')).toMatch(/^På papir Forsinket Frist .* Tast inn /);
    expect(first('Sent Solberg')).toBe('Sendt Forsinket 1. juni 2018, frist 13. juli 2018');
    expect(first('Begun Berg')).toBe('Begynt Forsinket 1. juni 2018, frist 13. juli 2018');
    expect(first('Web Wiik')).toBe('Levert 1. juni 2018, på nett');
    expect(first('Keyed Krogh')).toBe('Levert 1. juni 2018, på papir');
    expect(first('Gone Grieg')).toBe('Trukket seg');
    expect(row(page, 'Due Dahl')[2]).toBe('Ikke åpen Åpner 20. sep. 2018');
    // Job specialists count from a calendar date, whenever they were registered.
    const specialists = await open(t, coordinator, `${board}?role=job-specialist`);
    expect(row(specialists, 'Specialist')[1]).toBe('Ikke svart Stengt 2. okt. 2017');
  });

  test('counts people, and a filter shows as many rows as it says', async () => {
    const page = await open(t, coordinator, board);
    expect(filters(page)).toEqual({
      Kandidat: 8,
      Jobbspesialist: 1,
      Alle: 8,
      'Er med': 7,
      'Trukket seg': 1,
      Forsinket: 4,
      'Skal sendes': 2,
      'På papir': 1,
      Sendt: 1,
      Begynt: 1,
      Levert: 2,
    });
    for (const [, href = '', count] of page.body.matchAll(
      /href="([^"]*)"[^>]*>[^<]+ <span class="count">(\d+)</g,
    )) {
      const shown = await open(
        t,
        coordinator,
        href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
      );
      expect([href, rowsOn(shown)]).toEqual([href, Number(count)]);
    }
    const due = await open(t, coordinator, '/staff/participants?state=due');
    expect(rowsOn(due)).toBe(2);
    expect(due.body).toContain('Due Dahl');
    expect(due.body).not.toContain('Sent Solberg');
    const unknown = await open(t, coordinator, '/staff/participants?state=nothing');
    expect(filters(unknown)).toEqual(filters(page));
  });

  test('puts one entry in the event log for each view, with how many were opened', async () => {
    const before = (await identityReads()).length;
    await open(t, coordinator, board);
    await open(t, coordinator, '/staff/participants?state=late');
    await open(t, coordinator, '/staff/participants?state=failed');
    const reads = (await identityReads()).slice(before);
    expect(reads.map(({ actor, detail }) => [actor, JSON.parse(detail)])).toEqual([
      [coordinator.accountId, { study: 'jobbspesialist', count: 8 }],
      [coordinator.accountId, { study: 'jobbspesialist', count: 4 }],
    ]);
  });

  test('opens nobody for those who may not see it', async () => {
    const before = (await identityReads()).length;
    for (const role of ['admin', 'keyer', 'researcher'] as const) {
      const reply = await open(t, await t.signedIn(role), board);
      expect(reply.body).not.toContain('Dahl');
    }
    await open(t, null, board);
    expect((await identityReads()).length).toBe(before);
  });

  test('shows no answers', async () => {
    const page = await open(t, coordinator, board);
    for (const answer of ['jm07', 'Aldri', 'Er du i arbeid'])
      expect(page.body).not.toContain(answer);
  });

  test('sends from the row, and comes back to the same filter with the outcome', async () => {
    const code = codes['Due Dahl'];
    const reply = await send(
      t,
      coordinator,
      `/staff/jobbspesialist/participants/${code}/invitations`,
      {
        wave: '1',
        _board: 'study=jobbspesialist&state=due',
      },
    );
    expect(reply.headers.location).toBe(
      `/staff/participants?study=jobbspesialist&state=due&notice=sent&code=${code}&wave=1`,
    );
    expect(t.mails.at(-1)?.to).toBe('due@post.example');
    const page = await open(t, coordinator, String(reply.headers.location));
    expect(page.body).toContain(`E-posten til ${code} for målepunkt 1 er sendt.`);
    expect(page.body).not.toContain('Due Dahl');
  });

  test('says nothing that its address was made to say', async () => {
    const page = await open(t, coordinator, '/staff/participants?notice=sent&code=<b>&wave=1');
    expect(page.body).not.toContain('role="status"');
    const other = await open(t, coordinator, `/staff?notice=hello&code=${codes['Due Dahl']}`);
    expect(other.body).not.toContain('role="status"');
  });
});
