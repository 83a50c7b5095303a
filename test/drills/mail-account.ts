/** Compares what a mail server has stored with what the stores say, person by person: what is lost, doubled or left undone. */

import { simpleParser } from 'mailparser';
import { buildApp } from '../../server/app.ts';
import { linkByHash } from '../../server/db/links.ts';
import type { RegistryTables } from '../../server/db/registry-tables.ts';
import type { StudyTables } from '../../server/db/study-tables.ts';
import { tokenHash } from '../../server/security/token.ts';
import type { Services } from '../../server/services.ts';
import type { StoredMail } from './hostile-mail-server.ts';
import { type Addressee, isThere } from './mail-people.ts';

export interface MailAccount {
  /** People whose message was stored once. */
  readonly once: number;
  /** People whose message was stored more than once. */
  readonly doubled: number;
  /** Copies that were followed by another: the server hung up after it had stored them. */
  readonly hungUp: number;
  /** The same, as the dispatcher was killed before it had written down that they were taken. */
  readonly killed: number;
  readonly refused: number;
  readonly lost: number;
  /** Messages that are neither sent nor refused for good. */
  readonly unfinished: number;
  readonly linksOpened: number;
  /** Everything that is not as it should be, lost and unfinished ones too; empty when all is well. */
  readonly faults: readonly string[];
}

interface Handed {
  readonly people: readonly Addressee[];
  readonly stored: readonly StoredMail[];
  /** The runs of the dispatcher that were killed. */
  readonly killedRuns: ReadonlySet<number>;
}

/** What both stores hold of one person. */
interface Held {
  readonly outbox: readonly RegistryTables['outbox'][];
  readonly failedAt: string | null;
  readonly events: readonly string[];
  readonly tasks: readonly StudyTables['task'][];
  readonly links: readonly StudyTables['link'][];
}

export async function mailAccount(services: Services, handed: Handed): Promise<MailAccount> {
  const { people, stored, killedRuns } = handed;
  const copiesTo = Map.groupBy(stored, ({ to }) => to);
  const heldOf = await everythingHeld(services);
  // The dispatcher sends one at a time: of what a run handed over, only the last can have had no outcome.
  const lastOfRun = new Map(stored.map((mail) => [mail.run, mail]));
  const isCutByKill = (mail: StoredMail) =>
    killedRuns.has(mail.run) && lastOfRun.get(mail.run) === mail;

  const count = { once: 0, doubled: 0, hungUp: 0, killed: 0, refused: 0, lost: 0, unfinished: 0 };
  const faults: string[] = [];
  for (const person of people) {
    const { code, email } = person;
    const copies = copiesTo.get(email) ?? [];
    const held = heldOf(code);
    const wrong = isThere(person) ? wrongOfSent(held, copies) : wrongOfRefused(held, copies);
    if (!isThere(person)) count.refused += isRefused(held) ? 1 : 0;
    else if (copies.length === 0) count.lost += 1;
    else count[copies.length === 1 ? 'once' : 'doubled'] += 1;
    if (!isRefused(held) && held.outbox[0]?.status !== 'sent') count.unfinished += 1;
    for (const copy of copies.slice(0, -1))
      if (copy.cutOff) count.hungUp += 1;
      else if (isCutByKill(copy)) count.killed += 1;
      else wrong.push('was sent again though nothing was cut off');
    faults.push(...wrong.map((fault) => `${code}: ${fault}`));
  }
  const known = new Set(people.map(({ email }) => email));
  for (const { run, to } of stored) if (!known.has(to)) faults.push(`run ${run}: went to nobody`);

  const codes = new Map(people.map(({ code, email }) => [email, code]));
  const doubled = stored.filter(({ to }) => (copiesTo.get(to)?.length ?? 0) > 1);
  const opening = [...spread(stored, linksAsked), ...spread(doubled, linksAsked)];
  const shut = await shutLinks(services, opening, codes);
  return { ...count, linksOpened: opening.length - shut.length, faults: [...faults, ...shut] };
}

/** How many of all messages, and how many of those that came twice, are opened. */
const linksAsked = 200;

function wrongOfSent(
  { outbox, failedAt, events, tasks, links }: Held,
  copies: readonly StoredMail[],
) {
  const [message] = outbox;
  const attempts = events.filter((action) => action !== 'invitation written').length;
  return wrong({
    'was lost': copies.length === 0,
    'has not one message, an invitation': outbox.length !== 1 || message?.kind !== 'invitation',
    'is not noted as sent': message?.status !== 'sent' || message.sent_at === null,
    'came under another Message-ID': copies.some((c) => c.messageId !== message?.message_id),
    'was taken as sent before the server said so': copies.at(-1)?.cutOff === true,
    'has a mailbox that is said not to work': failedAt !== null,
    'has a task': tasks.length > 0,
    'has not one link, noted as sent': links.length !== 1 || links[0]?.sent_at == null,
    'was not logged as sent once': occurrences(events, 'invitation sent') !== 1,
    'was not logged as written once': occurrences(events, 'invitation written') !== 1,
    'was tried more or less often than is logged': message?.attempts !== attempts,
  });
}

function wrongOfRefused({ outbox, failedAt, tasks, links }: Held, copies: readonly StoredMail[]) {
  const [message] = outbox;
  const [task] = tasks;
  return wrong({
    'was stored though it has no address': copies.length > 0,
    'has not one message, an invitation': outbox.length !== 1 || message?.kind !== 'invitation',
    'is not noted as refused': message?.status !== 'failed' || message.failure !== '550',
    'has a mailbox that is said to work': failedAt === null,
    'has not one task, bounced and open':
      tasks.length !== 1 || task?.kind !== 'bounced' || task.done_at !== null,
    'has not one link, noted as refused': links.length !== 1 || links[0]?.failure !== '550',
  });
}

function isRefused({ outbox, failedAt }: Held): boolean {
  return outbox[0]?.status === 'failed' && failedAt !== null;
}

function wrong(faults: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(faults).filter((fault) => faults[fault]);
}

function occurrences(events: readonly string[], action: string): number {
  return events.filter((one) => one === action).length;
}

async function everythingHeld({ db: { registry, study } }: Services) {
  const byCode = <Row extends { readonly code: string | null }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ code }) => code);
  const outbox = byCode(await registry.selectFrom('outbox').selectAll().execute());
  const persons = byCode(
    await registry.selectFrom('person').select(['code', 'email_failed_at']).execute(),
  );
  const events = byCode(
    await registry
      .selectFrom('event')
      .select(['code', 'action'])
      .where('action', 'like', 'invitation %')
      .execute(),
  );
  const tasks = byCode(await study.selectFrom('task').selectAll().execute());
  const links = byCode(await study.selectFrom('link').selectAll().execute());
  return (code: string): Held => ({
    outbox: outbox.get(code) ?? [],
    failedAt: persons.get(code)?.[0]?.email_failed_at ?? null,
    events: (events.get(code) ?? []).map(({ action }) => action),
    tasks: tasks.get(code) ?? [],
    links: links.get(code) ?? [],
  });
}

/** So many, from the first to the last. */
function spread(mails: readonly StoredMail[], count: number): StoredMail[] {
  const step = Math.max(1, mails.length / count);
  const chosen = Array.from({ length: Math.min(count, mails.length) }, (_, i) =>
    mails.at(Math.floor(i * step)),
  );
  return chosen.filter((mail) => mail !== undefined);
}

/** The links in messages that do not open the form of whom they were sent to. */
async function shutLinks(
  services: Services,
  mails: readonly StoredMail[],
  codes: ReadonlyMap<string, string>,
): Promise<string[]> {
  const app = await buildApp(services);
  const faults: string[] = [];
  for (const { source, to } of mails) {
    const { text = '' } = await simpleParser(source, { skipTextToHtml: true });
    const token = /\/s\/([a-z0-9]+)/.exec(text)?.[1] ?? '';
    const link = await linkByHash(services.db.study, tokenHash(token));
    const opens = (await app.inject(`/s/${token}`)).statusCode === 200;
    const code = codes.get(to);
    if (link?.code !== code || !opens) faults.push(`${code}: has a link that does not open`);
  }
  await app.close();
  return faults;
}
