/** Every instrument in the house does everything an instrument must do, in every language and with any answers. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Sheet } from '../../surveys/answer.ts';
import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { completeSheet, encodeAnswer, parseForm } from '../../surveys/answers.ts';
import { type Cell, type CodebookColumn, cells, codebook } from '../../surveys/codebook.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { missingReasons } from '../../surveys/missing.ts';
import { pageView } from '../../surveys/page.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { fieldsFor } from './arbitraries.ts';
import { allInstruments, shippedFiles } from './helpers.ts';

const runs = { numRuns: 50 };

it('there are instruments to try', () => {
  expect(shippedFiles()).not.toEqual([]);
});

describe.each(allInstruments())('$file', ({ instrument }) => {
  it('has a name and a version', () => {
    expect(instrument.instrument).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(instrument.version).toBeGreaterThan(0);
  });

  it.each(instrument.languages)('shows every page in %s, with no text left empty', (language) => {
    for (const section of instrument.sections)
      for (const group of section.groups) {
        const view = pageView(section, group, group.items, { saved: {} }, language);
        expect(view.questions.map(({ name }) => name)).toEqual(group.items.map(({ name }) => name));
        for (const { text, control } of view.questions) {
          expect(text).toMatch(/\S/);
          if ('choices' in control)
            for (const { label } of control.choices) expect(label).toMatch(/\S/);
          if (control.kind === 'rating') expect(`${control.low}|${control.high}`).toMatch(/\S\|\S/);
        }
        for (const given of ['title', 'introduction'] as const)
          if (section[given] && section.groups[0] === group) expect(view[given]).toMatch(/\S/);
      }
  });

  it('takes any full set of answers, and gives them back to the form unchanged', () => {
    fc.assert(
      fc.property(fieldsFor(instrument), (fields) => {
        const { answers, problems, unknownFields } = parseForm(fields, items(instrument), 'web');
        expect([problems, unknownFields]).toEqual([{}, []]);
        const again = Object.fromEntries(
          items(instrument).map((item) => [item.name, encodeAnswer(answers[item.name], item)]),
        );
        expect(parseForm(again, items(instrument), 'web').answers).toEqual(answers);
      }),
      runs,
    );
  });

  it('gives one cell for every column, and the answers can be read from the cells', () => {
    const columns = codebook(instrument);
    fc.assert(
      fc.property(sheetFor(instrument), (sheet) => {
        const row = cells(instrument, sheet, scoreSheet(instrument, sheet));
        expect(row).toHaveLength(columns.length);
        columns.forEach((column, i) => {
          expectToFit(row[i], column, instrument);
        });
        for (const item of items(instrument))
          expect(decoded(item, columns, row), item.name).toEqual(withoutFlags(sheet[item.name]));
      }),
      runs,
    );
  });

  it('gives every scale a value inside its range, or the reason there is none', () => {
    const reasons: readonly string[] = missingReasons.map(({ reason }) => reason);
    fc.assert(
      fc.property(sheetFor(instrument), (sheet) => {
        const scores = scoreSheet(instrument, sheet);
        expect(scores.map(({ scale }) => scale)).toEqual(instrument.scales.map(({ name }) => name));
        instrument.scales.forEach(({ name, range: [low, high] }, i) => {
          const { value = null, missing = null } = scores[i] ?? {};
          if (value === null) expect(reasons).toContain(missing);
          else {
            expect(missing).toBeNull();
            expect(value, name).toBeGreaterThanOrEqual(low);
            expect(value, name).toBeLessThanOrEqual(high);
          }
        });
      }),
      runs,
    );
  });
});

/** A complete sheet, from the web or from paper, at the first wave or a later one. */
function sheetFor(instrument: Instrument): fc.Arbitrary<Sheet> {
  return fc
    .record({
      fields: fieldsFor(instrument),
      policy: fc.constantFrom('web' as const, 'paper' as const),
      firstWave: fc.boolean(),
    })
    .map(({ fields, policy, firstWave }) => {
      const { answers } = parseForm(fields, items(instrument), policy);
      return completeSheet(instrument, answers, { firstWave }, policy);
    });
}

const reasonByCode = new Map<string, string>(
  missingReasons.map(({ reason, code }) => [String(code), reason]),
);

function expectToFit(cell: Cell | undefined, column: CodebookColumn, instrument: Instrument): void {
  if (reasonByCode.has(String(cell))) return;
  const source = [...items(instrument), ...instrument.scales].find((s) => s.name === column.source);
  const range = source && 'range' in source ? source.range : null;
  if (column.storage === 'text') expect(cell, column.name).toBeTypeOf('string');
  else if (column.storage === 'date') expect(cell, column.name).toMatch(/^\d{4}-\d\d-\d\d$/);
  else if (range) {
    expect(cell, column.name).toBeGreaterThanOrEqual(range[0]);
    expect(cell, column.name).toBeLessThanOrEqual(range[1]);
  } else expect(column.values.map(({ value }) => value)).toContain(cell);
}

/** What a reader of the exported columns, all of them text in a CSV file, makes of an item's cells. */
function decoded(item: Item, columns: readonly CodebookColumn[], row: readonly Cell[]): Answer {
  const own = columns.flatMap(({ source, name, kind }, i) =>
    kind === 'item' && source === item.name ? [{ name, cell: String(row[i]) }] : [],
  );
  const reason = reasonByCode.get(own[0]?.cell ?? '');
  if (reason) return { missing: reason } as Answer;
  if (item.type === 'multiple') {
    const ticked = own.filter(({ cell }) => cell === '1').map(({ name }) => Number(name.slice(-2)));
    return { value: ticked.length > 0 ? ticked : [0] };
  }
  const [{ cell } = { cell: '' }] = own;
  if (item.type === 'text') return { value: /^"-\d"$/.test(cell) ? cell.slice(1, -1) : cell };
  return { value: item.type === 'date' ? cell : Number(cell) };
}

function withoutFlags(answer: Answer | undefined): Answer | undefined {
  return answer && 'value' in answer ? { value: answer.value } : answer;
}

it('every type of answer has an instrument that tries it', () => {
  const tried = allInstruments().flatMap(({ instrument }) => items(instrument));
  expect(new Set(tried.map((item) => answerType(item).type)).size).toBe(7);
});
