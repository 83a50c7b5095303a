/** The tests that take minutes: a real browser on every page, and the drills. The others run at every change. */

import { defineConfig } from 'vitest/config';
import everyChange, { longTests } from '../vitest.config.ts';

export default defineConfig({
  test: { ...everyChange.test, include: longTests, exclude: [] },
});
