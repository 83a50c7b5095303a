/** A real browser for the tests, and a careful look at whatever page it shows. */

import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import type axe from 'axe-core';
import { type Browser, type Locator, type Page, chromium as playwright } from 'playwright-core';

export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--font-render-hinting=none',
      // A new frame host for every document is a third of the work of a visit. This list takes the
      // place of Playwright's own, of which these tests need the one about addresses without TLS.
      '--disable-features=RenderDocument,HttpsUpgrades',
      // No page lives long enough for its scripts to pay back what it takes to optimise them.
      '--js-flags=--no-opt,--no-maglev',
    ],
  });
}

/** A phone as narrow as they come, and a desk. */
export const widths = [320, 1280] as const;

export interface Setting {
  readonly width: number;
  readonly javaScript: boolean;
}

/** A page in a browser profile of its own: no cookies, no history. */
export async function freshPage(
  browser: Browser,
  { width, javaScript }: Setting,
  baseURL: string,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: 700 },
    javaScriptEnabled: javaScript,
    locale: 'nb-NO',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  return page;
}

/** Presses a button or a link that leads on, and is there when the next page is. */
export async function follow(target: Locator): Promise<void> {
  const there = target.page().waitForEvent('load');
  await target.click();
  await there;
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Every document of this page brings axe along; sent anew for each look, it takes longer than the look. */
export async function withAxe(page: Page): Promise<Page> {
  await page.addInitScript({ path: axeFile });
  return page;
}

/** What a careful look finds wrong with the page that is open: nothing, when all is well. The page is one `withAxe`. */
export async function lookAt(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() => {
    const brought = (globalThis as unknown as { axe: typeof axe }).axe;
    return brought.run({ resultTypes: ['violations'], preload: false });
  });
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(await layoutFaults(page)),
  ];
}

/** What can be measured without a script in the page: sideways scroll, and targets that are too small. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth)
      faults.push(`scrolls sideways: ${scrollWidth} px on a screen of ${clientWidth} px`);
    for (const target of document.querySelectorAll('.choice label, .point label, button')) {
      const { width, height } = target.getBoundingClientRect();
      if (height < 44 || width < 44)
        faults.push(`target of ${width} × ${height} px: ${target.textContent}`);
    }
    return faults;
  });
}
