/** Unpacks the browser once before all tests: two files must not start what the other is still unpacking. */

import chromium from '@sparticuz/chromium';

export default async function unpackBrowser(): Promise<void> {
  await chromium.executablePath();
}
