/** Every page about paper forms: envelopes that come, keying them, and what coordinators decide. */

import type { Page } from 'playwright-core';
import { participationOf } from '../../../server/collection/participation.ts';
import { correctionsOf } from '../../../server/db/code-corrections.ts';
import { paperFormById } from '../../../server/db/paper-forms.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import { standingOf } from '../../../server/enrolment/merge-plan.ts';
import { mergeParticipants } from '../../../server/enrolment/merging.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { decideCode, proposeCode } from '../../../server/paper/code-correction.ts';
import { finishKeying } from '../../../server/paper/keying.ts';
import type { Fields } from '../../../surveys/answers.ts';
import { answerOnWeb } from '../../support/answering.ts';
import type { TestApp } from '../../support/app.ts';
import { follow } from '../../support/browser.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import type { PageVisit } from './participant.ts';
import { signIn } from './sign-in.ts';

const press = (page: Page, name: string) =>
  follow(page.getByRole('button', { name, exact: true }).first());

const desk = '/staff/paper-entries';
let code = '';

async function envelope(page: Page, typed: string): Promise<void> {
  await page.goto(desk);
  await page.getByLabel('Kode').fill(typed);
  await page.getByLabel('Målepunkt', { exact: true }).fill('1');
}

async function keys(page: Page, names: string): Promise<void> {
  for (const name of names.split(' ')) await page.keyboard.press(name);
}

/** A form that two people are to key; its code is drawn until it is one of those. */
async function keyedTwice(study: TestApp, readings: readonly Fields[]): Promise<string> {
  for (;;) {
    const whose = await register(study, { channel: 'paper', email: null });
    const form = await logged(study, whose, 1, '2018-03-01');
    if (form.keyings !== 2) continue;
    for (const [index, fields] of readings.entries()) {
      const keying = { form: form.id, keyer: `keyer-${index}`, fields, writtenOn: null };
      await finishKeying(study.services, keying);
    }
    return `/staff/paper-forms/${form.id}`;
  }
}

export const paperPages: readonly PageVisit[] = [
  {
    name: 'paper form with a code that was merged',
    async open(page, study) {
      const { services } = study;
      const [goesOn, goesAway] = [await register(study), await register(study)];
      const rows = [];
      for (const one of [goesOn, goesAway]) {
        const row = await participantByCode(services.db.study, one);
        if (row) rows.push(row);
      }
      const definition = services.definitions.study('jobbspesialist');
      if (!definition) throw new Error('the study is missing');
      await mergeParticipants(services, {
        ...{ goesOn, goesAway, study: definition, choices: new Map(), actor: 'system' },
        ...{ seen: standingOf(rows, []), nonce: 'n'.repeat(26) },
      });
      await signIn(page, study, 'coordinator');
      await envelope(page, goesAway);
      await press(page, 'Tast skjemaet');
    },
  },
  {
    name: 'paper forms',
    async open(page, study) {
      code = await register(study, { channel: 'paper', email: null });
      await signIn(page, study, 'keyer');
    },
  },
  {
    name: 'paper forms, unknown code',
    alike: true,
    async open(page) {
      await envelope(page, 'XXXXXXX');
      await press(page, 'Tast skjemaet');
    },
  },
  {
    name: 'an envelope, registered',
    async open(page) {
      await envelope(page, code);
      await press(page, 'Bare registrer');
    },
  },
  {
    name: 'an envelope, registered before',
    alike: true,
    async open(page) {
      await envelope(page, code);
      await press(page, 'Bare registrer');
    },
  },
  {
    name: 'keying screen',
    open: (page) => page.goto(desk).then(() => follow(page.getByRole('link', { name: code }))),
  },
  {
    name: 'keying screen, a number that cannot be',
    open: (page) => keys(page, 'Enter 1 9'),
  },
  {
    name: 'keying screen, to be left empty',
    open: (page) => keys(page, 'Backspace 3 4 2'),
  },
  {
    name: 'keying screen, a wrong branch',
    open: (page) => keys(page, '1 5'),
  },
  {
    name: 'keying screen, at the end',
    open: (page) => keys(page, 'Enter * / / / /'),
  },
  {
    name: 'keying screen, with problems',
    async open(page) {
      await page.locator('#written-on').fill('31.12.2030');
      await page.locator('#age').fill('abc');
      // As a browser does it that has no script to stop it.
      const there = page.waitForEvent('load');
      await page.locator('form.keying').evaluate((form: HTMLFormElement) => form.submit());
      await there;
    },
  },
  {
    name: 'keyed',
    async open(page) {
      await page.locator('#written-on').fill('');
      await page.locator('#age').fill('34');
      await press(page, 'Lagre skjemaet');
    },
  },
  {
    name: 'keyed, put right',
    async open(page) {
      await follow(page.getByRole('link', { name: 'Rett skjemaet' }));
      await page.locator('#age').fill('43');
    },
  },
  { name: 'keyed once more', open: (page) => press(page, 'Lagre skjemaet') },
  {
    name: 'unclear form, handed on',
    alike: true,
    open: (page) => press(page, 'Noe var uklart på papiret'),
  },
  {
    name: 'keyed before',
    alike: true,
    open: (page, study) => openForm(page, study, code, '/staff/paper-entries'),
  },
  {
    name: 'a form that two have read differently',
    async open(page, study) {
      await signIn(page, study, 'coordinator');
      const right = { age: '34', jm06: ['1', '3'], jm12: '3', jm40: '7' };
      const wrong = { age: '43', jm06: ['1', '2'], jm12: '4', jm40: '-5' };
      await page.goto(await keyedTwice(study, [right, wrong]));
    },
  },
  {
    name: 'a form that two have read differently, not decided',
    open: (page) => press(page, 'Lagre valgene'),
  },
  { name: 'the desk of a coordinator', open: (page) => page.goto(desk) },
  {
    name: 'a form beside an answer from the web',
    async open(page, study) {
      const whose = await register(study);
      await answerOnWeb(study, whose, 1, { jm02: '1', jm08: '2', jm40: '7' });
      const form = await logged(study, whose, 1, '2018-03-01');
      for (const keyer of ['anne', 'bo'].slice(0, form.keyings))
        await finishKeying(study.services, {
          ...{ form: form.id, keyer, writtenOn: null },
          fields: { jm02: '1', jm08: '3', jm40: '6' },
        });
      await page.goto(`/staff/paper-forms/${form.id}`);
    },
  },
  { name: 'a form that was chosen', open: (page) => press(page, 'Dette skjemaet skal gjelde') },
  {
    name: 'a form from somebody else, proposed',
    async open(page, study) {
      const right = await register(study);
      await page.locator('summary', { hasText: 'fra en annen person' }).click();
      await page.getByLabel('Riktig kode').fill(right);
      await page.getByLabel('Målepunkt', { exact: true }).fill('1');
      await press(page, 'Foreslå');
    },
  },
  {
    name: 'a form that nobody has keyed',
    async open(page, study) {
      const whose = await register(study, { channel: 'paper', email: null });
      await page.goto(`/staff/paper-forms/${(await logged(study, whose, 1, '2018-03-01')).id}`);
      await page.locator('summary', { hasText: 'ved en feil' }).click();
    },
  },
  {
    name: 'a form that can count now',
    open: async (page, study) =>
      void (await page.goto(`/staff/paper-forms/${await settledWhileAway(study)}`)),
  },
];

/** Moved to somebody who was out of the study just then, and is back. */
async function settledWhileAway({ services }: TestApp): Promise<string> {
  const [from, to] = [await register({ services }), await register({ services })];
  const { id, keyings } = await logged({ services }, from, 1, '2018-03-01');
  for (const keyer of ['anne', 'bo'].slice(0, keyings))
    await finishKeying(services, { form: id, keyer, fields: { jm40: '6' }, writtenOn: null });
  const out = { code: to, state: 'ineligible', fromOn: '2018-03-01', actor: 'system' } as const;
  await changeState(services, out);
  const form = await paperFormById(services.db.study, id);
  const there = await participationOf(services, to, 1);
  if (form && there) await proposeCode(services, form, there, 'anne');
  const [correction] = await correctionsOf(services.db.study, id);
  if (correction) await decideCode(services, correction, 'confirmed', 'bo');
  await changeState(services, { ...out, state: 'enrolled' });
  return id;
}

async function openForm(page: Page, { services }: TestApp, whose: string, path: string) {
  const form = await services.db.study
    .selectFrom('paper_form')
    .select('id')
    .where('code', '=', whose)
    .executeTakeFirstOrThrow();
  await page.goto(`${path}/${form.id}`);
}
