/** Reads what the database holds of one participant's answers. */

import type { Sheet } from '../../surveys/answer.ts';
import type { TestApp } from './app.ts';

/** The sheet of the participant's web response, with values bare and missing reasons in angle brackets. */
export async function sheetOf(testApp: TestApp, code: string): Promise<Record<string, unknown>> {
  const { sheet } = await responseOf(testApp, code);
  return Object.fromEntries(
    Object.entries(JSON.parse(sheet) as Sheet).map(([name, answer]) => [
      name,
      'value' in answer ? answer.value : `<${answer.missing}>`,
    ]),
  );
}

export async function responseOf({ services }: TestApp, code: string) {
  return services.db.study
    .selectFrom('response')
    .selectAll()
    .where('code', '=', code)
    .where('channel', '=', 'web')
    .executeTakeFirstOrThrow();
}

/** Each scale's value or reason, and how many of its items were answered. */
export async function scoresOf(testApp: TestApp, code: string): Promise<Record<string, string>> {
  const { id } = await responseOf(testApp, code);
  const rows = await testApp.services.db.study
    .selectFrom('score')
    .selectAll()
    .where('response_id', '=', id)
    .execute();
  return Object.fromEntries(
    rows.map((row) => [
      row.scale,
      `${row.value === null ? `<${row.missing}>` : Number(row.value.toFixed(4))} from ${row.answered} of ${row.of_items}`,
    ]),
  );
}

/** The pages that were saved, in order. */
export async function savesOf(testApp: TestApp, code: string) {
  const { id } = await responseOf(testApp, code);
  return testApp.services.db.study
    .selectFrom('saved_page')
    .selectAll()
    .where('response_id', '=', id)
    .orderBy('revision')
    .execute();
}
