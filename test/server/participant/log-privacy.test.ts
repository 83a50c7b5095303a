/** The log of a whole journey tells which routes were used, and nothing of who used them or what they said. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openToAll } from '../../../server/route-access.ts';
import { testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { visitor } from '../../support/visitor.ts';

const surveys = join(import.meta.dirname, '../../fixtures/surveys-text');

test('neither name, address, link, cookie nor answer reaches the log', async () => {
  const study = await testApp({ surveys });
  const code = await register(
    study,
    {
      ...{ role: 'writer', arm: 'skriver', site: 'nord', name: 'Ingebjørg Kvalsvik' },
      ...{ email: 'ingebjorg@kvalsvik.example', phone: '91 82 73 64', address: 'Kaiveien 9' },
    },
    'diaries',
  );
  const link = await invite(study, code);
  const browser = visitor(study);
  await browser.start(link);
  const cookie = browser.cookie.replace('visit=', '');
  const { _nonce = '', _visit = '' } = browser.hidden();
  await browser.next({ words: '01017012345' });
  await browser.next({ mood: '11', born: 'i vinter', words: 'Fødselsnummeret er 010170 12345' });
  await browser.next({ words: 'Snøen laver ned over fjorden', mood: '9', born: '24.12.2017' });
  await browser.send('/answers/pages/day', 'x=1');
  await browser.send('/answers/pages/day', '{"words":"Snøen"}', { 'content-type': 'text/plain' });
  await browser.get(`${link}?lang=en`);
  await browser.get('/s/%E0%A4%A');
  await browser.get('/answers/summary');
  await browser.submit();
  await browser.get(link);
  await study.close();

  const log = study.log.join('');
  expect(log).toContain('"route":"/s/*"');
  expect(log).toContain('"route":"/answers/pages/:group"');
  const secrets = [
    ...['Ingebjørg', 'Kvalsvik', 'kvalsvik', '91 82 73 64', '91827364', 'Kaiveien'],
    ...[code, link.replace('/s/', ''), cookie, _nonce, _visit, '%E0', '127.0.0.1'],
    ...['01017012345', '010170 12345', 'Snøen', 'fjorden', 'i vinter', '24.12.2017', '2017-12-24'],
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test('an unexpected fault is logged by its kind and place, without what it was given', async () => {
  const study = await testApp();
  study.app.get('/broken', { config: openToAll }, async () => {
    throw new TypeError('cannot save "Snøen laver ned" of kari.nordli@post.example');
  });
  const browser = visitor(study);
  await browser.get('/broken');
  await study.close();
  expect(browser.shown.status).toBe(500);
  expect(browser.shown.text).toContain('Noe gikk galt hos oss Det er ikke din feil.');
  const log = study.log.join('');
  expect(log).toContain('TypeError');
  expect(log).toContain('log-privacy.test.ts');
  expect(log).not.toMatch(/Snøen|kari\.nordli/);
});
