/** `npm run demo` as somebody meets it: its own process, one line when ready, pages, and a clean end. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportIncludedUntil } from '../../../server/demo/report/recruitment.ts';
import { spawnMalepunkt } from '../../support/command.ts';

interface Line {
  readonly url: string;
  readonly study: string;
  readonly accounts: readonly { role: string; email: string; password: string }[];
  readonly links: readonly { code: string; wave: number; instrument: string; url: string }[];
  readonly apiToken: string;
}

const patience = 60_000;
const running: ChildProcess[] = [];
afterAll(() => {
  for (const demo of running) demo.kill('SIGKILL');
});

describe('a demo that runs', () => {
  let demo: ChildProcess;
  let line: Line;
  let output: { out: string; err: string };

  beforeAll(async () => {
    ({ demo, output } = start('--json', '--port', '0'));
    const gone = once(demo, 'close').then(() => Promise.reject(new Error(output.err)));
    while (!output.out.includes('\n'))
      await Promise.race([once(demo.stdout as never, 'data'), gone]);
    line = JSON.parse(output.out) as Line;
  }, patience);

  test('tells what to open in one line, and nothing else', () => {
    expect(Object.keys(line)).toEqual(['url', 'study', 'accounts', 'links', 'apiToken']);
    expect(line.study).toBe('jobbspesialist');
    expect(line.accounts.map(({ role }) => role)).toEqual([
      'admin',
      'coordinator',
      'keyer',
      'researcher',
      'coordinator',
    ]);
    expect(Object.keys(line.links[0] ?? {})).toEqual(['code', 'wave', 'instrument', 'url']);
    expect(output.out.trimEnd().split('\n')).toHaveLength(1);
    expect(output.err).toBe('');
  });

  test('holds the report’s 82 candidates, of whom 29, 5 and 9 answered at inclusion, and ten job specialists', async () => {
    const rows = async (query = ''): Promise<Record<string, string>[]> => {
      const url = `${line.url}/research/${line.study}/exports/wide.csv${query}`;
      const headers = { authorization: `Bearer ${line.apiToken}` };
      return parse(await (await fetch(url, { headers })).text(), { columns: true, bom: true });
    };
    const ofReport = await rows();
    expect(ofReport).toHaveLength(82);
    expect(ofReport.every((row) => (row.inclusion_date ?? '') <= reportIncludedUntil)).toBe(true);
    const { length: everybody } = await rows('?cut=now');
    expect(everybody).toBeGreaterThan(100);
    const board = await page('/staff/participants', await signedIn('coordinator'));
    const inRole = (role: string, count: number) =>
      new RegExp(`>${role} <span class="count">${count}<`).test(board);
    expect([inRole('Kandidat', everybody), inRole('Jobbspesialist', 10)]).toEqual([true, true]);
    expect(board).toContain(`1–50 av ${everybody}`);
    const answered = (arm: string) =>
      ofReport.filter((row) => row.arm === arm && row.status_w1 === 'submitted').length;
    expect(['jobbspesialist', 'kvp', 'din-utvikling'].map(answered)).toEqual([29, 5, 9]);
  });

  test('begins the coordinator’s day with something of every kind, and somebody paused, dead and moved', async () => {
    const cookie = await signedIn('coordinator');
    const day = await page('/staff', cookie);
    const kinds = [...day.matchAll(/>([^<]+) <span class="count">[1-9]/g)].map(([, kind]) => kind);
    expect(kinds).toEqual([
      ...['Alle', 'E-post kom ikke fram', 'Brev i retur', 'Ring tilbake', 'Uklart skjema'],
      'Har ikke svart',
    ]);
    expect(day).toContain('Kommer senere (1)');
    const board = await page('/staff/participants', cookie);
    for (const state of ['Pause', 'Død'])
      expect(board).toContain(`${state} <span class="count">1<`);
  });

  test('begins with paper forms on the desk: to key, keyed differently, and beside another answer', async () => {
    const desk = await page('/staff/paper-entries', await signedIn('coordinator'));
    for (const pile of ['2 skjema å taste', 'Tastet ulikt', 'To svar'])
      expect(desk).toContain(pile);
    expect(await page('/staff/paper-entries', await signedIn('keyer'))).toContain(
      '2 skjema å taste',
    );
  });

  test('lets every role in', async () => {
    const starts = {
      admin: '/admin/accounts',
      coordinator: '/staff',
      keyer: '/staff/paper-entries',
      researcher: '/research',
    };
    for (const [role, path] of Object.entries(starts)) {
      const response = await fetch(line.url + path, { headers: { cookie: await signedIn(role) } });
      expect([role, response.status]).toEqual([role, 200]);
    }
  });

  test('begins with links that open and can be answered', async () => {
    for (const { url, instrument } of line.links.slice(0, 8)) {
      expect(instrument).toBe('job-mastery');
      const welcome = await fetch(url);
      expect([welcome.status, await welcome.text()]).toEqual([
        200,
        expect.stringContaining('<form method="post" action="/s/'),
      ]);
    }
    const start = await post(line.links[0]?.url ?? '', '', {});
    const cookie = cookieOf(start);
    const question = await page(start.headers.get('location') ?? '', cookie);
    const hidden = [...question.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const answer = {
      ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])),
      _go: 'next',
    };
    const next = await post(line.url + (start.headers.get('location') ?? ''), cookie, answer);
    expect(next.status).toBe(303);
    expect(next.headers.get('location')).toMatch(/^\/answers\/pages\//);
    expect(next.headers.get('location')).not.toBe(start.headers.get('location'));
  });

  test('shows the messages that were sent', async () => {
    const list = await page('/demo/mails', '');
    const [, newest = ''] = /href="(\/demo\/mails\/\d+)"/.exec(list) ?? [];
    expect(list).toContain('@post.example');
    expect(await page(newest, '')).toContain(`href="${line.url}/s/`);
  });

  test('takes no port that is in use, and says so', async () => {
    const { demo: second, output: said } = start('--port', new URL(line.url).port);
    expect(await ended(second)).toBe(1);
    expect(said.err).toMatch(
      /^--port: another program uses \d+; take another, or 0 for a free one\n$/,
    );
  });

  test('ends when it is asked to, and leaves nothing behind', async () => {
    expect(foldersOf(demo)).toHaveLength(1);
    demo.kill('SIGTERM');
    expect(await ended(demo)).toBe(0);
    expect(foldersOf(demo)).toEqual([]);
    await expect(fetch(line.url)).rejects.toThrow();
  });

  async function signedIn(role: string): Promise<string> {
    const { email = '', password = '' } =
      line.accounts.find((account) => account.role === role) ?? {};
    return cookieOf(await post(`${line.url}/sessions`, '', { email, password }));
  }

  async function page(path: string, cookie: string): Promise<string> {
    const headers = { cookie, 'accept-language': 'nb' };
    const response = await fetch(new URL(path, line.url), { headers });
    expect(response.status).toBe(200);
    return response.text();
  }
});

describe('a demo that does not start', () => {
  test.each(['http', '65536'])('refuses the port "%s" by name', async (port) => {
    const { demo, output } = start('--port', port);
    expect(await ended(demo)).toBe(1);
    expect([output.out, output.err]).toEqual(['', '--port must be 0 to 65535\n']);
  });
});

test(
  'a demo that is stopped while it starts leaves nothing behind',
  async () => {
    const { demo, output } = start('--json', '--port', '0');
    while (foldersOf(demo).length === 0) await new Promise((wait) => setTimeout(wait, 5));
    demo.kill('SIGINT');
    expect(await ended(demo)).toBe(0);
    expect(output).toEqual({ out: '', err: '' });
    expect(foldersOf(demo)).toEqual([]);
  },
  patience,
);

function start(...options: string[]) {
  const demo = spawnMalepunkt({}, 'demo', ...options);
  running.push(demo);
  const output = { out: '', err: '' };
  demo.stdout.on('data', (chunk: Buffer) => {
    output.out += String(chunk);
  });
  demo.stderr.on('data', (chunk: Buffer) => {
    output.err += String(chunk);
  });
  return { demo, output };
}

/** The exit code, also of a process that has ended already. */
async function ended(demo: ChildProcess): Promise<number | null> {
  if (demo.exitCode === null && demo.signalCode === null) await once(demo, 'close');
  return demo.exitCode;
}

/** The temporary folders of a demo, wherever it puts them. */
function foldersOf({ pid }: ChildProcess): string[] {
  // The two are one where tests keep their files in memory.
  return [...new Set([tmpdir(), '/dev/shm'])]
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path))
    .filter((name) => name.startsWith(`malepunkt-demo-${pid}-`));
}

function post(url: string, cookie: string, form: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(url, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
