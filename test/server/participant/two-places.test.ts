/** The same form in two tabs, on two devices, or kept by the browser: nothing lost, nothing doubled. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { savesOf, sheetOf } from '../../support/responses.ts';
import { everyRow } from '../../support/tables.ts';
import { type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let link: string;
let phone: Visitor;

beforeAll(async () => {
  study = await testApp();
});
beforeEach(async () => {
  code = await register(study, { name: 'Odd Berg', email: 'odd.berg@post.example' });
  link = await invite(study, code);
  phone = visitor(study);
  await phone.start(link);
});
afterAll(() => study.close());

describe('resuming from the same link on another device', () => {
  let tablet: Visitor;
  beforeEach(async () => {
    await phone.next({ gender: '1' });
    await phone.next({ age: '29' });
    tablet = visitor(study);
  });

  test('goes on at the next unanswered page', async () => {
    await tablet.start(link);
    expect(tablet.shown.url).toBe('/answers/pages/work');
  });

  test('goes to the summary when every page has been left', async () => {
    while (phone.shown.url !== '/answers/summary') await phone.next();
    await tablet.start(link);
    expect(tablet.shown.url).toBe('/answers/summary');
  });

  test('hides what was answered on the first', async () => {
    await tablet.start(link);
    await tablet.get('/answers/pages/age');
    expect(tablet.shown.text).toContain('Svaret er lagret, men vises ikke.');
    expect(tablet.shown.html).not.toContain('"29"');
    await tablet.get('/answers/pages/gender');
    expect(tablet.shown.html).not.toContain('checked');
  });

  test('leaves hidden answers as they were when the page is left blank', async () => {
    await tablet.start(link);
    await tablet.get('/answers/pages/age');
    await tablet.next();
    expect(await sheetOf(study, code)).toEqual({ gender: 1, age: 29 });
  });

  test('keeps them hidden after the page was left blank', async () => {
    await tablet.start(link);
    await tablet.get('/answers/pages/age');
    await tablet.next();
    await tablet.back();
    expect(tablet.shown.url).toBe('/answers/pages/age');
    expect(tablet.shown.html).not.toContain('"29"');
  });

  test('has nothing to hide on a page that was left blank', async () => {
    await phone.next();
    await tablet.start(link);
    await tablet.get('/answers/pages/work');
    expect(tablet.shown.text).not.toContain('men vises ikke');
  });

  test('replaces a hidden answer by a new one, and shows the new one', async () => {
    await tablet.start(link);
    await tablet.get('/answers/pages/age');
    await tablet.next({ age: '30' });
    await tablet.back();
    expect(tablet.shown.html).toContain('value="30"');
    expect(await sheetOf(study, code)).toEqual({ gender: 1, age: 30, jm02: '<skipped>' });
  });

  test('does not show a form that claims to be older what was answered before the visit', async () => {
    study.setTime('2018-03-01T10:00:00Z');
    await tablet.start(link);
    await tablet.get('/answers/pages/age');
    const answer = await tablet.send('/answers/pages/age', {
      ...tablet.hidden(),
      ...{ _revision: '0', age: '31' },
    });
    expect(answer.status).toBe(303);
    expect(answer.html).not.toContain('"29"');
    study.setTime('2018-03-01T09:00:00Z');
  });
});

describe('a page that was changed somewhere else meanwhile', () => {
  let tablet: Visitor;
  beforeEach(async () => {
    tablet = visitor(study);
    await tablet.start(link);
    await phone.get('/answers/pages/time-to-work');
    await tablet.get('/answers/pages/time-to-work');
    await phone.next({ jm07: '1' });
    await tablet.next({ jm07: '3' });
  });

  test('shows both answers and changes nothing yet', async () => {
    expect(tablet.shown.status).toBe(409);
    expect(tablet.shown.text).toContain('Du har visst skjemaet åpent to steder.');
    expect(tablet.shown.text).toContain('Her Innen 3 måneder Det andre stedet Innen 1 måned');
    expect((await sheetOf(study, code)).jm07).toBe(1);
  });

  test('takes the answers here when the person says so', async () => {
    await tablet.next();
    expect(tablet.shown.url).toBe('/answers/pages/concentration-memory');
    expect((await sheetOf(study, code)).jm07).toBe(3);
  });

  test('keeps the answers from the other place when the person says so', async () => {
    await tablet.follow('Bruk svarene fra det andre stedet');
    expect(tablet.shown.url).toBe('/answers/pages/concentration-memory');
    expect((await sheetOf(study, code)).jm07).toBe(1);
  });

  test('shows both again when it was changed once more before the choice', async () => {
    await phone.get('/answers/pages/time-to-work');
    await phone.next({ jm07: '7' });
    await tablet.next();
    expect(tablet.shown.status).toBe(409);
    expect(tablet.shown.text).toContain('Det andre stedet Aldri');
  });

  test('is no conflict when both gave the same answer', async () => {
    await phone.get('/answers/pages/work-ability');
    await tablet.get('/answers/pages/work-ability');
    await phone.next({ jm40: '4' });
    await tablet.next({ jm40: '4' });
    expect(tablet.shown.url).toBe('/answers/pages/assistance');
  });
});

test('two tabs of one browser are told apart too', async () => {
  await phone.get('/answers/pages/work-ability');
  const otherTab = phone.hidden();
  await phone.get('/answers/pages/work-ability');
  await phone.next({ jm40: '8' });
  const answer = await phone.send('/answers/pages/work-ability', { ...otherTab, jm40: '2' });
  expect(answer.status).toBe(409);
  expect((await sheetOf(study, code)).jm40).toBe(8);
});

test('a correction of a refused page is no newer than the page was', async () => {
  const tablet = visitor(study);
  await tablet.start(link);
  await phone.get('/answers/pages/age');
  await tablet.get('/answers/pages/age');
  await tablet.next({ age: '40' });
  await phone.next({ age: 'førti' });
  expect(phone.shown.status).toBe(422);
  await phone.next({ age: '41' });
  expect(phone.shown.status).toBe(409);
  expect((await sheetOf(study, code)).age).toBe(40);
});

describe('a page posted twice', () => {
  test('with the same nonce and answers is one save', async () => {
    const form = { ...phone.hidden(), gender: '2' };
    await phone.send('/answers/pages/gender', form);
    const before = await everyRow(study.services.db);
    const again = await phone.send('/answers/pages/gender', form);
    expect([again.status, again.headers.location]).toEqual([303, '/answers/pages/age']);
    expect(await everyRow(study.services.db)).toBe(before);
  });

  test('at the same moment is one save', async () => {
    const form = { ...phone.hidden(), gender: '2' };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => phone.send('/answers/pages/gender', form)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(await savesOf(study, code)).toHaveLength(1);
  });

  test('kept by the browser for Back and changed is saved again, and not lost', async () => {
    const form = phone.hidden();
    await phone.send('/answers/pages/gender', { ...form, gender: '2' });
    const again = await phone.send('/answers/pages/gender', { ...form, gender: '1' });
    expect(again.status).toBe(303);
    expect(await sheetOf(study, code)).toEqual({ gender: 1 });
    const third = await phone.send('/answers/pages/gender', { ...form, gender: '2' });
    expect(third.status).toBe(303);
    expect(await sheetOf(study, code)).toEqual({ gender: 2 });
    expect(await savesOf(study, code)).toHaveLength(3);
  });

  test('with the nonce of another page is refused', async () => {
    const { _nonce = '' } = phone.hidden();
    await phone.next({ gender: '2' });
    const answer = await phone.send('/answers/pages/age', { ...phone.hidden(), _nonce, age: '50' });
    expect(answer.status).toBe(400);
    expect(await sheetOf(study, code)).toEqual({ gender: 2 });
  });
});

test('pages may be answered out of order', async () => {
  await phone.get('/answers/pages/work-ability');
  await phone.next({ jm40: '10' });
  expect(phone.shown.url).toBe('/answers/pages/assistance');
  await phone.get('/answers');
  expect(phone.shown.url).toBe('/answers/pages/gender');
  expect(await sheetOf(study, code)).toEqual({ jm40: 10 });
});

test('a page of a branch that another tab has left is refused with a reason, not swallowed', async () => {
  await phone.get('/answers/pages/work');
  await phone.next({ jm02: '1' });
  await phone.get('/answers/pages/hours');
  const hours = phone.hidden();
  await phone.get('/answers/pages/work');
  await phone.next({ jm02: '2' });
  const answer = await phone.send('/answers/pages/hours', { ...hours, jm03: '1' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('Ingenting er lagret fra den.');
});

test('a form of another visit in the same browser does not land in this one', async () => {
  const form = { ...phone.hidden(), gender: '1' };
  const other = await register(study, { name: 'Eva Berg', email: 'eva.berg@post.example' });
  await phone.start(await invite(study, other));
  const before = await everyRow(study.services.db);
  const answer = await phone.send('/answers/pages/gender', form);
  expect(answer.status).toBe(410);
  expect(answer.text).toContain('Åpne lenken i e-posten på nytt.');
  expect(await everyRow(study.services.db)).toBe(before);
});

test('the link opened once more does not break the tab that was open before', async () => {
  const oldTab = { ...phone.hidden(), gender: '1' };
  await phone.start(link);
  const answer = await phone.send('/answers/pages/gender', oldTab);
  expect([answer.status, answer.headers.location]).toEqual([303, '/answers/pages/age']);
  expect(await sheetOf(study, code)).toEqual({ gender: 1 });
});
