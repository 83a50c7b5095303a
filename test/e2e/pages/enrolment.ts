/** The pages on which coordinators meet consent and register people from a file. */

import type { Page } from 'playwright-core';
import { follow } from '../../support/browser.ts';
import { pdf } from '../../support/files.ts';
import type { PageVisit } from './participant.ts';

const press = (page: Page, name: string) =>
  follow(page.getByRole('button', { name, exact: true }).first());

/** Of the person whose page stands at `person`. */
export const consentPages = (person: () => string): readonly PageVisit[] => [
  { name: 'consents', open: (page) => page.goto(`${person()}/consents`) },
  {
    name: 'consents, not filled in',
    open: (page) => press(page, 'Lagre samtykket'),
  },
  {
    name: 'consents, a second form',
    async open(page) {
      await page.getByLabel('Dato for samtykke').fill('28.02.2018');
      const no = page.getByLabel('Nei', { exact: true });
      const yes = page.getByLabel('Ja', { exact: true });
      await yes.first().check();
      for (const at of [1, 2, 3]) await no.nth(at).check();
      await press(page, 'Lagre samtykket');
    },
  },
  {
    name: 'consents, asked for a scan',
    open: (page) => page.locator('summary').first().click(),
  },
  { name: 'consents, without a file', alike: true, open: (page) => press(page, 'Last opp') },
  {
    name: 'consents, with a scan',
    alike: true,
    async open(page) {
      await page.locator('summary').first().click();
      const file = { name: 'skjema.pdf', mimeType: 'application/pdf', buffer: pdf() };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await press(page, 'Last opp');
    },
  },
];

const importPath = '/staff/jobbspesialist/participants/import';

const heading =
  'Navn;E-post;Telefon;Gruppe;Sted;Dato for samtykke;Svare på skjemaene;' +
  'Koble svarene med opplysninger fra NAV;Bli spurt om å være med i nye studier;' +
  'Svarene kan lagres i et arkiv uten navn';

const good = [
  'Bjørn Åsheim;bjorn@post.example;;Kvalifiseringsprogrammet;Harstad;01.02.2018;ja;ja;nei;ja',
  'Ærlend Ødegård;aerlend@post.example;99112233;Jobbspesialist;Tromsø;02.02.2018;ja;nei;nei;nei',
];
const bad = [
  'Siv Lie;siv;123;Kvalifiseringsprogrammet;Tromsø;30.02.2018;nei;kanskje;;ja',
  'Bjørn Hansen;BJORN@post.example;;Jobbspesialist;Oslo;01.02.2018;ja;ja;ja;ja',
  'Kari Nordli;kari.nordli@post.example;;Jobbspesialist;Tromsø;01.02.2018;ja;ja;ja;ja',
];

async function upload(page: Page, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(lines.join('\r\n'), 'latin1');
  await page.getByLabel('CSV-fil').setInputFiles({ name: 'f.csv', mimeType: 'text/csv', buffer });
  await press(page, 'Se gjennom fila');
}

export const importPages: readonly PageVisit[] = [
  { name: 'import', open: (page) => page.goto(importPath) },
  {
    name: 'import, another heading',
    alike: true,
    open: (page) => upload(page, ['Navn;Navn;Bosted', 'Siv Lie;;']),
  },
  { name: 'import, faulty lines', open: (page) => upload(page, [heading, ...good, ...bad]) },
  { name: 'import, all good', open: (page) => upload(page, [heading, ...good]) },
  { name: 'imported', open: (page) => press(page, 'Registrer 2 personer') },
];
