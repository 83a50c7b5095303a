/** Three kinds of tests that need more and more around them: plain ones, real databases, a real browser. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/support/unpack-browser.ts',
      'test/support/r-server.ts',
      'test/support/postgres-server.ts',
    ],
    setupFiles: ['test/support/same-properties.ts'],
    environment: 'node',
    // One more than two cores: much of the time is spent waiting for the browser, the database and the disk.
    maxWorkers: 3,
    // Files share loaded modules, none of which keeps state of a test: a fifth of the time.
    isolate: false,
    // Room for a busy machine: no timing decides a test.
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
