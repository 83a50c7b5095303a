/** The data package: as its standard (datapackage.org, version 2) has it, and true of every cell of the files that it names. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { notBlinded, surveysWith } from '../../support/surveys.ts';
import { downloadsOf } from './downloads.ts';

interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date';
  readonly title: string;
  readonly constraints?: {
    readonly required?: true;
    readonly minimum?: number;
    readonly maximum?: number;
  };
  readonly categories?: readonly { readonly value: string | number; readonly label: string }[];
  readonly missingValues?: readonly { readonly value: string; readonly label: string }[];
}

interface Package {
  readonly $schema: string;
  readonly name: string;
  readonly created: string;
  readonly resources: readonly {
    readonly name: string;
    readonly type: string;
    readonly path: string;
    readonly encoding: string;
    readonly schema: {
      readonly fields: readonly Field[];
      readonly primaryKey: readonly string[];
      readonly missingValues: readonly string[];
    };
  }[];
}

let study: TestApp;
const files: Record<string, string> = {};
let descriptor: Package;

beforeAll(async () => {
  study = await testApp({ now: '2018-07-01T09:00:00Z', surveys: surveysWith(notBlinded) });
  const paper = { writtenOn: '2018-02-26', receivedOn: '2018-03-19' };
  await keyOnPaper(study, await register(study), 1, {
    ...{ answers: { age: '34', jm02: '2', jm06: ['1', '3'], jm12: '3', jm40: '7' }, ...paper },
  });
  study.setTime('2018-03-10T09:00:00Z');
  await answerOnWeb(study, await register(study, { arm: 'kvp', site: 'harstad' }), 1, {
    jm02: '1',
  });
  const downloads = await downloadsOf(study);
  descriptor = JSON.parse(await downloads.text('datapackage.json')) as Package;
  for (const name of ['wide', 'long']) files[name] = await downloads.text(`${name}.csv`);
});
afterAll(() => study.close());

test('names its profile, itself and its resources as the standard asks', () => {
  expect(descriptor.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
  expect(descriptor.name).toMatch(/^[a-z0-9._-]+$/);
  expect(descriptor.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(descriptor.resources.map(({ name, type, path }) => [name, type, path])).toEqual([
    ['wide', 'table', 'jobbspesialist-candidate-wide.csv'],
    ['long', 'table', 'jobbspesialist-candidate-long.csv'],
  ]);
});

test('says of a question what its values and its reasons for missing are', () => {
  const field = descriptor.resources[0]?.schema.fields.find(({ name }) => name === 'jm02_w2');
  expect(field).toMatchObject({
    ...{ type: 'integer', title: 'Er du i arbeid?' },
    categories: [
      { value: 1, label: 'Ja' },
      { value: 2, label: 'Nei' },
    ],
  });
  expect(field?.missingValues).toContainEqual({ value: '-9', label: 'Målepunktet er ikke over' });
});

test('three days before the target is no missing answer', () => {
  const fields = descriptor.resources[0]?.schema.fields ?? [];
  const days = fields.find(({ name }) => name === 'days_from_target_w1');
  expect(files.wide).toContain('-3,');
  expect(days?.missingValues).toBeUndefined();
});

describe.each(['wide', 'long'])('%s.csv', (name) => {
  const rows = () => parse(files[name] ?? '', { columns: true }) as Record<string, string>[];
  const schema = () => {
    const resource = descriptor.resources.find((one) => one.name === name);
    if (!resource) throw new Error('the resource is missing');
    return resource.schema;
  };

  test('has the fields of the schema in their order', () => {
    const [first = {}] = rows();
    expect(schema().fields.map((field) => field.name)).toEqual(Object.keys(first));
  });

  test('has in every cell what the schema says', () => {
    for (const row of rows())
      for (const field of schema().fields)
        expect([field.name, row[field.name], fault(field, row[field.name] ?? '')]).toEqual([
          ...[field.name, row[field.name], null],
        ]);
  });

  test('has every key once', () => {
    const keys = rows().map((row) =>
      schema()
        .primaryKey.map((key) => row[key])
        .join(' '),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  function fault(field: Field, cell: string): string | null {
    const missing = field.missingValues?.map(({ value }) => value) ?? schema().missingValues;
    if (missing.includes(cell)) return field.constraints?.required ? 'required' : null;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } =
      field.constraints ?? {};
    const number = Number(cell);
    if (field.type === 'integer' && !/^-?\d+$/.test(cell)) return 'no whole number';
    if (field.type === 'number' && !/^-?\d+(\.\d+)?$/.test(cell)) return 'no number';
    if (field.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(cell)) return 'no date';
    if (number < minimum || number > maximum) return 'out of range';
    const value = field.type === 'integer' ? number : cell;
    const isKnown = field.categories?.some((one) => one.value === value) ?? true;
    return isKnown ? null : 'no category';
  }
});
