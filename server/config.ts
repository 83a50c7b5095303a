/** Configuration from the environment: validated once at start, refused by name when wrong. */

import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StaffRole, staffRoles } from '../surveys/staff-roles.ts';
import type { DatabaseHome } from './db/open.ts';
import { ExpectedError } from './expected-error.ts';

export interface Config {
  /** The address participants see, without a slash at the end. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly home: DatabaseHome;
  /** 32 bytes that open the identity fields; never in the data folder. */
  readonly key: Buffer;
  /** The folder with `instruments/` and `studies/`. */
  readonly surveys: string;
  readonly smtp: SmtpConfig;
  /** How often the server looks for messages that are due, in minutes; 0 leaves that to cron. */
  readonly dispatchMinutes: number;
  readonly bounces: BounceConfig;
  readonly logLevel: string;
  /** True behind one reverse proxy that sets X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** The roles that need a second factor to sign in; others can choose to have one. */
  readonly secondFactor: readonly StaffRole[];
}

export interface SmtpConfig {
  readonly url: string;
  /** The sender that participants see. */
  readonly from: string;
}

/** Where reports come in about mail that could not be delivered; null where nobody reads them. */
export interface BounceConfig {
  /** Each message gets one of its own made from this one. */
  readonly address: string | null;
  /** The mailbox behind it. */
  readonly imapUrl: string | null;
}

export class ConfigError extends ExpectedError {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

export const shippedSurveys = fileURLToPath(new URL('../surveys', import.meta.url));

/** Reads `MALEPUNKT_…`; throws a ConfigError that names every variable that is missing or wrong. */
export function readConfig(env: Environment): Config {
  return readSettings(env, ...(Object.keys(settings) as (keyof Config)[]));
}

/** Only what a command needs: a backup asks for no mail server, and for no key. */
export function readSettings<K extends keyof Config>(
  env: Environment,
  ...names: readonly K[]
): Pick<Config, K> {
  const faults: string[] = [];
  const read: Read = (name, parse, fallback) => {
    const text = env[name] ?? fallback;
    if (text === undefined) {
      faults.push(`${name} is missing`);
      return undefined;
    }
    try {
      return parse(text);
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : 'not usable'}`);
      return undefined;
    }
  };
  const found = Object.fromEntries(names.map((name) => [name, settings[name](read, env)]));
  const { home } = found as Partial<Config>;
  if (home?.kind === 'sqlite' && isInside(env.MALEPUNKT_KEY_FILE, home.folder))
    faults.push(
      'MALEPUNKT_KEY_FILE: must not be in MALEPUNKT_DATA, where backups would take it along',
    );
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return found as Pick<Config, K>;
}

/** How each is read; undefined when that failed and was noted. */
const settings: { readonly [K in keyof Config]: (read: Read, env: Environment) => unknown } = {
  publicUrl: (read) => read('MALEPUNKT_PUBLIC_URL', webAddress),
  host: (read) => read('MALEPUNKT_HOST', String, '127.0.0.1'),
  port: (read) => read('MALEPUNKT_PORT', portNumber, '3000'),
  home: (read, env) => readHome(env, read),
  key: (read) => read('MALEPUNKT_KEY_FILE', readKey),
  surveys: (read) => read('MALEPUNKT_SURVEYS', folder, shippedSurveys),
  smtp: (read) => ({
    url: read('MALEPUNKT_SMTP_URL', smtpAddress),
    from: read('MALEPUNKT_MAIL_FROM', sender),
  }),
  dispatchMinutes: (read) => read('MALEPUNKT_DISPATCH_MINUTES', minutes, '5'),
  bounces: (read) => ({
    address: read('MALEPUNKT_BOUNCE_ADDRESS', bounceAddress, '') || null,
    imapUrl: read('MALEPUNKT_BOUNCE_IMAP_URL', imapAddress, '') || null,
  }),
  logLevel: (read) => read('MALEPUNKT_LOG_LEVEL', logLevel, 'info'),
  trustProxy: (read) => read('MALEPUNKT_TRUST_PROXY', yesOrNo, 'no'),
  secondFactor: (read) => read('MALEPUNKT_SECOND_FACTOR', rolesOrNone, 'admin,coordinator'),
};

type Read = <T>(name: string, parse: (text: string) => T, fallback?: string) => T | undefined;

/** Two PostgreSQL addresses, or else a folder for SQLite. */
function readHome(env: Environment, read: Read): DatabaseHome | undefined {
  if (env.MALEPUNKT_REGISTRY_URL === undefined && env.MALEPUNKT_STUDY_URL === undefined) {
    const path = read('MALEPUNKT_DATA', String);
    return path === undefined ? undefined : { kind: 'sqlite', folder: path };
  }
  const registryUrl = read('MALEPUNKT_REGISTRY_URL', postgresAddress);
  const studyUrl = read('MALEPUNKT_STUDY_URL', postgresAddress);
  return registryUrl && studyUrl ? { kind: 'postgres', registryUrl, studyUrl } : undefined;
}

function webAddress(text: string): string {
  const { origin, hostname, protocol, href } = new URL(
    address(text, ['http:', 'https:'], 'https://studie.example.no'),
  );
  if (href !== `${origin}/`) throw new Error('must be a host without path, user or question mark');
  if (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error('must begin with https: answers are not sent in the open');
  return origin;
}

function smtpAddress(text: string): string {
  return address(text, ['smtp:', 'smtps:'], 'smtp://user:password@mail.example.no:587');
}

function postgresAddress(text: string): string {
  return address(text, ['postgres:', 'postgresql:'], 'postgres://user:password@host/database');
}

/** The message shows an example, never the value: an address may hold a password. */
function address(text: string, protocols: readonly string[], example: string): string {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
    throw new Error(`must be an address like ${example}`);
  return text;
}

export function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error('must be 0 to 65535');
  return Number(text);
}

function sender(text: string): string {
  if (!/^[^<>@\s]+@[^<>@\s]+$|^[^<>@]+ <[^<>@\s]+@[^<>@\s]+>$/.test(text))
    throw new Error('must be like Studien <studie@example.no>');
  return text;
}

function minutes(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new Error('must be a number of minutes, or 0 for never');
  return Number(text);
}

/** Empty for none. */
function bounceAddress(text: string): string {
  if (text === '') return text;
  if (!/^[^<>@\s+]{1,31}@[^<>@\s]+$/.test(text))
    throw new Error('must be like retur@example.no, with at most 31 characters before the @');
  return text;
}

/** Empty for none. */
function imapAddress(text: string): string {
  return text && address(text, ['imap:', 'imaps:'], 'imaps://user:password@mail.example.no/INBOX');
}

function folder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('is not a folder');
  return path;
}

/** The 32 bytes of a key file. */
export function readKey(path: string): Buffer {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('is not a file');
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32)
    throw new Error('must hold 32 random bytes in base64, made with: openssl rand -base64 32');
  return key;
}

function logLevel(text: string): string {
  const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'];
  if (!levels.includes(text)) throw new Error(`must be one of ${levels.join(', ')}`);
  return text;
}

function isInside(file: string | undefined, folder: string): boolean {
  return file !== undefined && !relative(folder, file).startsWith('..');
}

function yesOrNo(text: string): boolean {
  if (text !== 'yes' && text !== 'no') throw new Error('must be yes or no');
  return text === 'yes';
}

function rolesOrNone(text: string): StaffRole[] {
  if (text.trim() === 'none') return [];
  const named = text.split(',').map((part) => part.trim());
  const roles = staffRoles.filter((role) => named.includes(role));
  if (roles.length !== named.length)
    throw new Error(`must be none, or roles with commas between them: ${staffRoles.join(', ')}`);
  return roles;
}
