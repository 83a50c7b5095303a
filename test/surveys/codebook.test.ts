/** Every answer becomes cells under named columns, and every missing value a code with its reason. */

import { describe, expect, it } from 'vitest';
import { completeSheet } from '../../surveys/answers.ts';
import { cells, codebook } from '../../surveys/codebook.ts';
import type { Instrument } from '../../surveys/instrument.ts';
import { holdsMissingCode, missingReasons } from '../../surveys/missing.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { allInstruments, draft, fixture } from './helpers.ts';

const first = { firstWave: true };
const columnNames = (instrument: Instrument) => codebook(instrument).map(({ name }) => name);

function row(name: string, values: Parameters<typeof draft>[0]) {
  const instrument = fixture(name);
  const sheet = completeSheet(instrument, draft(values), first, 'web');
  return cells(instrument, sheet, scoreSheet(instrument, sheet));
}

describe('the columns of an item', () => {
  const only = (name: string) => {
    const [column] = codebook(fixture(name));
    return column;
  };

  it('is one for a single choice, with its options as labels', () => {
    expect(only('single')).toEqual({
      name: 'slept_well',
      label: { nb: 'Sov du godt i natt?', en: 'Did you sleep well last night?' },
      storage: 'integer',
      measure: 'ordinal',
      values: [
        { value: 1, label: { nb: 'Ja', en: 'Yes' } },
        { value: 2, label: { nb: 'Nei', en: 'No' } },
        { value: 8, label: { nb: 'Vet ikke', en: "Don't know" }, dont_know: true },
      ],
      kind: 'item',
      source: 'slept_well',
      once: false,
      note: '',
    });
  });

  it('is one of 0 and 1 for each option of a multiple choice', () => {
    const columns = codebook(fixture('multiple'));
    expect(columns.map(({ name }) => name)).toEqual(['travel_01', 'travel_02', 'travel_12']);
    expect(columns[2]).toMatchObject({
      label: { nb: 'Hvordan kom du hit? – Med båt', en: 'How did you get here? – By boat' },
      storage: 'integer',
      measure: 'nominal',
      source: 'travel',
    });
    expect(columns[2]?.values.map(({ value }) => value)).toEqual([0, 1]);
  });

  it('says how other types are stored and measured', () => {
    expect(only('number')).toMatchObject({ storage: 'integer', measure: 'scale', values: [] });
    expect(only('text')).toMatchObject({ storage: 'text', measure: 'nominal', values: [] });
    expect(only('date')).toMatchObject({ storage: 'date', measure: 'scale', values: [] });
    expect(only('scale')).toMatchObject({ storage: 'integer', measure: 'ordinal' });
    expect(only('scale')?.values).toEqual([
      { value: 1, label: { nb: 'Helt utrygg', en: 'Not at all' } },
      { value: 10, label: { nb: 'Helt trygg', en: 'Completely' } },
    ]);
    expect(only('pair')).toMatchObject({
      measure: 'nominal',
      values: [
        { value: 1, label: { nb: 'Det meste er flaks', en: 'Most of it is luck' } },
        { value: 2, label: { nb: 'Det meste er innsats', en: 'Most of it is effort' } },
      ],
    });
  });

  it('says that it is asked once, and why it was added', () => {
    const [born, health] = codebook(fixture('once'));
    expect(born).toMatchObject({ once: true, note: 'The printed form lost this question' });
    expect(health).toMatchObject({ once: false, note: '' });
  });
});

describe('the column of a scale', () => {
  it('comes after the items and says how it was made', () => {
    const columns = codebook(fixture('scoring'));
    expect(columns.map(({ kind }) => kind).lastIndexOf('item')).toBe(columns.length - 11);
    expect(columns.find(({ name }) => name === 'thriving')).toMatchObject({
      storage: 'decimal',
      measure: 'scale',
      values: [],
      note: expect.stringContaining('mean@1 of a1, a2, a3, a4 (1–5, high is good)'),
    });
    expect(columns.find(({ name }) => name === 'thriving')?.note).toContain('reversed: a3');
    expect(columns.find(({ name }) => name === 'thriving_as_value')?.note).toMatch(
      /don't know: as-value.*Don't know counts as 6/,
    );
    expect(columns.find(({ name }) => name === 'internal')?.note).toContain(
      'counted: p1 = 2, p2 = 1, p3 = 2',
    );
    expect(columns.find(({ name }) => name === 'support')?.note).toContain('at most 3');
  });
});

describe('the cells of a response', () => {
  it('are the numbers that were answered', () => {
    expect(row('single', { slept_well: 8 })).toEqual([8]);
    expect(row('number', { percent: 0, age: 43, phone_calls: 7 })).toEqual([0, 43, 7]);
    expect(row('pair', { locus: 2 })).toEqual([2]);
    expect(row('date', { started: '2018-02-28' })).toEqual(['2018-02-28']);
    expect(row('text', { comment: 'Takk' })).toEqual(['Takk']);
  });

  it('tell what was ticked, none of these, and nothing at all', () => {
    expect(row('multiple', { travel: [1, 12] })).toEqual([1, 0, 1]);
    expect(row('multiple', { travel: [0] })).toEqual([0, 0, 0]);
    expect(row('multiple', {})).toEqual([-2, -2, -2]);
    expect(row('multiple-exclusive', { benefits: [10] })).toEqual([0, 0, 1, 0]);
  });

  it('give the reason where there is no answer, in the order of the columns', () => {
    expect(columnNames(fixture('branch'))).toEqual(
      'in_work full_time percent applied hopes comment'.split(' '),
    );
    expect(row('branch', { in_work: 2, applied: 1 })).toEqual([2, -3, -3, 1, -2, -2]);
    expect(row('branch', { comment: 'Hei' })).toEqual([-2, -4, -4, -4, -4, 'Hei']);
  });

  it('of scales are values, or the reason there is none', () => {
    const all = row('scoring', { a1: 4, a2: 5, in_work: 2 });
    expect(all.slice(-10)).toEqual([
      4.5, // mean(c(4, 5))
      -2,
      4.5,
      13.5, // mean(c(4, 5)) * 3
      -2,
      -2,
      -3,
      -3,
      -2,
      -2,
    ]);
  });

  it('cannot take a text for a missing reason', () => {
    expect(row('text', { comment: '-2' })).toEqual(['"-2"']);
    expect(row('text', { comment: '-10' })).toEqual(['-10']);
  });
});

describe('the missing reasons', () => {
  it('are the contiguous numbers from -1 to -9', () => {
    expect(missingReasons.map(({ code }) => code)).toEqual([-1, -2, -3, -4, -5, -6, -7, -8, -9]);
    expect(holdsMissingCode(-1, 5)).toBe(true);
    expect(holdsMissingCode(-20, -9)).toBe(true);
    expect(holdsMissingCode(0, 5)).toBe(false);
    expect(holdsMissingCode(-20, -10)).toBe(false);
  });
});

describe.each(allInstruments())('$file', ({ instrument }) => {
  it('has columns whose names fit everywhere, with room for a wave', () => {
    const names = columnNames(instrument);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(`${name}_w99`).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
  });

  it('labels every column and value in every language', () => {
    for (const { label, values } of codebook(instrument))
      for (const texts of [label, ...values.map((value) => value.label)])
        for (const language of instrument.languages)
          expect(texts[language]?.trim()).not.toMatch(/^$|– $/);
  });
});
