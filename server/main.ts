/** The command line: `malepunkt serve` and what else there is to do about a study, `malepunkt --help` lists it. */

import { Command, Option } from 'commander';
import { printError } from './commands/print.ts';
import type { SecretOptions } from './operation/backup-secrets.ts';

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

program
  .command('backup')
  .description('back up both stores into a folder, while the server runs, and verify the backup')
  .argument('<folder>', 'where the backup gets a folder of its own, named by the time')
  .option('--recipient <keys...>', 'encrypt to these public keys (age1…)')
  .addOption(passphraseFile())
  .action(async (folder: string, options: SecretOptions) =>
    (await import('./commands/backup.ts')).backup(process.env, folder, options),
  );

program
  .command('backup-key')
  .description('make a key file that opens backups, and say the public key to encrypt them to')
  .argument('<file>')
  .action(async (file: string) => (await import('./commands/backup.ts')).backupKey(file));

program
  .command('restore')
  .description('restore a backup into an empty folder or empty databases, and verify it')
  .argument('<backup>', 'the folder of one backup')
  .option('--identity-file <file>', 'open it with this key file')
  .addOption(passphraseFile())
  .action(async (backup: string, options: SecretOptions) =>
    (await import('./commands/restore.ts')).restore(process.env, backup, options),
  );

program
  .command('verify')
  .description('look through both stores for damage and tampering, while the server runs')
  .option('--anchors <file>', 'compare the event logs with the anchors in this file')
  .action(async (options: { anchors?: string }) =>
    (await import('./commands/verify.ts')).verify(process.env, options),
  );

program
  .command('anchor')
  .description('say where the event logs end now, to be kept somewhere else')
  .option('--mail <address>', 'also send it by e-mail')
  .action(async (options: { mail?: string }) =>
    (await import('./commands/anchor.ts')).anchor(process.env, options),
  );

program
  .command('rotate-key')
  .description('seal names, addresses and all else anew, while the server is stopped')
  .requiredOption('--new-key-file <file>', 'the key to seal with from now on')
  .action(async (options: { newKeyFile: string }) =>
    (await import('./commands/rotate-key.ts')).rotateKey(process.env, options),
  );

program
  .command('dispatch')
  .description('send every message that is due now: invitations, reminders and thanks')
  .requiredOption('--once', 'look through all studies once, as cron does')
  .action(async () => (await import('./commands/dispatch.ts')).dispatchOnce(process.env));

program
  .command('bounces')
  .description('read the reports of mail that did not arrive, from the mailbox they come to')
  .option(
    '--stdin',
    'read one message from standard input instead, as mail servers hand it on',
    false,
  )
  .action(async (options: { stdin: boolean }) =>
    (await import('./commands/bounces.ts')).bounces(process.env, options),
  );

program
  .command('retention')
  .description('say which studies are past the end of their retention, and what that would delete')
  .option('--delete', 'delete the identities of those that are', false)
  .action(async (options: { delete: boolean }) =>
    (await import('./commands/retention.ts')).retention(process.env, options),
  );

program
  .command('erase')
  .description('erase the answers and the identity of somebody who withdrew')
  .argument('<code>', 'the participant’s code, of a study whose withdrawal means erasure')
  .action(async (code: string) => (await import('./commands/erase.ts')).erase(process.env, code));

program.parseAsync().catch((error: unknown) => {
  printError(error);
  process.exit(1);
});

function passphraseFile(): Option {
  return new Option('--passphrase-file <file>', 'the file that holds the passphrase').env(
    'MALEPUNKT_BACKUP_PASSPHRASE_FILE',
  );
}
