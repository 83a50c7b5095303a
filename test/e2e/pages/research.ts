/** Every page that a researcher meets: the study with answers in it, and a key for scripts. */

import { answerOnWeb } from '../../support/answering.ts';
import { follow } from '../../support/browser.ts';
import { register } from '../../support/participants.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './sign-in.ts';

export const researchPages: readonly PageVisit[] = [
  {
    name: 'study with answers',
    async open(page, study) {
      for (const [name, ability] of [
        ['Kari Nordli', '7'],
        ['Ola Lund', '4'],
      ] as const)
        await answerOnWeb(study, await register(study, { name }), 1, { jm02: '2', jm40: ability });
      await signIn(page, study, 'researcher');
      await page.goto('/research/jobbspesialist');
    },
  },
  { name: 'study in English', open: (page) => page.goto('/research/jobbspesialist?lang=en') },
  {
    name: 'codebook as it is kept',
    async open(page) {
      const file = await page.request.get('/research/jobbspesialist/exports/codebook.html');
      await page.goto('about:blank');
      await page.setContent(await file.text());
    },
  },
  {
    name: 'results of the plan',
    open: (page) => page.goto('/research/jobbspesialist/results'),
  },
  {
    name: 'data cuts: a plan that is not frozen',
    open: (page) => page.goto('/research/jobbspesialist/cuts'),
  },
  {
    name: 'data cuts: none yet',
    open: (page) => follow(page.getByRole('button', { name: 'Frys planen' })),
  },
  {
    name: 'data cuts: a form with a fault',
    async open(page) {
      await page.getByLabel('Slik studien var denne dagen').fill('31.12.2099');
      await follow(page.getByRole('button', { name: 'Lås uttrekket' }));
    },
  },
  {
    name: 'data cuts',
    async open(page) {
      await page.goto('/research/jobbspesialist/cuts');
      await follow(page.getByRole('button', { name: 'Lås uttrekket' }));
    },
  },
  {
    name: 'results of a data cut',
    open: (page) => page.goto('/research/jobbspesialist/results'),
  },
  {
    name: 'publishable tables',
    open: (page) => page.goto('/research/jobbspesialist/publishable'),
  },
  {
    name: 'web and paper',
    open: (page) => page.goto('/research/jobbspesialist/channels'),
  },
  {
    name: 'pictures',
    open: (page) => page.goto('/research/jobbspesialist/pictures'),
  },
  {
    name: 'sample size of the study',
    open: (page) => page.goto('/research/jobbspesialist/sample-size'),
  },
  {
    name: 'calculator of power',
    async open(page) {
      await follow(page.getByRole('link', { name: 'Åpne i kalkulatoren' }));
      await page.getByText('Vis koden').click();
    },
  },
  {
    name: 'calculator with problems',
    async open(page) {
      await page.getByLabel('Hva skal testes?').selectOption('independentT');
      await page.getByLabel('Styrke', { exact: true }).fill('1,2');
      await follow(page.getByRole('button', { name: 'Regn ut' }));
    },
  },
  {
    name: 'attrition',
    open: (page) => page.goto('/research/jobbspesialist/attrition'),
  },
  {
    name: 'quality of the answers',
    open: (page) => page.goto('/research/jobbspesialist/data-quality'),
  },
  {
    name: 'one response',
    async open(page) {
      await page.getByText('Vis svarene').first().click();
      await follow(page.locator('details[open] a').first());
    },
  },
  {
    name: 'no keys for scripts',
    async open(page) {
      await page.goto('/research/jobbspesialist');
      await follow(page.getByRole('link', { name: 'Nøklene dine' }));
    },
  },
  {
    name: 'key for scripts without a name',
    open: (page) => follow(page.getByRole('button', { name: 'Lag nøkkel' })),
  },
  {
    name: 'new key for scripts',
    async open(page) {
      await page.getByLabel('Navn').fill('R på kontoret');
      await follow(page.getByRole('button', { name: 'Lag nøkkel' }));
    },
  },
  {
    name: 'a key for scripts',
    open: (page) => follow(page.getByRole('link', { name: 'Nøklene dine' })),
  },
  {
    name: 'calendar of a researcher',
    alike: true,
    async open(page) {
      await page.goto('/research/jobbspesialist');
      await follow(page.getByRole('link', { name: 'Få datoene i kalenderen' }));
    },
  },
  { name: 'study that does not exist', open: (page) => page.goto('/research/nothing') },
];
