/** The tests that mutants are run against: those of the statistics that need neither R nor a browser. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/stats/**/*.test.ts'],
    setupFiles: ['test/support/same-properties.ts'],
    environment: 'node',
    isolate: false,
  },
});
