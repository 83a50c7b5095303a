/** A participant of the drill: posts pages without end, and remembers what was acknowledged. */

import { randomInt } from 'node:crypto';
import type { Answer, Sheet } from '../../surveys/answer.ts';

/** A page that was posted; the answers are what its acknowledgement promises. */
export interface Post {
  readonly path: string;
  readonly body: string;
  readonly nonce: string;
  readonly answers: Sheet;
}

export interface DrillParticipant {
  readonly code: string;
  readonly link: string;
  cookie: string | null;
  /** Answers of acknowledged pages. */
  sheet: Sheet;
  acknowledged: string[];
  /** Sent, and no answer heard: it may be saved or not, and is sent again. */
  unheard: Post | null;
  sending: 'not yet' | 'unheard' | 'sent';
  /** Posts that were sent again after the server was killed. */
  retried: number;
}

export function drillParticipant(code: string, link: string): DrillParticipant {
  return {
    ...{ code, link, cookie: null, sheet: {}, acknowledged: [], unheard: null },
    ...{ sending: 'not yet', retried: 0 },
  };
}

/** Goes on until the form is sent; throws a TypeError, as fetch does, when the server is gone. */
export async function answerOn(person: DrillParticipant, server: string): Promise<void> {
  person.cookie ??= await openVisit(person, server);
  if (person.unheard) person.retried += 1;
  while (person.sending === 'not yet' && (person.unheard || randomInt(30) > 0))
    await postPage(person, server);
  if (person.sending !== 'sent') await send(person, server);
}

async function openVisit({ link }: DrillParticipant, server: string): Promise<string> {
  const response = await post(server + link, '', '');
  expectStatus(response, [303]);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function postPage(person: DrillParticipant, server: string): Promise<void> {
  person.unheard ??= await nextPost(person, server);
  const { path, body, answers, nonce } = person.unheard;
  expectStatus(await post(server + path, body, person.cookie ?? ''), [303]);
  person.sheet = { ...person.sheet, ...answers };
  person.acknowledged.push(nonce);
  person.unheard = null;
}

async function send(person: DrillParticipant, server: string): Promise<void> {
  const again = person.sending === 'unheard';
  if (again) person.retried += 1;
  const { body } = again ? { body: person.unheard?.body ?? '' } : await form(person, server);
  person.unheard = { path: '/submissions', body, nonce: '', answers: {} };
  person.sending = 'unheard';
  const response = await post(`${server}/submissions`, body, person.cookie ?? '');
  // The second time it may be told that the form is sent already.
  expectStatus(response, again ? [303, 410] : [303]);
  person.unheard = null;
  person.sending = 'sent';
}

async function form(person: DrillParticipant, server: string, path = '/answers/summary') {
  const response = await fetch(server + path, { headers: { cookie: person.cookie ?? '' } });
  expectStatus(response, [200]);
  const hidden = [
    ...(await response.text()).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g),
  ].map(([, name = '', value = '']): [string, string] => [name, value]);
  return { body: new URLSearchParams(hidden).toString(), hidden: new Map(hidden) };
}

async function nextPost(person: DrillParticipant, server: string): Promise<Post> {
  const [page, items] = pages[randomInt(pages.length)] ?? ['gender', {}];
  const path = `/answers/pages/${page}`;
  const { body, hidden } = await form(person, server, path);
  const answers = Object.fromEntries(
    Object.entries(items).map(([item, highest]): [string, Answer] => {
      const value = randomInt(highest + 1);
      return [item, value === 0 ? { missing: 'skipped' } : { value }];
    }),
  );
  const given = Object.entries(answers).flatMap(([item, answer]): [string, string][] =>
    'value' in answer ? [[item, String(answer.value)]] : [],
  );
  const filled = `${body}&${new URLSearchParams(given)}`;
  return { path, body: filled, nonce: hidden.get('_nonce') ?? '', answers };
}

/** Pages that everyone is asked, with the highest answer of each item; 0 stands for a blank. */
const pages: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['gender', { gender: 2 }],
  ['literacy', { jm05: 4 }],
  ['time-to-work', { jm07: 8 }],
  ['concentration-memory', { jm08: 4, jm09: 4 }],
  ['satisfaction', { jm10: 5, jm11: 5 }],
  ['ideal-job', { jm28: 5, jm29: 5, jm30: 5, jm31: 5 }],
  ['ideal-job-more', { jm32: 5, jm33: 5, jm34: 5 }],
  ['statements', { jm35: 2, jm36: 2 }],
  ['work-ability', { jm40: 10 }],
  ['assistance', { helped: 5 }],
];

function post(url: string, body: string, cookie: string): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
  return fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
}

function expectStatus({ status, url }: Response, expected: readonly number[]): void {
  if (!expected.includes(status)) throw new Error(`${new URL(url).pathname} answered ${status}`);
}
