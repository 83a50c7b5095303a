/** The whole demo study, and one person and their staff who go through everything, with secrets at every step. */

import { makeAccounts } from '../../server/demo/accounts.ts';
import { makePlan } from '../../server/demo/plan.ts';
import { demoNow, demoSeed, demoStudy } from '../../server/demo/run.ts';
import { seed } from '../../server/demo/seed.ts';
import { newCode } from '../../server/participant-code.ts';
import { newToken } from '../../server/security/token.ts';
import { answerOnWeb } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { pdf, sendFile } from '../support/files.ts';
import { file, line } from '../support/import-files.ts';
import { inputValue, open, type Staff, send } from '../support/staff.ts';
import { visitor } from '../support/visitor.ts';
import type { Planted } from './planted-secrets.ts';

export interface Walk {
  readonly planted: readonly Planted[];
  readonly folder: string;
  readonly log: readonly string[];
  readonly exports: Readonly<Record<string, Buffer>>;
  close(): Promise<void>;
}

/** Ingebjørg Kvalsvik, and what she is asked for. */
const person = {
  name: 'Ingebjørg Kvalsvik',
  email: 'ingebjorg@kvalsvik.example',
  phone: '91 82 73 64',
  address: 'Kaiveien 17, 9480 Harstad',
} as const;
const later = { name: 'Ingebjørg Kvalsvik-Tranøy', email: 'tranoy@kvalsvik.example' } as const;
const imported = { name: 'Hallvard Skrolsvik', email: 'hallvard@skrolsvik.example' } as const;
const note = 'Flyttet hjem til søsteren på Skrolsvika';
const number = '01017012345';
const scanned = 'underskrevet av Ingebjørg i Kaiveien';

const people = '/staff/jobbspesialist/participants';

export async function walkTheHouse(): Promise<Walk> {
  const t = await testApp({ now: '2017-05-29T07:00:00Z' });
  await demoStudyIn(t);
  t.setTime(demoNow.toInstant().toString());
  const coordinator = await t.signedIn('coordinator');
  // A form token opens nothing without the cookie it belongs to, and is not looked for.
  const tokens = [coordinator.cookie.replace('session=', '')];
  const code = await registered(t, coordinator);
  tokens.push(...(await answersWithNumbers(t, coordinator, code)));
  tokens.push(...(await handled(t, coordinator, code)));
  const exports = await downloads(t);
  const mails = t.mails.flatMap(({ to, text }) => [to, ...linkTokens(text)]);
  const words = [...Object.values(person), ...Object.values(later), ...Object.values(imported)];
  return {
    planted: [...words, note, number, scanned, ...tokens, ...new Set(mails)].map((secret, i) => ({
      what: `secret ${i}`,
      secret,
    })),
    folder: t.folder,
    log: t.log,
    exports,
    close: () => t.close(),
  };
}

const linkTokens = (text: string) => text.match(/\b[a-z0-9]{26}\b/g) ?? [];

/** Everything that `npm run demo` lets happen before somebody opens it. */
async function demoStudyIn(t: TestApp): Promise<void> {
  const { services } = t;
  const study = services.definitions.study(demoStudy);
  if (!study) throw new Error('the study is missing');
  const clock = {
    now: () => services.clock.now(),
    advanceTo: (to: Temporal.Instant) => {
      if (Temporal.Instant.compare(to, services.clock.now()) > 0) t.setTime(to.toString());
    },
    run: () => {},
  };
  const mails = {
    get caught() {
      return [{ source: t.mails.at(-1)?.text ?? '' }];
    },
  };
  const staff = await makeAccounts(services);
  const stop = new AbortController().signal;
  await seed({ services, clock, study, mails, staff, stop }, makePlan(study, demoNow, demoSeed));
}

async function registered(t: TestApp, coordinator: Staff): Promise<string> {
  const code = newCode();
  const form = {
    ...{ _code: code, _role: 'candidate', ...person, channel: 'web', language: 'nb' },
    ...{ inclusion_date: '01.04.2019', arm: 'kvp', site: 'harstad', consent_date: '01.04.2019' },
    ...{ consent_version: '1', consent_channel: 'paper', ask_survey: 'yes' },
  };
  await send(t, coordinator, people, { ...form, name: `${person.name} ${number}` });
  await expectDone(send(t, coordinator, people, form));
  await send(t, coordinator, `${people}/${code}/invitations`, { wave: '1' });
  const upload = file([line({ Navn: imported.name, 'E-post': imported.email, Telefon: number })]);
  const import_ = `${people}/import`;
  const role = { _role: 'candidate' };
  await sendFile(t, coordinator, import_, { name: `${imported.name}.csv`, body: upload }, role);
  const good = file([line({ Navn: imported.name, 'E-post': imported.email })]);
  const preview = await sendFile(t, coordinator, import_, { name: 'a.csv', body: good }, role);
  const draft = preview.body.match(/participants\/import\/[\w-]+/)?.[0] ?? '';
  await expectDone(send(t, coordinator, `/staff/jobbspesialist/${draft}`));
  return code;
}

/** Junk and identity numbers in answers, then the answers; gives the cookie of the visit. */
async function answersWithNumbers(t: TestApp, coordinator: Staff, code: string) {
  const browser = visitor(t);
  const link = t.mails.at(-1)?.text.match(/\/s\/[a-z0-9]+/)?.[0] ?? '';
  await browser.start(link);
  const secrets = [browser.cookie.replace('visit=', '')];
  await browser.next({ age: number, gender: number });
  await browser.send('/answers/pages/age', { [person.name]: person.address });
  await browser.get(`/s/${person.email}`);
  await answerOnWeb(t, code, 1, { jm02: '2', jm40: '7' });
  await send(t, coordinator, '/staff/paper-entries', { code: person.name, wave: number });
  return secrets;
}

/** What a coordinator does, and a participant asks for. */
async function handled(t: TestApp, coordinator: Staff, code: string): Promise<string[]> {
  const path = `${people}/${code}`;
  for (const query of [person.name, person.email, person.phone, number])
    await send(t, coordinator, '/staff/searches', { query });
  await expectDone(send(t, coordinator, `${path}/notes`, { note, _nonce: newToken() }));
  const details = await open(t, coordinator, `${path}/details`);
  const changed = { ...person, ...later, _based: inputValue(details, '_based') };
  await expectDone(send(t, coordinator, `${path}/details`, changed));
  const consents = (await open(t, coordinator, `${path}/consents`)).body;
  const scans = consents.match(/\/staff\/[^"]*\/scans/)?.[0] ?? '';
  const body = Buffer.concat([pdf(), Buffer.from(`%${scanned}\n%%EOF\n`)]);
  await sendFile(t, coordinator, scans, { name: `${person.name}.pdf`, body });
  const copies = `${path}/data-copies`;
  const page = await open(t, coordinator, copies);
  const asked = { check: 'document', checked: 'yes', _delivery: 'letter' };
  const letter = await send(t, coordinator, copies, {
    ...asked,
    _nonce: inputValue(page, '_nonce'),
  });
  const copy = letter.body.match(/\/d\/([a-z0-9]{26})/)?.[1] ?? '';
  await t.app.inject({ method: 'POST', url: `/d/${copy}` });
  for (const email of [later.email, person.email, number])
    await send(t, null, '/lost-link', { email });
  await send(t, null, '/sessions', { email: person.email, password: person.address });
  const step = await send(t, coordinator, `${path}/withdrawal`, { from: '', receipt: 'yes' });
  await send(t, coordinator, `${path}/withdrawal`, { from: number, receipt: person.name });
  if (copy === '' || step.statusCode >= 500) throw new Error('the walk did not get all the way');
  return [copy];
}

async function downloads(t: TestApp): Promise<Record<string, Buffer>> {
  const researcher = await t.signedIn('researcher');
  const admin = await t.signedIn('admin');
  const files: Record<string, Buffer> = {};
  for (const name of ['wide.csv', 'long.csv', 'codebook.csv'])
    files[name] = (
      await open(t, researcher, `/research/jobbspesialist/exports/${name}`)
    ).rawPayload;
  files['events.csv'] = (await open(t, admin, '/admin/events.csv')).rawPayload;
  return files;
}

async function expectDone(reply: ReturnType<typeof send>): Promise<void> {
  const { statusCode } = await reply;
  if (statusCode !== 303) throw new Error(`a step of the walk answered ${statusCode}`);
}
