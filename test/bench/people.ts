/** `npm run people-bench`: how long, and how much of a processor, the server takes for a coordinator's pages in a study of 20,000 people. Decides nothing. */

import { testApp } from '../support/app.ts';
import { open, send } from '../support/staff.ts';
import { makePeople } from './people-study.ts';

const count = Number(process.argv[2] ?? 20_000);
const times = 20;
const study = 'jobbspesialist';

const t = await testApp({ now: '2019-04-02T07:00:00Z' });
const definition = t.services.definitions.study(study);
if (!definition) throw new Error(`there is no study ${study}`);
const people = await makePeople(t.services, definition, '2019-04-02', count);
const whole = await t.signedIn('coordinator');
const atSite = await t.signedIn('coordinator', [{ study, site: 'tromso' }]);
const [someone] = people;
if (!someone) throw new Error('nobody was made');

const board = `/staff/participants?study=${study}`;
const last = `${board}&page=${Math.ceil(count / 50)}`;
const search = (query: string) => () => send(t, whole, '/staff/searches', { query });
const states = ['late', 'due', 'sent', 'started', 'submitted', 'enrolled', 'paused'];
const person = `/staff/${study}/participants/${someone.code}`;

const asked: readonly [string, () => Promise<{ statusCode: number }>][] = [
  ['today', () => open(t, whole, '/staff')],
  ['today, late only', () => open(t, whole, '/staff?kind=late')],
  ['today, one site', () => open(t, atSite, '/staff')],
  ['board', () => open(t, whole, board)],
  ['board, last page', () => open(t, whole, last)],
  ['board, one site', () => open(t, atSite, board)],
  ...states.map((state): [string, () => Promise<{ statusCode: number }>] => [
    `board, ${state}`,
    () => open(t, whole, `${board}&state=${state}`),
  ]),
  ['board, submitted, last page', () => open(t, whole, `${last}&state=submitted`)],
  ['search, code', search(someone.code)],
  ['search, e-mail', search(someone.email)],
  ['search, common name', search('Hansen')],
  ['search, two names', search('solveig ødeg')],
  ['search, nobody', search('Xerxes')],
  ['a person', () => open(t, whole, person)],
];

process.stdout.write(
  `${count} people, each page ${times} times: milliseconds by the clock, median and worst, and of the processor\n`,
);
for (const [name, ask] of asked) {
  const { statusCode } = await ask();
  const took: number[] = [];
  const worked: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    await ask();
    const { user, system } = process.cpuUsage(before);
    took.push(performance.now() - start);
    worked.push((user + system) / 1000);
  }
  const figures = [...medianAndWorst(took), ...medianAndWorst(worked)];
  const columns = figures.map((figure) => figure.toFixed(1).padStart(7)).join(' ');
  process.stdout.write(`${columns}  ${name} (${statusCode})\n`);
}
await t.close();

function medianAndWorst(figures: readonly number[]): [number, number] {
  const sorted = figures.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
}
