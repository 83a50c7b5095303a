/** Every page a participant can meet, and how a person gets there. */

import type { Page } from 'playwright-core';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { makeDataCopy } from '../../../server/rights/data-copy.ts';
import { newToken } from '../../../server/security/token.ts';
import type { TestApp } from '../../support/app.ts';
import { follow } from '../../support/browser.ts';
import { invite, register } from '../../support/participants.ts';
import { visitor } from '../../support/visitor.ts';

/** What the "every page" test looks at: a name to find it by, and the way to it. */
export interface PageVisit {
  readonly name: string;
  /** Built like another page of the list, and looked at less closely where there is room. */
  readonly alike?: boolean;
  open(page: Page, study: TestApp): Promise<unknown>;
}

const next = (page: Page) => follow(page.locator('button[value=next]'));

async function start(page: Page, study: TestApp): Promise<string> {
  const link = await invite(study, await register(study, { name: 'Hilde Myhre' }));
  await page.goto(link);
  await follow(page.getByRole('button', { name: 'Start' }));
  return link;
}

const question = (name: string): PageVisit => ({
  name: `question page ${name}`,
  alike: true,
  open: (page) => page.goto(`/answers/pages/${name}`),
});

/** The pages of one visit, in the order in which they follow from each other. */
export const participantPages: readonly PageVisit[] = [
  {
    name: 'welcome',
    async open(page, study) {
      await page.goto(await invite(study, await register(study, { name: 'Hilde Myhre' })));
    },
  },
  {
    name: 'welcome in English',
    open: (page) => follow(page.getByRole('link', { name: 'English' })),
  },
  { name: 'question page gender', open: start },
  question('age'),
  question('work'),
  {
    name: 'question page hours, in work',
    async open(page) {
      await page.getByLabel('Ja', { exact: true }).check();
      await next(page);
    },
  },
  {
    name: 'question page part-time',
    async open(page) {
      await page.getByLabel('Deltid').check();
      await next(page);
    },
  },
  ...['benefits', 'time-to-work', 'concentration-memory', 'help-at-work'].map(question),
  ...['being-heard', 'staying-in-work', 'confidence-in-work', 'ideal-job'].map(question),
  ...['statements', 'statements-more', 'work-ability', 'assistance'].map(question),
  {
    name: 'refused answers',
    async open(page) {
      await page.goto('/answers/pages/age');
      await page.getByLabel('Hvor gammel er du?').fill('hundre og to');
      await next(page);
    },
  },
  {
    name: 'a page that was changed elsewhere',
    async open(page, study) {
      await page.goto('/answers/pages/age');
      const elsewhere = visitor(study);
      const [cookie] = await page.context().cookies();
      elsewhere.cookie = `visit=${cookie?.value}`;
      await elsewhere.get('/answers/pages/age');
      await elsewhere.next({ age: '44' });
      await page.getByLabel('Hvor gammel er du?').fill('45');
      await next(page);
    },
  },
  { name: 'summary with open questions', open: (page) => page.goto('/answers/summary') },
  {
    name: 'summary with a branch left out',
    async open(page) {
      await page.goto('/answers/pages/work');
      await page.getByLabel('Nei', { exact: true }).check();
      await next(page);
      await page.goto('/answers/summary');
    },
  },
  question('returning-to-work'),
  question('confidence-if-in-work'),
  {
    name: 'hidden answers on another device',
    async open(page, study) {
      const link = await start(page, study);
      await next(page);
      await page.context().clearCookies();
      await page.goto(link);
      await follow(page.getByRole('button', { name: 'Start' }));
      await page.goto('/answers/pages/gender');
    },
  },
  {
    name: 'thanks',
    async open(page) {
      await page.goto('/answers/summary');
      await follow(page.getByRole('button', { name: 'Send inn' }));
    },
  },
  { name: 'visit over', open: (page) => page.goto('/answers/summary') },
  { name: 'unknown link', open: (page) => page.goto('/s/unknown') },
  { name: 'no such page', open: (page) => page.goto('/nowhere') },
  {
    name: 'closed link, with whom to call',
    async open(page, study) {
      const code = await register(study, { name: 'Hilde Myhre' });
      const link = await invite(study, code);
      await withdrawParticipant(study.services, code, 'system');
      await page.goto(link);
    },
  },
  ...rightsPages(),
  ...fidelityPages(),
];

/** What somebody can ask for, and what they are told. */
function rightsPages(): PageVisit[] {
  return [
    { name: 'lost link', open: (page) => page.goto('/lost-link') },
    {
      name: 'lost link, no address',
      alike: true,
      async open(page) {
        await page.getByLabel('E-post').fill('hilde');
        await follow(page.getByRole('button', { name: 'Send ny lenke' }));
      },
    },
    {
      name: 'lost link, asked for',
      async open(page) {
        await page.getByLabel('E-post').fill('hilde.myhre@post.example');
        await follow(page.getByRole('button', { name: 'Send ny lenke' }));
      },
    },
    {
      name: 'privacy',
      async open(page) {
        await follow(page.getByRole('link', { name: 'Personvern' }));
        await page.waitForURL('**/privacy/jobbspesialist**');
      },
    },
    {
      name: 'privacy in English',
      alike: true,
      open: (page) => follow(page.getByRole('link', { name: 'English' })),
    },
    { name: 'accessibility', open: (page) => page.goto('/accessibility') },
    {
      name: 'copy of data',
      async open(page, study) {
        const code = await register(study, { name: 'Hilde Myhre' });
        const made = await makeDataCopy(study.services, {
          ...{ code, nonce: newToken(), check: 'document', delivery: 'letter', actor: 'system' },
        });
        await page.goto(`/d/${made?.token}`);
      },
    },
    { name: 'copy of data, link over', open: (page) => page.goto('/d/nothing') },
  ];
}

/** The job specialists' form has the longest texts and the most to tick. */
function fidelityPages(): PageVisit[] {
  return [
    {
      name: 'question page caseload, for job specialists',
      async open(page, study) {
        study.setTime('2017-08-25T09:00:00Z');
        const code = await register(study, {
          ...{ role: 'job-specialist', arm: null, site: null, team: 'team-1' },
          ...{ name: 'Siv Aune', inclusionDate: '2017-08-21' },
        });
        await page.goto(await invite(study, code));
        await follow(page.getByRole('button', { name: 'Start' }));
      },
    },
    ...['tasks', 'adviser-contact', 'team', 'competitive-work', 'management-support'].map(question),
    ...['assessment', 'employer-contact', 'in-job-meetings', 'outreach'].map(question),
  ];
}
