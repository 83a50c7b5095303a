/** The JSON Schemas that editors use are those that the loaders use. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { publishedSchemas } from '../../surveys/published-schemas.ts';
import { instrumentText, studyText } from './helpers.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The schema as an editor reads it: plain JSON, without anything typebox keeps to itself. */
const published = (file: string) => Type.Unsafe(JSON.parse(read(`surveys/${file}`)));

describe.each(Object.entries(publishedSchemas))('surveys/%s', (file, schema) => {
  it('is up to date', () => {
    const wanted = `${JSON.stringify(schema, null, 2)}\n`;
    expect(read(`surveys/${file}`), 'stale: run `npm run malepunkt -- schema`').toBe(wanted);
  });

  it('says which JSON Schema it is written in, and what it describes', () => {
    expect(published(file)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: expect.stringMatching(/^A Målepunkt (instrument|study)$/),
      type: 'object',
    });
  });
});

describe('an editor', () => {
  const accepts = (file: string, text: string) => Value.Check(published(file), parse(text));

  it('accepts every instrument', () => {
    for (const folder of ['surveys/instruments', 'test/fixtures/instruments'])
      for (const file of yamlFiles(folder))
        expect(accepts('instrument.schema.json', read(`${folder}/${file}`)), file).toBe(true);
  });

  it('accepts every study', () => {
    for (const folder of ['surveys/studies', 'test/fixtures/studies'])
      for (const file of yamlFiles(folder))
        expect(accepts('study.schema.json', read(`${folder}/${file}`)), file).toBe(true);
  });

  it('marks a key or a type that does not exist', () => {
    const single = instrumentText('single');
    expect(accepts('instrument.schema.json', single.replace('number:', 'nummer:'))).toBe(false);
    expect(accepts('instrument.schema.json', single.replace('type: single', 'type: slider'))).toBe(
      false,
    );
    expect(accepts('study.schema.json', studyText('tiny').replace('erase', 'forget'))).toBe(false);
  });
});

function yamlFiles(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml'));
  expect(files, folder).not.toEqual([]);
  return files;
}
