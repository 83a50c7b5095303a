/** Every page, looked at with care: axe finds nothing, nothing scrolls sideways, every target is big enough. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { freshPage, layoutFaults, lookAt, openBrowser, widths } from '../support/browser.ts';
import { adminPages } from './pages/admin.ts';
import { type PageVisit, participantPages } from './pages/participant.ts';
import { staffPages } from './pages/staff.ts';

/** The pages of an area follow from each other, in one browser profile. */
const areas: Readonly<Record<string, readonly PageVisit[]>> = {
  participant: participantPages,
  staff: staffPages,
  administrator: adminPages,
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(Object.entries(areas))('the pages of the %s', (_, pages) => {
  describe.each(widths)('at %i px', (width) => {
    let study: TestApp;
    let page: Page;
    beforeAll(async () => {
      study = await testApp();
      const address = await study.app.listen({ host: '127.0.0.1', port: 0 });
      page = await freshPage(browser, { width, javaScript: true }, address);
    });
    afterAll(async () => {
      await page.context().close();
      await study.close();
    });

    test.each(pages)('$name', async ({ open, alike }) => {
      await open(page, study);
      if (width > 320 && alike) return expect(await layoutFaults(page)).toEqual([]);
      expect(await lookAt(page)).toEqual([]);
      if (width > 320) return;
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      expect(await layoutFaults(page)).toEqual([]);
    });
  });
});
