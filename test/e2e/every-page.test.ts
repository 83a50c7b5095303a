/** Every page, looked at with care: axe finds nothing, nothing scrolls sideways, every target is big enough. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import {
  freshPage,
  layoutFaults,
  lookAt,
  openBrowser,
  widths,
  withAxe,
} from '../support/browser.ts';
import { adminPages } from './pages/admin.ts';
import { contactPages } from './pages/contact.ts';
import { type PageVisit, participantPages } from './pages/participant.ts';
import { researchPages } from './pages/research.ts';
import { secondFactorPages } from './pages/second-factor.ts';
import { staffPages } from './pages/staff.ts';

/** The pages of an area follow from each other, in one browser profile. */
const areas: Readonly<Record<string, readonly PageVisit[]>> = {
  participant: participantPages,
  staff: staffPages,
  'what is sent': contactPages,
  administrator: adminPages,
  'way in with a code': secondFactorPages,
  researcher: researchPages,
};

const [phone, desk] = widths;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(Object.entries(areas))('the pages of the %s', (_, pages) => {
  let study: TestApp;
  let page: Page;
  beforeAll(async () => {
    study = await testApp();
    const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
    page = await withAxe(await freshPage(browser, { width: phone, javaScript: true }, address));
  });
  afterAll(async () => {
    await page.context().close();
    await study.close();
  });

  test.each(pages)('$name', async ({ open, alike }) => {
    await page.setViewportSize({ width: phone, height: 700 });
    await open(page, study);
    expect({ at: phone, faults: await lookAt(page) }).toEqual({ at: phone, faults: [] });

    await page.setViewportSize({ width: desk, height: 700 });
    // What a screen reader is told differs by width where a table becomes cards; the rest is layout.
    const differs = !alike && (await page.locator('table').count()) > 0;
    const faults = await (differs ? lookAt(page) : layoutFaults(page));
    expect({ at: desk, faults }).toEqual({ at: desk, faults: [] });

    await page.setViewportSize({ width: phone, height: 700 });
    await setTextSize(page, '200%');
    expect({ textSize: '200%', faults: await layoutFaults(page) }).toEqual({
      textSize: '200%',
      faults: [],
    });
    await setTextSize(page, '');
  });
});

function setTextSize(page: Page, size: string): Promise<void> {
  return page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize;
  }, size);
}
