/** A batch of letters as it comes out of the printer: the address in the window, the code, and each person's own form. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dispatch } from '../../../server/contact/dispatch.ts';
import { markPosted, markPrinted } from '../../../server/contact/letter-batch.ts';
import { lettersMade, lettersToPrint } from '../../../server/paper/letters.ts';
import { coverPage, hidden } from '../../../server/printing/cover-page.ts';
import { readMark } from '../../../server/printing/form-mark.ts';
import { measure } from '../../../server/printing/typeface.ts';
import { texts } from '../../../server/texts.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { batchOf, codeIn } from '../../support/letters.ts';
import { register } from '../../support/participants.ts';
import { type SeenPage, seenPages } from '../../support/pdf.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
let codes: string[];
let path: string;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  const person = (name: string, language = 'nb') =>
    register(t, { name, language, email: null, channel: 'paper' });
  codes = [await person('Dag Moe'), await person('Liv Lie', 'en')];
  await dispatch(t.services);
  const batch = await batchOf(t, codes[0] ?? '');
  path = `/staff/jobbspesialist/letters/${batch.id}`;
  expect((await open(t, coordinator, `${path}/letters.pdf`)).statusCode).toBe(404);
  await markPrinted(t.services, batch, 'staff');
});
afterAll(() => t.close());

const pdf = async (file: string): Promise<SeenPage[]> => {
  const reply = await open(t, coordinator, `${path}/${file}`);
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf']);
  return seenPages(reply.rawPayload);
};
/** Whose form a page is of; null for one without a square. */
const whose = (page: SeenPage) => {
  try {
    return readMark(page.qr())?.of?.code ?? null;
  } catch {
    return null;
  }
};

describe('the letters of a batch', () => {
  let pages: SeenPage[];
  beforeAll(async () => {
    pages = await pdf('letters.pdf');
  });

  test('come one after the other, each a cover on a sheet of its own and its person’s form', () => {
    const marks = pages.map(whose);
    const half = pages.length / 2;
    expect(half % 2).toBe(0);
    const [first, second] = [marks.slice(0, half), marks.slice(half)];
    const forms = (some: (string | null)[]) => new Set(some.slice(2).filter(Boolean));
    expect([...forms(first), ...forms(second)].sort()).toEqual([...codes].sort());
    expect([forms(first).size, forms(second).size]).toEqual([1, 1]);
    expect([marks[0], marks[1], marks[half], marks[half + 1]]).toEqual([null, null, null, null]);
  });

  test('have the address, the words of the study in their language, and the code onto the web', async () => {
    const covers = pages.filter((page) => page.text.includes('/k'));
    expect(covers).toHaveLength(2);
    const [dag = '', liv = ''] = ['Dag Moe', 'Liv Lie'].map(
      (name) => covers.find(({ text }) => text.includes(name))?.text,
    );
    for (const line of ['Storgata 1', '9008 Tromsø', 'Prosjektkontoret', 'Skjemaet ditt på papir'])
      expect(dag).toContain(line);
    expect(liv).toContain('Your form on paper');
    expect(dag).toContain(await codeIn(t, codes[0] ?? ''));
    for (const code of codes) expect(dag + liv).not.toContain(code);
  });

  test('are on record before anything is opened, with how many', async () => {
    const events = await eventsIn(t, 'registry');
    expect(events.findLast(({ action }) => action === 'identity exported')).toMatchObject({
      ...{ actor: coordinator.accountId },
      detail: expect.stringContaining('"count":2'),
    });
  });

  test('can be had for printing on one side, and one by one', async () => {
    const oneSided = await pdf('letters.pdf?sides=one');
    expect(oneSided.map(whose).filter((mark) => mark === null)).toHaveLength(2);
    const page = (await open(t, coordinator, path)).body;
    const [, again = ''] = /letters\/[\w-]+\/([\w-]+\/letter\.pdf)/.exec(page) ?? [];
    const one = await pdf(again);
    expect(one).toHaveLength(pages.length / 2);
    expect((await open(t, coordinator, `${path}/nobody/letter.pdf`)).statusCode).toBe(404);
  });
});

test('a batch that is posted while it is printed leaves a file that is seen to be broken', async () => {
  const batch = await batchOf(t, codes[0] ?? '');
  const study = t.services.definitions.study('jobbspesialist');
  if (!study) throw new Error('the study is missing');
  const letters = await lettersToPrint(t.services, batch);
  const made = lettersMade(t.services, { study, batch }, letters);
  expect((await made.next()).value).toBeDefined();
  expect(await markPosted(t.services, study, batch, 'staff')).toBe('posted');
  await expect(made.next()).rejects.toThrow('the batch changed while it was printed');
});

describe('the window of an envelope', () => {
  const letter = {
    ...{ name: 'Åse Kristiansen-Bråthen', returnAddress: 'Kontoret, Postboks 1, 9008 Tromsø' },
    ...{ address: ['c/o Nordli', 'Storgata 1', 'Leilighet 12', '9008 Tromsø'] },
    ...{ subject: 'Skjemaet ditt', body: 'Hei!\n\nHer er det.', webAddress: 'studien.example/k' },
    ...{ webCode: 'K7M4Q-XR29H', place: 'Brev 1 av 500' },
  };
  const drawn = coverPage(letter, texts('nb'), measure).flatMap((one) =>
    one.draw === 'text' ? [{ ...one, end: one.x + measure(one.text, one.style) }] : [],
  );

  test('shows the whole address wherever the sheet lies, in no more than four lines', () => {
    const own = drawn.filter(({ y }) => y > hidden.y && y < hidden.y + hidden.height);
    expect(own.map(({ text }) => text)).toEqual([
      ...['Kontoret, Postboks 1, 9008 Tromsø', 'Åse Kristiansen-Bråthen', 'c/o Nordli'],
      ...['Storgata 1', 'Leilighet 12, 9008 Tromsø'],
    ]);
    for (const { x, end, y } of own) {
      // 15 + 19 mm less 105, and 44 + 35 less 13.5: see the envelope's measures.
      expect([x >= 15, end <= 101, y >= 44, y <= 65.5]).toEqual([true, true, true, true]);
    }
  });

  test('shows nothing else when the sheet slides', () => {
    const rest = drawn.filter(({ text }) => /Skjemaet|Hei|K7M4Q|Brev|studien/.test(text));
    expect(rest.length).toBeGreaterThan(4);
    for (const { y, style } of rest)
      expect(y - style.size * 0.36 > hidden.y + hidden.height || y < hidden.y).toBe(true);
  });
});
