/** The tables for publication, on the page and as files: what is withheld stands in neither. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';
import { keyedOnce, notBlinded, surveysWith } from '../../support/surveys.ts';

let t: TestApp;

/** Six in the job specialists' arm and two in another, who alone are told by everybody less the six. */
const candidates = [
  ...['4', '5', '6', '7', '8', '9'].map((ability, at) => ({
    ...{ arm: 'jobbspesialist', answers: { jm02: at < 3 ? '1' : '2', jm40: ability } },
  })),
  ...['1', '3'].map((ability) => ({ arm: 'kvp', answers: { jm02: '2', jm40: ability } })),
];

beforeAll(async () => {
  t = await testApp({
    now: '2018-08-01T09:00:00Z',
    surveys: surveysWith({ ...keyedOnce, ...notBlinded }),
  });
  for (const { arm, answers } of candidates) {
    const code = await register(t, { channel: 'paper', email: null, arm, site: 'harstad' });
    await keyOnPaper(t, code, 1, { answers, writtenOn: null, receivedOn: '2018-07-01' });
  }
});
afterAll(() => t.close());

const at = async (path: string) =>
  open(t, await t.signedIn('researcher'), `/research/jobbspesialist/publishable${path}`);

interface Line {
  readonly [column: string]: string;
}
const linesOf = async (table: string): Promise<Line[]> =>
  parse((await at(`/${table}.csv`)).body, { columns: true });

describe('a file', () => {
  test('has everybody’s numbers, and none that would tell those of the two', async () => {
    const lines = await linesOf('table-2');
    const of = (variable: string, group: string, statistic: string) =>
      lines
        .filter((line) => line.variable === variable && line.group === group)
        .filter((line) => line.statistic === statistic)
        .map(({ value, withheld }) => [value, withheld]);
    // mean(c(4:9, 1, 3)) is 5.375, and sd() of them 2.669270.
    expect(of('jm40', 'Alle', 'mean')).toEqual([['5.4', '0']]);
    expect(of('jm40', 'Alle', 'sd')).toEqual([['2.7', '0']]);
    expect(of('jm40', 'Alle', 'n')).toEqual([['8', '0']]);
    for (const group of ['Jobbspesialist', 'Kvalifiseringsprogrammet'])
      for (const statistic of ['n', 'mean', 'sd'])
        expect(of('jm40', group, statistic)).toEqual([['', '1']]);
    // Three in work and five not, of eight: the three are too few, and eight less five are three.
    expect(of('jm02', 'Alle', 'count')).toEqual([
      ['', '1'],
      ['', '1'],
    ]);
    expect(of('jm02', 'Alle', 'percent')).toEqual([
      ['', '1'],
      ['', '1'],
    ]);
  });

  test('of the response has a line for each arm, wave and standing', async () => {
    const lines = await linesOf('response-candidate');
    const all = lines.filter(({ group, wave }) => group === 'Alle' && wave === '1');
    expect(all.map(({ variable, value }) => [variable, value])).toEqual([
      ...[
        ['members', '8'],
        ['notYetDue', '0'],
      ],
      ...[
        ['open', '0'],
        ['submitted', '8'],
      ],
      ...[
        ['missed', '0'],
        ['left', '0'],
      ],
    ]);
    const two = lines.filter(({ group }) => group === 'Kvalifiseringsprogrammet');
    expect(two.filter(({ variable }) => variable === 'members').map(({ value }) => value)).toEqual([
      ...['', '', '', ''],
    ]);
  });

  test('is on record with its name before it is sent, and is there for tables only', async () => {
    await linesOf('table-2');
    const event = (await eventsIn(t, 'registry')).at(-1);
    expect(event?.action).toBe('export downloaded');
    expect(event?.detail).toContain('"file":"publishable/table-2.csv","role":"candidate"');
    expect((await at('/table-9.csv')).statusCode).toBe(404);
  });
});

test('the page tells what is withheld and why, and how many numbers are', async () => {
  const { body } = await at('');
  expect(body).toContain('Tall for færre enn 5 personer.');
  expect(body).toContain('Publiser bare én gang, fra låste data.');
  expect(body).toContain('5,4 (2,7)');
  expect(body).toMatch(/\d+ av \d+ tall er skjult/);
  // Of the six, and of the two: mean(4:9) is 6.5, mean(c(1, 3)) is 2.
  expect(body).not.toMatch(/6,5 \(|2,0 \(/);
});
