/** Three kinds of tests that need more and more around them: plain ones, real databases, a real browser. */

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { temporaryFolder } from './test/support/temporary.ts';

process.env.TMPDIR ??= temporaryFolder();

/** What takes minutes begins first, so that one worker is not left with it while the others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(e2e|operation|drills|oracle)\//.test(moduleId);
    const [long, short] = [files.filter(isLong), files.filter((file) => !isLong(file))];
    return [...(await super.sort(long)), ...(await super.sort(short))];
  }
}

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
    sequence: { sequencer: LongestFirst },
    // One more than two cores: much of the time is spent waiting for the browser, the database and the disk.
    maxWorkers: 3,
    // Files share loaded modules, none of which keeps state of a test: a fifth of the time.
    isolate: false,
    // Room for a busy machine: no timing decides a test.
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
