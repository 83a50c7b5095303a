/** The arrows on a printed form: where each answer leads, against what the route itself says. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Condition } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { parseForm } from '../../surveys/answers.ts';
import { type Instrument, items, type Section } from '../../surveys/instrument.ts';
import { jumps, type Next, pastSection, printedItems } from '../../surveys/paper-routing.ts';
import { type Occasion, route } from '../../surveys/routing.ts';
import { fieldsFor } from './arbitraries.ts';
import { allInstruments, fixture } from './helpers.ts';

const occasions: readonly Occasion[] = [{ firstWave: true }, { firstWave: false }];
const first = { firstWave: true };

const jobMastery = allInstruments().find(({ file }) => file === 'job-mastery.yaml')?.instrument;

/** `2: 5` reads: option 2 leads to question 5. */
function arrows(instrument: Instrument, occasion: Occasion): Record<string, string> {
  const name = (next: Next) => next?.number ?? next?.name ?? 'end';
  return Object.fromEntries(
    [...jumps(instrument, occasion)].map(([item, jump]) => [
      item,
      'to' in jump
        ? name(jump.to)
        : [...jump.by].map(([value, next]) => `${value}: ${name(next)}`).join(', '),
    ]),
  );
}

describe('the questionnaire on job mastery', () => {
  test('sends who is not in work to question 5, where the printed original says 4', () => {
    for (const occasion of occasions)
      expect(arrows(jobMastery as Instrument, occasion)).toEqual({
        jm02: '2: 5',
        jm03: '1: 5',
        jm22: '28',
      });
  });

  test('tells who is not asked a section where to go on', () => {
    const ways = (jobMastery as Instrument).sections
      .filter(({ when }) => when)
      .map((section) => pastSection(jobMastery as Instrument, first, section)?.number);
    expect(ways).toEqual(['23', '28']);
  });

  test('leaves out at later waves what is asked once', () => {
    const printed = (occasion: Occasion) =>
      printedItems(jobMastery as Instrument, occasion).map(({ item }) => item.name);
    expect(printed(first).slice(0, 3)).toEqual(['gender', 'age', 'jm02']);
    expect(printed({ firstWave: false })[0]).toBe('jm02');
  });
});

test('a branch inside a branch leads out of both', () => {
  expect(arrows(fixture('branch'), first)).toEqual({
    in_work: '2: applied',
    full_time: '1: comment',
    percent: 'comment',
  });
});

describe('every arrow', () => {
  test.each(allInstruments())('of $file points to what is asked next', ({ instrument }) => {
    for (const occasion of occasions)
      fc.assert(
        fc.property(fieldsFor(instrument), (fields) => {
          const { answers } = parseForm(fields, items(instrument), 'web');
          for (const { next, asked } of followed(instrument, answers, occasion))
            expect(asked).toBe(next?.name);
        }),
      );
  });

  test('of any instrument passes by nothing that may be asked, and can be right', () => {
    fc.assert(
      fc.property(anyInstrument, fc.constantFrom(...occasions), (instrument, occasion) => {
        const reached = new Set<string>();
        const ways = new Set<string>();
        for (const sheet of everySheet(instrument)) {
          for (const { arrow, next, between, asked } of followed(instrument, sheet, occasion)) {
            expect(between).toEqual([]);
            ways.add(arrow);
            if (asked === next?.name) reached.add(arrow);
          }
        }
        expect(reached).toEqual(ways);
      }),
      { numRuns: 60 },
    );
  });

  test('past a section of any instrument passes by nothing that may be asked', () => {
    fc.assert(
      fc.property(anyInstrument, (instrument) => {
        for (const section of instrument.sections.filter(({ when }) => when)) {
          const printed = printedItems(instrument, first);
          const own = printed.filter((placed) => placed.section === section);
          if (own.length === 0) continue;
          const next = pastSection(instrument, first, section);
          const later = printed.slice(printed.findLastIndex((p) => p.section === section) + 1);
          const passed = later.slice(
            0,
            later.findIndex(({ item }) => item === next),
          );
          const skipping = everySheet(instrument)
            .map((sheet) => route(instrument, sheet, first))
            .filter((routes) => own.every(({ item }) => routes.get(item.name) !== 'asked'));
          for (const routes of skipping)
            for (const { item } of next ? passed : later)
              expect(routes.get(item.name)).not.toBe('asked');
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('what is never asked is not printed, and all else is', () => {
  fc.assert(
    fc.property(anyInstrument, fc.constantFrom(...occasions), (instrument, occasion) => {
      const routes = everySheet(instrument).map((sheet) => route(instrument, sheet, occasion));
      const asked = items(instrument).filter(({ name }) =>
        routes.some((one) => one.get(name) === 'asked'),
      );
      expect(printedItems(instrument, occasion).map(({ item }) => item)).toEqual(asked);
    }),
    { numRuns: 60 },
  );
});

/** Every arrow that somebody with these answers follows: what it passes by, and what is asked next of them. */
function followed(instrument: Instrument, sheet: Sheet, occasion: Occasion) {
  const routes = route(instrument, sheet, occasion);
  const printed = printedItems(instrument, occasion).map(({ item }) => item);
  return [...jumps(instrument, occasion)].flatMap(([name, jump]) => {
    const answer = sheet[name];
    if (routes.get(name) !== 'asked' || !hasValue(answer)) return [];
    const later = printed.slice(printed.findIndex((item) => item.name === name) + 1);
    const isAsked = (item: Item) => routes.get(item.name) === 'asked';
    return [answer.value].flat().flatMap((value) => {
      const next = 'to' in jump ? jump.to : jump.by.get(value as number);
      if (next === undefined) return [];
      const passed = next ? later.slice(0, later.indexOf(next)) : later;
      const between = passed.filter(isAsked).map((item) => item.name);
      return [{ arrow: `${name} ${value}`, next, between, asked: later.find(isAsked)?.name }];
    });
  });
}

const texts = { nb: 'x' };

/** Up to five questions, each a section of its own, that hang on those before them. */
const anyInstrument: fc.Arbitrary<Instrument> = fc
  .array(
    fc.record({
      several: fc.boolean(),
      once: fc.boolean(),
      when: fc.array(
        fc.record({
          of: fc.nat(3),
          values: fc.uniqueArray(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 2 }),
          ofSection: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((drawn) => {
    const sections = drawn.map(({ several, once, when }, index): Section => {
      const conditions = (ofSection: boolean): { when?: Condition } => {
        const entries = when
          .filter((one) => one.ofSection === ofSection && one.of < index)
          .map(({ of, values }) => [`q${of}`, values] as const);
        return entries.length > 0 ? { when: Object.fromEntries(entries) } : {};
      };
      const options = [1, 2, 3].map((value) => ({
        value,
        label: texts,
        ...(several && value === 3 ? { exclusive: true } : {}),
      }));
      const item: Item = {
        name: `q${index}`,
        type: several ? 'multiple' : 'single',
        text: texts,
        options,
        ...(once ? { once } : {}),
        ...conditions(false),
      };
      const group = { name: `g${index}`, items: [item] };
      return { name: `s${index}`, groups: [group], ...conditions(true) };
    });
    return {
      ...{ instrument: 'any', version: 1, languages: ['nb'], title: texts, sources: [] },
      ...{ rights: '', assumptions: [], sections, scales: [] },
    };
  });

/** Every way to answer every question. */
function everySheet(instrument: Instrument): Sheet[] {
  return items(instrument).reduce<Sheet[]>(
    (sheets, item) =>
      sheets.flatMap((sheet) =>
        (item.type === 'multiple' ? [[1], [2], [1, 2], [3]] : [1, 2, 3]).map((value) => ({
          ...sheet,
          [item.name]: { value },
        })),
      ),
    [{}],
  );
}
