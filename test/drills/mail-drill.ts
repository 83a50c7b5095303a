/**
 * Invites people through a mail server that defers, refuses and hangs up, by a dispatcher that is killed
 * again and again, and checks that no message is lost, and none is doubled but those that were cut off
 * after the server had stored them: `npm run mail-drill -- --people 10000 --kills 50`
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clockFrom } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { dispatch } from '../../server/contact/dispatch.ts';
import { between, mulberry32, type Random } from '../../server/demo/random.ts';
import { closeServices, openServices } from '../../server/open-services.ts';
import { faultsOf } from '../../server/operation/checks.ts';
import { verifyHome } from '../../server/operation/verify.ts';
import type { Services } from '../../server/services.ts';
import { atAnyHour, surveysWith } from '../support/surveys.ts';
import { type Dispatcher, startDispatcher } from './dispatcher-process.ts';
import { environment } from './drill-study.ts';
import {
  type Habit,
  type HostileMailServer,
  startHostileMailServer,
} from './hostile-mail-server.ts';
import { type MailAccount, mailAccount } from './mail-account.ts';
import { enrolAddressees, mailboxOf } from './mail-people.ts';

export interface MailDrillResult extends MailAccount {
  readonly people: number;
  readonly kills: number;
  readonly runs: number;
  /** How many messages the server was offered, and what it did with them. */
  readonly offered: number;
  readonly shown: Readonly<Record<Habit, number>>;
  /** How many of the checks of `malepunkt verify` hold. */
  readonly verified: number;
  /** How long the dispatchers ran. */
  readonly seconds: number;
}

interface Size {
  readonly people: number;
  readonly kills: number;
  /** Of all that is drawn; where in its work a dispatcher is killed is for the clock on the wall. */
  readonly seed?: number;
}

const begins = Temporal.Instant.from('2018-03-01T07:00:00Z');
/** Each run has a clock an hour ahead of the last, when claims have run out: four days in all, before any reminder. */
const mostRuns = 95;
const mostKills = 60;

export async function mailDrill(size: Size): Promise<MailDrillResult> {
  const { people: count, kills, seed = 1 } = size;
  if (kills > count || kills > mostKills) throw new RangeError('so many kills do not fit');
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-mail-drill-'));
  const server = await startHostileMailServer(seed, mailboxOf);
  const surveys = surveysWith({ ...atAnyHour, 'per_minute: 60': 'per_minute: 1000000' });
  const env = {
    ...environment(folder),
    MALEPUNKT_SMTP_URL: server.url,
    MALEPUNKT_SURVEYS: surveys,
  };
  const people = await enrolAddressees(env, count, { seed, at: begins });

  const began = performance.now();
  const { killedRuns, run, faults } = await killAgainAndAgain(env, server, { ...size, seed });
  let clock = clockFrom(hour(run));
  const services = await openServices(readConfig(env), { now: () => clock.now() });
  let runs = run;
  for (; runs < mostRuns && !(await isOver(services, count)); runs += 1) {
    clock = clockFrom(hour(runs + 1));
    server.beginRun(runs + 1);
    await dispatch(services);
  }
  const seconds = (performance.now() - began) / 1000;

  const { config, sealer } = services;
  const checks = await verifyHome(config.home, { sealer, anchors: null });
  const account = await mailAccount(services, { people, stored: server.stored, killedRuns });
  await closeServices(services);
  await server.close();
  for (const made of [folder, surveys]) rmSync(made, { recursive: true, force: true });
  const { shown } = server;
  return {
    ...account,
    ...{ people: count, kills: killedRuns.size, runs, shown, seconds },
    verified: checks.filter((check) => check.faults.length === 0).length,
    offered: Object.values(shown).reduce((sum, times) => sum + times, 0),
    faults: [...faults, ...faultsOf(checks), ...account.faults],
  };
}

/** Most of a short run is loading: the next ones do that meanwhile. */
const atOnce = 3;

async function killAgainAndAgain(
  env: Readonly<Record<string, string>>,
  server: HostileMailServer,
  { people, kills, seed }: Required<Size>,
) {
  const random = mulberry32(seed + 2);
  const killedRuns = new Set<number>();
  const faults: string[] = [];
  const loading: Dispatcher[] = [];
  let run = 0;
  while (killedRuns.size < kills && run < mostRuns) {
    run += 1;
    while (loading.length < Math.min(atOnce, kills - killedRuns.size))
      loading.push(startDispatcher(env));
    const dispatcher = loading.shift() as Dispatcher;
    // So few each time that there is something left to do at the last kill.
    const kill = killAmong(random, Math.floor(people / kills));
    const { wasKilled, exitCode, output } = await killedAmidst({ dispatcher, server, run, kill });
    if (wasKilled) killedRuns.add(run);
    else if (exitCode !== 0) faults.push(`run ${run} failed: ${output}`);
  }
  for (const dispatcher of loading) dispatcher.kill();
  if (killedRuns.size < kills) faults.push(`only ${killedRuns.size} were killed`);
  return { killedRuns, run, faults };
}

function hour(run: number): Temporal.Instant {
  return begins.add({ hours: run });
}

interface Kill {
  /** Counted as the mail server sees them begin. */
  readonly atMessage: number;
  /** Milliseconds after it has begun: about as long as a message and what is written down of it take. */
  readonly later: number;
}

function killAmong(random: Random, messages: number): Kill {
  return { atMessage: between(random, 1, messages), later: between(random, 0, 30) };
}

interface Run {
  readonly dispatcher: Dispatcher;
  readonly server: HostileMailServer;
  readonly run: number;
  readonly kill: Kill;
}

function killedAmidst({ dispatcher, server, run, kill }: Run): Dispatcher['ended'] {
  let begun = 0;
  server.beginRun(run, () => {
    begun += 1;
    if (begun === kill.atMessage) setTimeout(() => dispatcher.kill(), kill.later);
  });
  dispatcher.begin(hour(run));
  return dispatcher.ended;
}

/** When everybody's message is sent, or their mailbox is known not to work. */
async function isOver({ db: { registry } }: Services, people: number): Promise<boolean> {
  const counted = await Promise.all([
    registry.selectFrom('outbox').select('id').where('status', '=', 'sent').execute(),
    registry.selectFrom('person').select('code').where('email_failed_at', 'is not', null).execute(),
  ]);
  return counted.flat().length >= people;
}

if (import.meta.main) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { people: text('200'), kills: text('10'), seed: text('1') };
  const { people, kills, seed } = parseArgs({ options }).values;
  const result = await mailDrill({
    ...{ people: Number(people), kills: Number(kills), seed: Number(seed) },
  });
  const { faults, shown, seconds } = result;
  const sent = result.once + result.doubled;
  const rows: readonly (readonly [string, number | string])[] = [
    ['people', result.people],
    ['stored once', result.once],
    ['stored more than once', result.doubled],
    ['  as the server hung up after storing', result.hungUp],
    ['  as the dispatcher was killed before noting it', result.killed],
    ['refused for good, a task for each', result.refused],
    ['lost', result.lost],
    ['neither sent nor refused at the end', result.unfinished],
    ['links opened', result.linksOpened],
    ['checks of the stores that hold', result.verified],
    ['runs of the dispatcher', result.runs],
    ['  killed', result.kills],
    ['messages offered to the server', result.offered],
    ...Object.entries(shown).map(([habit, times]) => [`  ${habit}`, times] as const),
    ['seconds', seconds.toFixed(0)],
    ['sent in a second', (sent / seconds).toFixed(1)],
    ['faults', faults.length],
  ];
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  for (const [what, figure] of rows)
    process.stdout.write(`${what.padEnd(50)}${String(figure).padStart(8)}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
