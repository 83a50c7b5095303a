/** Runs one R (WebAssembly, from npm) for all tests behind loopback HTTP; it starts with the first question. */

import type { TestProject } from 'vitest/node';
import type { EvalROptions, RObject, WebR } from 'webr';
import { serveLoopback } from './loopback.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    rServer: string;
  }
}

export interface RQuestion {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export default async function serveR(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<WebR> | undefined;
  let lastAnswer: Promise<unknown> = Promise.resolve();

  const loopback = await serveLoopback(async (request) => {
    const question: RQuestion = JSON.parse(Buffer.concat(await request.toArray()).toString());
    starting ??= startR();
    const webR = await starting;
    // R does one thing at a time; questions from several test files wait their turn.
    const answer = lastAnswer.then(() => evaluate(webR, question));
    lastAnswer = answer.catch(() => undefined);
    return answer;
  });
  project.provide('rServer', loopback.url);

  return async () => {
    await loopback.close();
    (await starting)?.close();
  };
}

/** What webr takes as the value of a variable. */
type RData = NonNullable<EvalROptions['env']>;

async function startR(): Promise<WebR> {
  const { WebR } = await import('webr');
  const webR = new WebR({ interactive: false });
  await webR.init();
  return webR;
}

async function evaluate(webR: WebR, { code, data }: RQuestion): Promise<unknown> {
  const shelter = await new webR.Shelter();
  try {
    const environment = Object.fromEntries(
      Object.entries(data).map(([name, x]) => [name, forR(x)]),
    );
    const result = await shelter.evalR(code, { env: environment });
    return plain((await (result as RObject).toJs()) as RTree);
  } finally {
    await shelter.purge();
  }
}

interface RTree {
  readonly type: string;
  readonly names?: readonly (string | null)[] | null;
  readonly values?: readonly unknown[];
}

/** Numbers become a vector (null is NA), other arrays a list, objects a named list. */
function forR(value: unknown): RData {
  if (Array.isArray(value)) {
    return value.every((x) => typeof x === 'number' || x === null)
      ? { type: 'double', names: null, values: value }
      : { type: 'list', names: null, values: value.map(forR) };
  }
  if (typeof value !== 'object' || value === null) return value as RData;
  return { type: 'list', names: Object.keys(value), values: Object.values(value).map(forR) };
}

/** R's value as JSON: named lists and vectors are objects, one number is a number, NA, NaN and NULL are null. */
function plain(value: RTree | unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? null : String(value);
  if (typeof value !== 'object' || value === null || !('type' in value)) return value ?? null;
  const { type, names, values = [] } = value as RTree;
  if (type === 'null') return null;
  const members = values.map(plain);
  if (names?.every((name) => name)) {
    return Object.fromEntries(names.map((name, i) => [name, members[i]]));
  }
  return type !== 'list' && members.length === 1 ? members[0] : members;
}
