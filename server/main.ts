/** The command line: `malepunkt serve`, `demo`, `check` and `schema`. */

import { Command } from 'commander';
import { printError } from './commands/print.ts';

// Each command loads what it needs when it is called: checking a file does not load a web server.
const program = new Command('malepunkt').description(
  'Longitudinal studies: questionnaires as data, links and paper, statistics beside the answers.',
);

program
  .command('serve')
  .description('run the server, configured by MALEPUNKT_… in the environment')
  .action(async () => (await import('./commands/serve.ts')).serve(process.env));

program
  .command('demo')
  .description('run a made-up study in a temporary folder, with nothing to configure')
  .option('--port <number>', 'where to listen; 0 finds a free one', '3000')
  .option('--json', 'print what to open as one line of JSON', false)
  .action(async (options: { port: string; json: boolean }) =>
    (await import('./commands/demo.ts')).demo(options),
  );

program
  .command('check')
  .description('check instrument and study files; every fault with its line and column')
  .argument('<files...>')
  .action(async (files: string[]) => (await import('./commands/check.ts')).checkFiles(files));

program
  .command('schema')
  .description('write the JSON Schemas that editors use for instruments and studies')
  .action(async () => (await import('./commands/schema.ts')).writeSchemas());

program.parseAsync().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});
