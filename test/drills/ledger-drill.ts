/**
 * People over 19 months, morning by morning: what leaves is held against what an independent table says,
 * message by message. All 500 of them: `npm run ledger-drill`
 */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { participationOf } from '../../server/collection/participation.ts';
import { currentAnswering, startVisit } from '../../server/collection/visit.ts';
import { submitAnswers } from '../../server/collection/web-submission.ts';
import { dispatch } from '../../server/contact/dispatch.ts';
import { markPosted, markPrinted } from '../../server/contact/letter-batch.ts';
import { latestBatches, lettersIn } from '../../server/db/letter-batches.ts';
import { markMailbox, personByCode } from '../../server/db/people.ts';
import { changeDetails, detailsBasis } from '../../server/enrolment/details-change.ts';
import { basisOf, changeFacts } from '../../server/enrolment/participant-change.ts';
import { openPerson } from '../../server/enrolment/person.ts';
import { changeState } from '../../server/enrolment/state-change.ts';
import { keyOnPaper, stopOnWeb } from '../support/answering.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { register } from '../support/participants.ts';
import { surveysWith } from '../support/surveys.ts';

type Row = Readonly<Record<string, string>>;

function table(name: string): Row[] {
  const file = new URL(`../fixtures/ledger/${name}.csv`, import.meta.url);
  return parse(readFileSync(file, 'utf8'), { columns: true });
}

const standstill = table('standstill');

/** Both changes of the clock twice, and a 29 February, lie in between. */
const first = '2027-09-15';
const last = '2029-05-15';
const zone = 'Europe/Oslo';

export interface Walked {
  readonly people: number;
  /** A line for each message: its day, whose it is, the wave, its kind and its ordinal. */
  readonly sent: readonly string[];
  readonly expected: readonly string[];
}

/** One in `every` of the people; nobody's messages depend on anybody else. */
export async function walkLedger(every: number): Promise<Walked> {
  const people = table('people').filter((_, n) => n % every === 0);
  const isOfThem = ({ person }: Row) => people.some((one) => one.person === person);
  const happenings = Map.groupBy(table('happenings').filter(isOfThem), ({ date }) => date);
  const registrations = Map.groupBy(people, ({ registered_on }) => registered_on);
  const t = await testApp({ now: `${first}T05:00:00Z`, surveys: surveysWith(asFastAsItGoes) });
  const codes = new Map<string, string>();
  const left: string[] = [];
  const days = Temporal.PlainDate.from(first).until(last).days;
  for (let n = 0; n <= days; n += 1) {
    const date = Temporal.PlainDate.from(first).add({ days: n });
    const day = date.toString();
    const at = (time: string) =>
      t.setTime(date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString());
    if (!standstill.some((span) => (span.first ?? '') <= day && day <= (span.last ?? ''))) {
      at('09:00');
      left.push(...(await morning(t, day)));
    }
    at('12:00');
    for (const person of registrations.get(day) ?? [])
      codes.set(person.person ?? '', await enrol(t, person));
    for (const { person = '', what = '', wave } of happenings.get(day) ?? [])
      await happen(t, codes.get(person) ?? '', what, Number(wave), day);
  }
  const names = new Map([...codes].map(([person, code]) => [code, person]));
  const sent = left.map((line) => line.replace(/\w{7}(?= \d )/, (code) => names.get(code) ?? code));
  await t.close();
  const expected = table('ledger')
    .filter(isOfThem)
    .map((row) => [row.date, row.person, row.wave, row.kind, row.ordinal].join(' '));
  return { people: people.length, sent: sent.toSorted(), expected: expected.toSorted() };
}

const asFastAsItGoes = { 'per_minute: 60': 'per_minute: 100000' };

/** Dispatches, posts the day's letters, and gives a line for each message that left, with the code. */
async function morning(t: TestApp, day: string): Promise<string[]> {
  const before = t.mails.length;
  await dispatch(t.services);
  const { registry } = t.services.db;
  const study = t.services.definitions.study('jobbspesialist');
  if (!study) throw new Error('the study is missing');
  const lines: string[] = [];
  for (const batch of await latestBatches(registry, study.study, null, 2)) {
    if (batch.posted_at !== null) continue;
    await markPrinted(t.services, batch, 'staff');
    const printed = { ...batch, printed_at: day };
    const posted = await markPosted(t.services, study, printed, 'staff');
    if (posted !== 'posted') throw new Error(`the letters of ${day} are ${posted}`);
    for (const { code, wave, ordinal, status } of await lettersIn(registry, batch.id))
      if (status === 'sent') lines.push(`${day} ${code} ${wave} letter ${ordinal}`);
  }
  // What the mail server took is known again by its Message-ID; that nothing came twice is seen from the counts.
  for (const { messageId } of t.mails.slice(before)) {
    const row = await registry
      .selectFrom('outbox')
      .selectAll()
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
    lines.push(`${day} ${row.code} ${row.wave} ${row.kind} ${row.ordinal}`);
  }
  return lines;
}

function enrol(t: TestApp, { person, inclusion_date, language, channel }: Row): Promise<string> {
  return register(t, {
    name: `Person ${person}`,
    email: `${person}@post.example`,
    phone: null,
    inclusionDate: inclusion_date ?? '',
    language: language ?? '',
    channel: channel === 'paper' ? 'paper' : 'web',
  });
}

let addresses = 0;

async function happen(t: TestApp, code: string, what: string, wave: number, day: string) {
  const { services } = t;
  const state = (to: 'enrolled' | 'paused' | 'withdrawn' | 'dead') =>
    changeState(services, { code, state: to, fromOn: day, actor: 'staff' });
  const fact = async (kind: 'channel' | 'mail', value: string) => {
    const participation = await participationOf(services, code, 1);
    if (!participation) throw new Error('nobody has that code');
    const basis = basisOf(participation.participant, [kind]);
    const change = { code, values: { [kind]: value }, fromOn: day, basis, actor: 'staff' };
    const changed = await changeFacts(services, change);
    if (changed !== 'changed') throw new Error(`${kind} of ${day} is ${changed}`);
  };
  const happens: Readonly<Record<string, () => Promise<unknown>>> = {
    begin: () => stopOnWeb(t, code, wave),
    'submit-web': () => submit(t, code, wave),
    'submit-paper': () =>
      keyOnPaper(t, code, wave, { answers: {}, writtenOn: null, receivedOn: day }),
    pause: () => state('paused'),
    unpause: () => state('enrolled'),
    withdraw: () => state('withdrawn'),
    die: () => state('dead'),
    bounce: () => bounce(t, code),
    'new-address': () => move(t, code),
    'stop-mail': () => fact('mail', 'stopped'),
    'switch-to-paper': () => fact('channel', 'paper'),
    'switch-to-web': () => fact('channel', 'web'),
  };
  const happened = happens[what];
  if (!happened) throw new Error(`nobody knows what ${what} is`);
  await happened();
}

/** Everything left blank: the pages are not what this is about. */
async function submit({ services }: TestApp, code: string, wave: number): Promise<void> {
  const participation = await participationOf(services, code, wave);
  if (!participation) throw new Error('no such participation');
  const cookie = await startVisit(services, participation, 'nb');
  const answering = await currentAnswering(services, cookie);
  if (!answering || !('visit' in answering)) throw new Error('the visit is over');
  await submitAnswers(services, answering);
}

async function bounce({ services: { db, clock } }: TestApp, code: string): Promise<void> {
  const person = await personByCode(db.registry, code);
  if (!person) throw new Error('nobody has that code');
  const email_failed_at = clock.now().toString();
  await db.registry
    .transaction()
    .execute((trx) => markMailbox(trx, { ...person, email_failed_at }));
}

async function move({ services }: TestApp, code: string): Promise<void> {
  const person = await personByCode(services.db.registry, code);
  if (!person) throw new Error('nobody has that code');
  addresses += 1;
  const details = { ...openPerson(services.sealer, person), email: `new${addresses}@post.example` };
  const change = { code, details, basis: detailsBasis(person), actor: 'staff' };
  const { outcome } = await changeDetails(services, change);
  if (outcome !== 'changed') throw new Error(`the address is ${outcome}`);
}

if (import.meta.main) {
  const { people, sent, expected } = await walkLedger(1);
  const surplus = (some: readonly string[], others: readonly string[]) =>
    some.filter((line) => !others.includes(line));
  const faults = [
    ...surplus(sent, expected).map((line) => `not in the ledger: ${line}`),
    ...surplus(expected, sent).map((line) => `did not leave: ${line}`),
    ...(sent.length === expected.length ? [] : ['not as many messages as in the ledger']),
  ];
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${people} people, ${sent.length} messages, ${faults.length} faults\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
