/** The fixture study of diaries, which has texts, and a second version of its form. */

import { join } from 'node:path';
import type { DatabaseHome } from '../../../server/db/open.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';

export interface DiaryOptions {
  readonly now?: string;
  readonly home?: DatabaseHome;
  readonly key?: Buffer;
  readonly version?: 1 | 2;
}

export function diaryApp({ version = 1, ...options }: DiaryOptions = {}): Promise<TestApp> {
  const folder = version === 1 ? 'surveys-text' : 'surveys-text-2';
  return testApp({ ...options, surveys: join(import.meta.dirname, '../../fixtures', folder) });
}

export function registerWriter(
  diaries: TestApp,
  name: string,
  changes: Parameters<typeof register>[1] = {},
): Promise<string> {
  const place = { role: 'writer', arm: 'skriver', site: 'nord' };
  return register(diaries, { ...place, name, ...changes }, 'diaries');
}
