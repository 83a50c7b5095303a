/** The command line: `malepunkt serve`, `demo`, `check` and `schema`. */

import { Command } from 'commander';
import { checkFiles } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { printError } from './commands/print.ts';
import { writeSchemas } from './commands/schema.ts';
import { serve } from './commands/serve.ts';

const program = new Command('malepunkt').description(
  'Longitudinal studies: questionnaires as data, links and paper, statistics beside the answers.',
);

program
  .command('serve')
  .description('run the server, configured by MALEPUNKT_… in the environment')
  .action(() => serve(process.env));

program
  .command('demo')
  .description('run a made-up study in a temporary folder, with nothing to configure')
  .option('--port <number>', 'where to listen; 0 finds a free one', '3000')
  .option('--json', 'print what to open as one line of JSON', false)
  .action((options: { port: string; json: boolean }) => demo(options));

program
  .command('check')
  .description('check instrument and study files; every fault with its line and column')
  .argument('<files...>')
  .action((files: string[]) => checkFiles(files));

program
  .command('schema')
  .description('write the JSON Schemas that editors use for instruments and studies')
  .action(() => writeSchemas());

program.parseAsync().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});
