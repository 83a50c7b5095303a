/** Links that open nothing: each says what to do next, and none gives anything away. */

import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeWaveLinks } from '../../../server/contact/revocation.ts';
import { revokeLinks } from '../../../server/db/links.ts';
import { lockParticipant } from '../../../server/db/participants.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, openHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { visitor } from '../../support/visitor.ts';

let study: TestApp;
let code: string;
let link: string;

beforeAll(async () => {
  study = await testApp();
});
beforeEach(async () => {
  study.setTime('2018-03-01T09:00:00Z');
  code = await register(study, { name: 'Tove Hansen', email: 'tove.hansen@post.example' });
  link = await invite(study, code);
});
afterAll(() => study.close());

const states: {
  state: string;
  make: () => Promise<unknown>;
  status: number;
  nb: string;
  en: string;
}[] = [
  {
    state: 'used',
    async make() {
      const browser = visitor(study);
      await browser.start(link);
      await browser.get('/answers/summary');
      await browser.submit();
    },
    status: 410,
    nb: 'Skjemaet er sendt inn Vi har fått svarene. Du trenger ikke gjøre mer nå.',
    en: 'The form has been sent We have the answers. You do not need to do more now.',
  },
  {
    state: 'expired',
    make: async () => study.setTime('2018-04-12T22:00:00Z'),
    status: 410,
    nb: 'Fristen er ute Skjemaet er stengt.',
    en: 'The time is up The form is closed.',
  },
  {
    state: 'revoked',
    make: () => revokeWaveLinks(study.services, { code, wave: 1 }, 'system'),
    status: 410,
    nb: 'Lenken er byttet ut Denne lenken virker ikke lenger. Se om du har fått en nyere e-post',
    en: 'The link has been replaced This link no longer works. See if you have a newer e-mail',
  },
  {
    state: 'of someone who has withdrawn',
    make: () => withdrawParticipant(study.services, code, 'system'),
    status: 410,
    nb: 'Lenken er stengt Denne lenken virker ikke lenger. Ta kontakt med oss',
    en: 'The link is closed This link no longer works. Contact us',
  },
  {
    state: 'not yet due',
    make: async () => study.setTime('2018-02-28T22:59:59Z'),
    status: 403,
    nb: 'Skjemaet er ikke åpent ennå Det er for tidlig å svare.',
    en: 'The form is not open yet It is too early to answer.',
  },
];

describe.each(states)('a link that is $state', ({ make, status, nb, en }) => {
  beforeEach(make);

  test('says what to do in the reader’s language, whether it is read or pressed', async () => {
    for (const [language, text] of [
      ['nb', nb],
      ['en-GB,en', en],
    ] as const) {
      const browser = visitor(study, language);
      await browser.get(link);
      expect(browser.shown.status).toBe(status);
      expect(browser.shown.text).toContain(text);
      expect(browser.shown.text).toContain('77 00 00 00');
      const pressed = await browser.send(link, { _lang: language.slice(0, 2) });
      expect(pressed.status).toBe(status);
      expect(pressed.text).toContain(text);
      expect(browser.cookie).toBe('');
    }
  });

  test('gives away neither who nor which group nor which wave', async () => {
    const { html } = await visitor(study).get(link);
    const token = link.replace('/s/', '');
    for (const secret of [
      code,
      token,
      'Tove',
      'Hansen',
      'tove',
      'jobbspesialist',
      'tromso',
      'Wave',
    ])
      expect(html).not.toContain(secret);
    expect(html).not.toMatch(/Inklusjon|Inclusion|måneder|Tromsø|Kandidat/);
    expect(html).not.toContain('<form');
  });

  test('writes nothing', async () => {
    const before = await everyRow(study.services.db);
    await visitor(study).get(link);
    await visitor(study).send(link, { _lang: 'nb' });
    expect(await everyRow(study.services.db)).toBe(before);
  });
});

test('the last day of the window counts to midnight where the study is', async () => {
  study.setTime('2018-04-12T21:59:59Z');
  expect((await visitor(study).get(link)).status).toBe(200);
  study.setTime('2018-04-12T22:00:00Z');
  expect((await visitor(study).get(link)).status).toBe(410);
});

describe.each(homeKinds)('on %s', (kind) => {
  test('a link that is revoked while its button is pressed opens no visit', async () => {
    const homes = openHomes();
    const t = await testApp({ home: await homes.fresh(kind) });
    const own = await register(t, { name: 'Tove Hansen', email: 'tove.hansen@post.example' });
    const lost = await invite(t, own);
    // Whoever revokes holds the row; the visit has looked at the link already, and waits for it.
    const pressed = await t.services.db.study.transaction().execute(async (trx) => {
      await lockParticipant(trx, own);
      const pressing = visitor(t).send(lost, { _lang: 'nb' });
      await setTimeout(300);
      await revokeLinks(trx, { code: own, wave: 1 }, '2018-03-01T09:00:00.000Z');
      return { pressing };
    });
    const shown = await pressed.pressing;
    expect([shown.status, shown.text]).toEqual([410, expect.stringContaining('byttet ut')]);
    await t.close();
    await homes.close();
  });
});

test('an older link of the wave works beside a newer one until the form is sent', async () => {
  await revokeWaveLinks(study.services, { code, wave: 2 }, 'system');
  const browser = visitor(study);
  await browser.start(link);
  expect(browser.shown.url).toBe('/answers/pages/gender');
});

describe('a link that was never made', () => {
  const shapes = (): Readonly<Record<string, string>> => {
    const token = link.replace('/s/', '');
    return {
      unknown: `/s/${'a'.repeat(26)}`,
      'cut short': link.slice(0, -1),
      'a letter too long': `${link}k`,
      'in capitals': `/s/${token.toUpperCase()}`,
      'with a dot after it': `${link}.`,
      'with a space in it': `/s/${token.slice(0, 9)}%20${token.slice(9)}`,
      'with a slash in it': `/s/${token.slice(0, 9)}/${token.slice(9)}`,
      'without its token': '/s/',
      'ten kilobytes long': `/s/${'k'.repeat(10_240)}`,
      'ten kilobytes of percent signs': `/s/${'%'.repeat(10_240)}`,
      'with broken encoding': '/s/%E0%A4%A',
      'with a name of the language': '/s/__proto__',
      'with an identity number': '/s/01017012345',
      'with markup': '/s/%3Cscript%3E',
    };
  };

  test('looks the same whatever its shape, and writes nothing', async () => {
    const before = await everyRow(study.services.db);
    const pages = await Promise.all(
      Object.entries(shapes()).map(async ([shape, url]) => {
        const { status, html } = await visitor(study).get(url);
        const pressed = await visitor(study).send(url, { _lang: 'nb' });
        return { shape, page: [status, html, pressed.status, pressed.html] };
      }),
    );
    const first = pages[0]?.page;
    expect(first?.[0]).toBe(404);
    for (const { shape, page } of pages) expect({ shape, page }).toEqual({ shape, page: first });
    expect(await everyRow(study.services.db)).toBe(before);
  });

  test('with a control character in it is like any address that does not exist', async () => {
    const shown = await visitor(study).get(`${link}%00`);
    expect(shown.status).toBe(404);
    expect(shown.text).toContain('Åpne lenken i e-posten på nytt.');
  });

  test('says what to do in the reader’s language', async () => {
    const nb = await visitor(study).get('/s/abc');
    expect(nb.text).toContain('Åpne e-posten og trykk på lenken der.');
    expect(nb.text).toContain('Ring nummeret i brevet eller e-posten du fikk.');
    const en = await visitor(study, 'en').get('/s/abc');
    expect(en.text).toContain('Open the e-mail and press the link there.');
  });
});
