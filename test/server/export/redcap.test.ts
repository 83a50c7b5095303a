/** The form as REDCap takes it: its eighteen columns, its kinds of fields, and its way to say who is asked. */

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redcapDictionary } from '../../../server/export/redcap-dictionary.ts';
import { items } from '../../../surveys/instrument.ts';
import { roleOf } from '../../../surveys/study.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { viewOf } from '../research/views.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

async function dictionary(role: string) {
  const view = viewOf(t, 'jobbspesialist');
  let text = '';
  for await (const chunk of redcapDictionary.chunks(view, roleOf(view.study, role))) text += chunk;
  return parse(text, { columns: true }) as Record<string, string>[];
}
const of = (rows: readonly Record<string, string>[], name: string) =>
  rows.find((row) => row['Variable / Field Name'] === name);

test('has a row for the record and for each question, in the order of the form', async () => {
  const rows = await dictionary('candidate');
  expect(Object.keys(rows[0] ?? {})).toHaveLength(18);
  const asked = items(viewOf(t, 'jobbspesialist').instrument('job-mastery', 1));
  const names = rows.map((row) => row['Variable / Field Name']);
  expect(names.slice(0, asked.length + 1)).toEqual(['code', ...asked.map(({ name }) => name)]);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  expect(new Set(rows.map((row) => row['Form Name']))).toEqual(new Set(['job_mastery']));
});

test('says what can be answered, and who is asked', async () => {
  const rows = await dictionary('candidate');
  expect(of(rows, 'jm02')).toMatchObject({
    'Field Type': 'radio',
    'Choices, Calculations, OR Slider Labels': '1, Ja | 2, Nei',
    'Question Number (surveys only)': '2',
  });
  const logic = 'Branching Logic (Show field only if...)';
  expect([of(rows, 'jm12')?.[logic], of(rows, 'jm23')?.[logic]]).toEqual([
    "[jm02] = '1'",
    "[jm02] = '2'",
  ]);
  expect(of(rows, 'jm06')).toMatchObject({
    'Field Type': 'checkbox',
    'Field Annotation': "Alone: @NONEOFTHEABOVE='10,11'",
  });
  expect(of(rows, 'jm40')).toMatchObject({
    'Text Validation Type OR Show Slider Number': 'integer',
    'Text Validation Min': '0',
    'Text Validation Max': '10',
  });
  expect(of(rows, 'motivation_intrinsic')).toMatchObject({
    'Field Type': 'calc',
    'Choices, Calculations, OR Slider Labels': 'mean([jm28], [jm31], [jm34])',
  });
  expect(of(rows, 'locus_internal')).toBeUndefined();
});
