/** The calculator of power: what it answers, what it refuses and how, and that it knows nobody. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../../server/research/power/address.ts';
import {
  beginningOf,
  type Calculation,
  effectForms,
  smallestN,
  solve,
  soughts,
  testNames,
  tests,
} from '../../../server/research/power/calculation.ts';
import { curvesFor } from '../../../server/research/power/curves.ts';
import { powerPage } from '../../../server/research/power/page-model.ts';
import { readCalculation } from '../../../server/research/power/reading.ts';
import { procedures } from '../../../stats/index.ts';
import study from '../../fixtures/stats/power-of-the-study.json' with { type: 'json' };
import { type TestApp, testApp } from '../../support/app.ts';
import { open } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const asked = (query: Readonly<Record<string, unknown>>): Calculation =>
  readCalculation(query).calculation ?? expect.fail(JSON.stringify(query));
const answerTo = (query: Readonly<Record<string, unknown>>) => solve(asked(query)) ?? expect.fail();
const problemsOf = (query: Readonly<Record<string, unknown>>) =>
  Object.fromEntries([...readCalculation(query).problems].map(([name, { code }]) => [name, code]));

describe('the answer', () => {
  test('is there for every power analysis of the statistics', () => {
    const analyses = Object.keys(procedures).filter((name) => name.startsWith('power.'));
    expect(testNames.map((name) => `power.${name}`).sort()).toEqual(analyses.sort());
  });

  test.each(Object.entries(study.needed))(
    'for %s measurements is what the table of the study has',
    (measurements, needed) => {
      const found = study.correlations.map(
        (correlation) =>
          answerTo({ measurements, correlation: String(correlation), power: '0.9' }).n,
      );
      expect(found).toEqual(needed);
    },
  );

  // As G*Power 3.1 and pwr 1.3 print them; recomputed with R's noncentral distributions.
  test.each([
    [{ test: 'pairedT', d: '0.5', power: '0.9' }, 44, 3.3166247903554, 2.0166921992278, 0.90003059],
    [
      { test: 'independentT', d: '0.5', power: '0.8' },
      128,
      2.8284271247462,
      1.978970601990629,
      0.80145956,
    ],
    [
      { test: 'oneWayAnova', f: '0.25', groups: '3', power: '0.8' },
      159,
      9.9375,
      3.054004173787927,
      0.80488729,
    ],
    [{ test: 'chiSquare', w: '0.3', df: '1', power: '0.8' }, 88, 7.92, 3.8414588206941, 0.80352748],
    [{ power: '0.9' }, 30, 15, 2.709402144784009, 0.90365675],
  ])(
    'to %j has n, noncentrality, critical value and power',
    (query, n, lambda, critical, power) => {
      const answer = answerTo(query);
      expect(answer.n).toBe(n);
      expect(answer.lambda).toBeCloseTo(lambda, 10);
      expect(answer.critical).toBeCloseTo(critical, 10);
      expect(answer.power).toBeCloseTo(power, 8);
    },
  );

  test('can be the power, the effect or α instead', () => {
    // power.t.test(n = 30, delta = .5, sd = 1, type = 'paired', strict = TRUE)$power, R 4.2
    const given = { test: 'pairedT', n: '30' };
    expect(answerTo({ ...given, find: 'power', d: '0.5' }).power).toBeCloseTo(0.7539647157, 9);
    const effect = answerTo({ ...given, find: 'effect', power: '0.7539647157' }).effect;
    expect((effect as { d: number }).d).toBeCloseTo(0.5, 8);
    const alpha = answerTo({ ...given, find: 'alpha', d: '0.5', power: '0.7539647157' }).alpha;
    expect(alpha).toBeCloseTo(0.05, 8);
  });

  test('looks for no α below the smallest that can be typed', () => {
    const answer = answerTo({ find: 'alpha', n: '1000000', effect: '1', power: '0.5' });
    expect([answer.alpha, answer.warnings]).toEqual([1e-8, ['smallest-alpha']]);
    expect(answer.power).toBeCloseTo(1, 10);
  });

  test('says in words what was found', () => {
    const { answer } = powerPage(readCalculation({ power: '0,9' }), 'nb');
    expect(answer?.sentence).toBe(
      'Du trenger 30 deltakere. Da finner testen en effekt på f = 0,25 i 90,4\u00a0% av studier som denne, når α er 0,05.',
    );
    const ratio = { test: 'independentT', d: '0.5', ratio: '2', power: '0.8' };
    // pwr.t2n.test has 48 and 96 for it: the worked example of power.independentT.
    expect(powerPage(readCalculation(ratio), 'en').answer?.sentence).toContain(
      'You need 144 participants (48 + 96 per group).',
    );
  });

  test.each(testNames)('of %s needs the fewest participants that the statistics need', (name) => {
    for (const groups of [2, 5]) {
      const at: Calculation = {
        ...{ ...beginningOf(name), test: name, find: 'power', groups, ratio: groups },
        model: 'pointBiserial',
      };
      const least = smallestN(at);
      expect(solve({ ...at, n: least })).not.toBeNull();
      expect(solve({ ...at, n: least - 1 })).toBeNull();
    }
  });
});

describe('the address', () => {
  test.each(testNames)('of a calculation of %s opens with the same', (name) => {
    for (const find of soughts) {
      const calculation: Calculation = { ...beginningOf(name), test: name, find, alpha: 0.01 };
      const sent = Object.fromEntries(new URLSearchParams(addressOf(calculation, 'nb').slice(7)));
      const again = asked(sent);
      expect(solve(again)).toEqual(solve(calculation));
    }
  });
});

describe('the curve', () => {
  test('rises, has the answer in it, and in its table what the test has', () => {
    for (const name of testNames) {
      const calculation = asked({ test: name });
      const answer = solve(calculation) ?? expect.fail();
      const { curves, listed, drawn, largest } = curvesFor(calculation, answer);
      expect(curves).toHaveLength(3);
      expect(listed).toContain(answer.n);
      expect(largest).toBeGreaterThan(answer.n);
      for (const { drawn: powers } of curves) {
        const there = powers.filter((power) => power !== null);
        expect(there).toEqual(there.toSorted((a, b) => a - b));
        expect(there.length).toBeGreaterThan(drawn.length / 2);
      }
      expect(curves[1]?.listed[listed.indexOf(answer.n)]).toBeCloseTo(answer.power, 6);
    }
  });

  test('is of so many points however large the study, and leaves out an effect that cannot be', () => {
    const calculation = asked({ test: 'correlation', r: '0.9', find: 'power', n: '100000' });
    const { curves, drawn, listed } = curvesFor(calculation, solve(calculation) ?? expect.fail());
    expect(drawn.length + listed.length).toBeLessThanOrEqual(61);
    expect(curves.map(({ effect }) => effect)).toEqual([0.9 * 0.8, 0.9]);
  });
});

describe('a field', () => {
  test.each([
    [{ power: '' }, { power: 'required' }],
    [{ power: ['0.8', '0.9'] }, { power: 'twice' }],
    [{ alpha: 'abc' }, { alpha: 'number' }],
    [{ alpha: '1e-3' }, { alpha: 'number' }],
    [{ alpha: 'Infinity' }, { alpha: 'number' }],
    [{ effect: '-0.25' }, { effect: 'range' }],
    [{ effect: `0.${'1'.repeat(5000)}` }, { effect: 'number' }],
    [{ groups: '1.5' }, { groups: 'whole' }],
    [{ measurements: '1,000' }, { measurements: 'whole' }],
    [{ measurements: '1000000000' }, { measurements: 'range' }],
    [{ correlation: '-0.4' }, { correlation: 'range' }],
    [{ epsilon: '0.2' }, { epsilon: 'range' }],
    [{ find: 'power', n: '1', groups: '4' }, { n: 'range' }],
    [{ power: '0.05', alpha: '0.1' }, { power: 'above-alpha' }],
    [{ test: 'guess' }, { test: 'not-an-option' }],
    [{ test: ['pairedT', 'chiSquare'] }, { test: 'twice' }],
    [{ as: '<script>' }, { as: 'not-an-option' }],
    [{ effect: '01010112345' }, {}],
    [
      { test: 'oneWayAnova', groups: '1', f: 'x' },
      { f: 'number', groups: 'range' },
    ],
  ])('in %j is told as %j', (query, expected) => {
    const found = problemsOf(query);
    if (Object.keys(expected).length === 0) expect(Object.keys(found)).toEqual(['effect']);
    else expect(found).toEqual(expected);
  });

  test('is read with a comma or a point, and with spaces between thousands', () => {
    expect(asked({ power: '0,9', alpha: ' .01 ', correlation: '−0,1' })).toMatchObject({
      ...{ power: 0.9, alpha: 0.01, correlation: -0.1 },
    });
    expect(asked({ find: 'power', n: '1 000' }).n).toBe(1000);
  });

  test('that another test asked for is let be, so that one can change tests', () => {
    expect(asked({ test: 'pairedT', effect: 'x', measurements: '', r: '9' })).toMatchObject({
      ...{ test: 'pairedT', effect: 0.5 },
    });
  });

  test('out of range is told a number that may be taken', () => {
    for (const [name, query] of [
      ['epsilon', { epsilon: '0.02', measurements: '8' }],
      ['correlation', { correlation: '-0.9', measurements: '8' }],
    ] as const) {
      const problem = readCalculation(query).problems.get(name);
      const from = problem?.code === 'range' ? problem.from : expect.fail();
      expect(problemsOf({ ...query, [name]: String(from) })).toEqual({});
    }
  });
});

test('no corner of what may be typed is left without an answer or a clear word', () => {
  const ends = {
    ...{ n: ['8', '1000000'], power: ['0.01', '0.9999'], alpha: ['0.00000001', '0.5'] },
    ...{ effect: ['0.001', '10'], d: ['0.001', '10'], f: ['0.001', '10'], w: ['0.001', '10'] },
    ...{
      r: ['0.001', '0.99'],
      groups: ['2', '100'],
      measurements: ['2', '100'],
      df: ['1', '1000'],
    },
    ...{ correlation: ['-0.01', '0.999'], epsilon: ['0.0102', '1'], ratio: ['0.01', '100'] },
  };
  let answered = 0;
  // One corner, its opposite, and two between them.
  for (const name of testNames)
    for (const find of soughts)
      for (const as of tests[name].details.includes('as') ? effectForms : ['f'])
        for (const corner of [0b0000, 0b1111, 0b0101, 0b0110]) {
          const query = Object.fromEntries(
            Object.entries(ends).map(([field, values], i) => [
              field,
              values[(corner >> (i % 4)) & 1],
            ]),
          );
          const reading = readCalculation({ ...query, test: name, find, as });
          const page = powerPage(reading, 'nb');
          expect(page.none).toBe(false);
          expect(page.answer === null).toBe(reading.problems.size > 0);
          if (!page.answer) continue;
          answered += 1;
          const { r, ...shown } = page.answer;
          expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity|∞|undefined/);
        }
  expect(answered).toBeGreaterThan(100);
});

describe('the page', () => {
  test('is open to whoever has its address, and leaves no trace', async () => {
    const before = await everyRow(t.services.db);
    const reply = await open(t, null, '/power?test=pairedT&d=0,5&power=0.9');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('Du trenger 44 deltakere.');
    expect(reply.body).not.toContain('Logg ut');
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test('has the menu of whoever is signed in', async () => {
    const { body } = await open(t, await t.signedIn('researcher'), '/power');
    expect(body).toContain('Logg ut');
    expect(body).toContain('href="/power" aria-current="page"');
  });

  test('has a picture with words of its own, and no style that the policy would refuse', async () => {
    const { body } = await open(t, null, '/power?lang=en');
    const svg = body.match(/<svg.*<\/svg>/s)?.[0] ?? expect.fail();
    expect(svg).toContain('role="img"');
    expect(svg).toMatch(/aria-labelledby="power-curve-title power-curve-desc"/);
    expect(svg).toContain('With 36 participants and f = 0.25 the power is 0.95.');
    expect(new Set(svg.match(/stroke-dasharray="[^"]*"/g)).size).toBe(3);
    expect(body).not.toMatch(/<style|style="/);
  });

  test('tells every problem at its field, keeps what was typed, and says 422', async () => {
    const query = 'test=independentT&d=%3Cscript%3E&power=&alpha=2&ratio=1&ratio=2';
    const { statusCode, body } = await open(t, null, `/power?${query}`);
    expect(statusCode).toBe(422);
    expect(body).toContain('value="&lt;script&gt;"');
    expect(body).not.toContain('<script>');
    for (const text of [
      'Effekt: d: Skriv et tall, for eksempel 0,25.',
      'Styrke: Feltet må fylles ut.',
      'α: Skriv et tall fra 0,00000001 til 0,5.',
      'Gruppe 2 delt på gruppe 1: Feltet står to ganger i adressen. Skriv tallet på nytt.',
    ])
      expect(body).toContain(text);
    expect(body).not.toContain('id="answer"');
  });

  test('does not repeat an identity number', async () => {
    const { statusCode, body } = await open(t, null, '/power?effect=01010150074');
    expect(statusCode).toBe(422);
    expect(body).not.toContain('01010150074');
    expect(body).toContain('Dette ser ut som et fødselsnummer.');
  });

  test.each([
    '__proto__=1&constructor=2',
    'n[]=1&n[x]=2',
    'test=%00',
    '%E0%A4%A',
    'lang=x&lang=y',
    'test=',
  ])('is never at fault itself: %s', async (query) => {
    expect((await open(t, null, `/power?${query}`)).statusCode).toBeLessThan(500);
  });
});

test('every test asks for its own effect and details, and for nothing twice', () => {
  for (const name of testNames) {
    const { fields } = powerPage(readCalculation({ test: name }), 'nb').form;
    const names = fields.map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
    for (const detail of tests[name].details) expect(names).toContain(detail);
  }
});
