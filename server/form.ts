/** A posted form as the server reads it: answer fields, and the page's own fields that start with `_`. */

import type { FastifyRequest } from 'fastify';
import type { Fields } from '../surveys/answers.ts';
import { CatalogueError } from './errors.ts';

export interface Form {
  /** Everything that the person filled in. */
  readonly fields: Fields;
  /** One of the page's own hidden fields; empty when it is not there exactly once. */
  own(name: `_${string}`): string;
}

/** Reads the body of a post; a post without a body is an empty form. */
export function readForm(request: FastifyRequest): Form {
  const body = (request.body ?? {}) as Record<string, string | string[]>;
  const fields = Object.entries(body).filter(([name]) => !name.startsWith('_'));
  return {
    fields: Object.fromEntries(fields),
    own(name) {
      const value = Object.hasOwn(body, name) ? body[name] : '';
      return typeof value === 'string' ? value : '';
    },
  };
}

/** A counter that a page put into its form. */
export function revisionOf(form: Form): number {
  const text = form.own('_revision');
  if (!/^\d{1,9}$/.test(text)) throw new CatalogueError('bad-form');
  return Number(text);
}
