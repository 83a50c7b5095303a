/** Norwegian and English: who chooses, and that the choice lasts to the thanks. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { visitor } from '../../support/visitor.ts';

let study: TestApp;
beforeAll(async () => {
  study = await testApp();
});
afterAll(() => study.close());

async function linkOf(name: string, language: 'nb' | 'en') {
  return invite(study, await register(study, { name, language }));
}

test('the welcome page speaks the participant’s own language, whatever the browser prefers', async () => {
  const inEnglish = await visitor(study, 'nb').get(await linkOf('Amina Yusuf', 'en'));
  expect(inEnglish.html).toContain('<html lang="en">');
  expect(inEnglish.text).toContain('The link works until 12 April.');
  const inNorwegian = await visitor(study, 'en').get(await linkOf('Kari Nordli', 'nb'));
  expect(inNorwegian.html).toContain('<html lang="nb">');
  expect(inNorwegian.text).toContain('Lenken virker til og med 12. april.');
});

test('a language chosen on the welcome page lasts to the thanks', async () => {
  const browser = visitor(study);
  await browser.get(await linkOf('Ola Vik', 'nb'));
  await browser.follow('English');
  expect(browser.shown.text).toContain('It is voluntary. You can stop at any time.');
  await browser.submit();
  expect(browser.shown.text).toContain('Are you a woman or a man?');
  while (browser.shown.url !== '/answers/summary') await browser.next();
  expect(browser.shown.text).toContain('You have skipped 24 questions.');
  await browser.submit();
  expect(browser.shown.url).toBe('/thanks/jobbspesialist/candidate?lang=en');
  expect(browser.shown.text).toContain('Thank you! Thank you for taking the time');
});

test('a language chosen on a page is kept when the page is saved, and reading it writes nothing', async () => {
  const browser = visitor(study);
  await browser.start(await linkOf('Pål Ness', 'nb'));
  const before = await everyRow(study.services.db);
  await browser.follow('English');
  expect(browser.shown.text).toContain('Page 1 of 14');
  expect(await everyRow(study.services.db)).toBe(before);
  await browser.next({ gender: '1' });
  expect(browser.shown.text).toContain('How old are you?');
  await browser.next({ age: 'forty' });
  expect(browser.shown.text).toContain('Write a number from 16 to 80.');
});

test('a language chosen on the summary goes with its links and with the thanks', async () => {
  const browser = visitor(study);
  await browser.start(await linkOf('Eli Strand', 'nb'));
  while (browser.shown.url !== '/answers/summary') await browser.next();
  await browser.follow('English');
  await browser.follow('How old are you?');
  expect(browser.shown.text).toContain('How old are you?');
  await browser.get('/answers/summary?lang=en');
  await browser.follow('Back');
  expect(browser.shown.text).toContain('Did someone help you answer?');
  await browser.get('/answers/summary?lang=en');
  await browser.submit();
  expect(browser.shown.text).toContain('Thank you!');
});

test('the choice of language does not lose the way back to the summary', async () => {
  const browser = visitor(study);
  await browser.start(await linkOf('Geir Lund', 'nb'));
  while (browser.shown.url !== '/answers/summary') await browser.next();
  await browser.follow('Hvor gammel er du?');
  await browser.follow('English');
  await browser.next({ age: '50' });
  expect(browser.shown.url).toBe('/answers/summary');
  expect(browser.shown.text).toContain('Almost done');
});

test.each(['?lang=xx', '?lang=', '?lang=nb&lang=en', '?lang[]=en', '?lang=__proto__', '?lang=%00'])(
  'an unknown language (%s) gives the participant’s own',
  async (query) => {
    const link = await linkOf('Nina Holm', 'nb');
    const page = await visitor(study, 'en').get(link + query);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<html lang="nb">');
  },
);

test('a stale page and the page after it keep the language that was chosen', async () => {
  const link = await linkOf('Rune Hegg', 'nb');
  const phone = visitor(study);
  const tablet = visitor(study);
  await phone.start(link);
  await tablet.start(link);
  await tablet.follow('English');
  await phone.next({ gender: '1' });
  await tablet.next({ gender: '2' });
  expect(tablet.shown.text).toContain('Which answers do you want to use?');
  expect(tablet.shown.text).toContain('Here Man The other place Woman');
  await tablet.follow('Use the answers from the other place');
  expect(tablet.shown.text).toContain('How old are you?');
});
