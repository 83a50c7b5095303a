/** A form that is being keyed is saved soon, one at a time, and again until the network is back. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { savingTo } from '../../../views/assets/keying/saving.js';

let sent: string[];
let told: unknown[];
let keyed: string;
let answer: () => Promise<Response>;
let inits: (RequestInit | undefined)[];

beforeEach(() => {
  vi.useFakeTimers();
  [sent, told, inits, keyed] = [[], [], [], ''];
  answer = saved;
});
afterEach(() => vi.useRealTimers());

const saved = async () => Response.json({ saved: '12:04' });
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

function saving() {
  const made = savingTo({
    url: '/drafts',
    fields: () => new URLSearchParams({ keyed }),
    tell: (status) => told.push(status),
    send: (_url, init) => {
      sent.push(String(init?.body));
      inits.push(init);
      return answer();
    },
  });
  const key = (text: string) => {
    keyed += text;
    made.changed();
  };
  return { ...made, key };
}

test('several changes in a row are saved once, with the last of them', async () => {
  const { key } = saving();
  key('1');
  await wait(300);
  key('2');
  await wait(399);
  expect(sent).toEqual([]);
  await wait(1);
  expect([sent, told]).toEqual([['keyed=12'], [{ saved: '12:04' }]]);
  await wait(60_000);
  expect(sent.length).toBe(1);
});

test('what is keyed while a save is under way waits for it, and is saved after it', async () => {
  const { key } = saving();
  let arrive: (response: Response) => void = () => {};
  answer = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  key('1');
  await wait(400);
  key('2');
  key('3');
  await wait(5000);
  expect(sent).toEqual(['keyed=1']);
  answer = saved;
  arrive(Response.json({ saved: '12:03' }));
  await wait(0);
  expect(sent).toEqual(['keyed=1', 'keyed=123']);
});

test('without a network it is tried again, more and more seldom, and at once when it is back', async () => {
  const { key, online } = saving();
  answer = () => Promise.reject(new TypeError('no network'));
  key('1');
  for (const pause of [400, 1000, 2000, 4000]) await wait(pause);
  expect(sent.length).toBe(4);
  expect(new Set(told)).toEqual(new Set(['waiting']));
  await wait(7999);
  expect(sent.length).toBe(4);
  answer = saved;
  online();
  await wait(0);
  expect(told.at(-1)).toEqual({ saved: '12:04' });
  key('2');
  await wait(400);
  expect(sent.at(-1)).toBe('keyed=12');
});

test('a server that has stumbled is tried again, and one that says no is not', async () => {
  const { key } = saving();
  answer = async () => new Response('oops', { status: 502 });
  key('1');
  await wait(400);
  expect(told).toEqual(['waiting']);
  answer = async () => Response.json({ problem: 'Skjemaet er levert.' }, { status: 409 });
  await wait(60_000);
  expect(told).toEqual(['waiting', { problem: 'Skjemaet er levert.' }]);
  expect(sent.length).toBe(2);
});

test('when the page goes, what is not saved yet is sent along; nothing when all is', async () => {
  const { key, leaving } = saving();
  key('1');
  leaving();
  expect(sent).toEqual(['keyed=1']);
  expect(inits[0]?.keepalive).toBe(true);
  await wait(1000);
  const before = sent.length;
  leaving();
  expect(sent.length).toBe(before);
});

test('a form that was sent is not saved any more', async () => {
  const { key, leaving, sent: formSent } = saving();
  key('1');
  formSent();
  leaving();
  await wait(60_000);
  expect([sent, told]).toEqual([[], []]);
});
