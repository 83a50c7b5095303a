/** A posted form as the server reads it: answer fields, and the page's own fields that start with `_`. */

import type { FastifyRequest } from 'fastify';
import type { Fields } from '../surveys/answers.ts';
import {
  containsIdentityNumber,
  withoutIdentityNumbers as withoutNumbers,
} from '../surveys/identity-number.ts';
import { CatalogueError } from './errors.ts';
import { isTokenShaped } from './security/token.ts';

export interface Form {
  /** Everything that the person filled in. */
  readonly fields: Fields;
  /** One of the page's own hidden fields; empty when it is not there exactly once. */
  own(name: `_${string}`): string;
}

/**
 * Reads the body of a post; a post without a body is an empty form. The page's own fields hold
 * nothing that a person types, so an identity number in them is refused here for all pages.
 */
export function readForm(request: FastifyRequest): Form {
  const body = (request.body ?? {}) as Record<string, string | string[]>;
  const isOwn = (name: string) => /^_[a-z]+$/.test(name);
  const own = Object.entries(body).filter(([name]) => isOwn(name));
  const fields = Object.entries(body).filter(([name]) => !isOwn(name));
  if (holdsIdentityNumber(own)) throw new CatalogueError('identity-number');
  return {
    fields: Object.fromEntries(fields),
    own(name) {
      const value = Object.hasOwn(body, name) ? body[name] : '';
      return typeof value === 'string' ? value : '';
    },
  };
}

/** Reads a form that has nothing to fill in. */
export function readButton(request: FastifyRequest): Form {
  const form = readForm(request);
  if (Object.keys(form.fields).length > 0) throw refusal(form.fields);
  return form;
}

/** Why fields that do not belong to a form are refused. */
export function refusal(fields: Fields): CatalogueError {
  return new CatalogueError(
    holdsIdentityNumber(Object.entries(fields)) ? 'identity-number' : 'not-this-form',
  );
}

/** What was sent, to be shown again: an identity number is not repeated to whoever looks on. */
export function withoutIdentityNumbers(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, sent]) => [
      name,
      [sent ?? []].flat().map((text) => withoutNumbers(text, '')),
    ]),
  );
}

function holdsIdentityNumber(entries: readonly [string, Fields[string]][]): boolean {
  return entries
    .flatMap(([name, sent]) => [name, ...[sent ?? []].flat()])
    .some((text) => !isDrawn(text) && containsIdentityNumber(text));
}

/** Drawn at random by us: one UUID in 140 has digits that look like an identity number. */
function isDrawn(text: string): boolean {
  return isTokenShaped(text) || isRandomUuid(text);
}

function isRandomUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}

/** A counter that a page put into its form. */
export function revisionOf(form: Form): number {
  const text = form.own('_revision');
  if (!/^\d{1,9}$/.test(text)) throw new CatalogueError('bad-form');
  return Number(text);
}
