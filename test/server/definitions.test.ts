/** What was loaded before is handed out again, and never where anything it was checked against is another. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planProcedures } from '../../server/analysis/plan/known-procedures.ts';
import { loadDefinitions } from '../../server/definitions.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { surveysWith } from '../support/surveys.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const load = (folder: string) => loadDefinitions(folder, t.services.db.study, planProcedures);

test('of the same files the same study comes, wherever they lie', async () => {
  const { studies } = await load(surveysWith({}));
  expect(studies[0]).toBe(t.services.definitions.studies[0]);
});

test('a study that was good is refused beside an instrument that has changed', async () => {
  const folder = surveysWith({});
  const file = join(folder, 'instruments/job-mastery.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^version: 1$/m, 'version: 2'));
  const refusal = /there is no instrument "job-mastery" version 1/;
  await expect(load(folder)).rejects.toThrow(refusal);
  await expect(load(folder)).rejects.toThrow(refusal);
});
