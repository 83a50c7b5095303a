/** Somebody at the keying screen in a real browser, with a paper form and nothing but the keyboard. */

import type { Page } from 'playwright-core';
import type { Sheet } from '../../surveys/answer.ts';
import type { TestApp } from './app.ts';

export interface Desk {
  readonly page: Page;
  /** Every key that was pressed since the form was opened. */
  readonly keystrokes: () => number;
  /** Presses keys by their names, parted by spaces. */
  press(keys: string): Promise<void>;
  /** The question where the cursor is, or the numbers that should be empty. */
  at(): Promise<string>;
  /** What stands beside the question. */
  said(): Promise<string>;
}

/** A new keyer in this browser profile. */
export async function deskOf(page: Page, study: TestApp, address: string): Promise<Desk> {
  const { cookie } = await study.signedIn('keyer');
  await page
    .context()
    .addCookies([{ name: 'session', value: cookie.replace('session=', ''), url: address }]);
  let keystrokes = 0;
  page.on('load', () => {
    keystrokes = 0;
  });
  return {
    page,
    keystrokes: () => keystrokes,
    async press(keys) {
      for (const key of keys.split(' ').filter(Boolean)) {
        keystrokes += 1;
        await page.keyboard.press(key);
      }
    },
    at: () =>
      page.evaluate(() => {
        const stretch = document.querySelector<HTMLElement>('.key-stretch b');
        const current = document.querySelector<HTMLElement>('[data-current]');
        return stretch?.textContent ?? current?.dataset.question ?? '';
      }),
    said: () =>
      page.evaluate(() => {
        const beside = document.querySelector<HTMLElement>('.key-saying');
        return beside?.hidden ? '' : (beside?.textContent ?? '');
      }),
  };
}

/** The paper answers of a code as they were stored: values bare, reasons in angle brackets, flags after a value. */
export async function keyedSheet({ services }: TestApp, code: string) {
  const { sheet } = await services.db.study
    .selectFrom('response')
    .select('sheet')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return Object.fromEntries(
    Object.entries(JSON.parse(sheet) as Sheet).map(([name, answer]) => {
      if ('missing' in answer) return [name, `<${answer.missing}>`];
      return [name, answer.flags ? [answer.value, ...answer.flags] : answer.value];
    }),
  );
}
