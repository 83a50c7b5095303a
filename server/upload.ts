/** Files that staff send with a form: one at a time, kept in memory while they are looked at, never on the disk as they came. */

import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CatalogueError } from './errors.ts';

export interface Upload {
  /** What the sender calls it: a claim, not to be trusted or stored. */
  readonly name: string;
  readonly body: Buffer;
  /** There was more than is taken; `body` is its beginning. */
  readonly tooLarge: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The file that came with the form; null when there was none. */
    upload: Upload | null;
  }
}

/**
 * For a scope of its own, in which all posts are forms with a file. The form's fields become the
 * body that every other form has, before the door looks for the form token in it.
 */
export async function takeUploads(app: FastifyInstance, largest: number): Promise<void> {
  app.removeContentTypeParser('application/x-www-form-urlencoded');
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 10, parts: 11, fieldSize: 1000, fileSize: largest },
  });
  app.decorateRequest('upload', null);
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    try {
      await readParts(request);
    } catch {
      // Cut off, mangled, or more parts than any page of ours sends.
      throw new CatalogueError('bad-form');
    }
  });
}

async function readParts(request: FastifyRequest): Promise<void> {
  const fields: Record<string, string | string[]> = {};
  for await (const part of request.parts())
    if (part.type === 'field') {
      const value = String(part.value);
      const earlier = fields[part.fieldname];
      fields[part.fieldname] = earlier === undefined ? value : [earlier, value].flat();
    } else {
      const body = Buffer.concat(await Array.fromAsync<Buffer>(part.file));
      const { truncated } = part.file;
      // A file field that was left empty comes as a file without a name and without a byte.
      if (body.length > 0)
        request.upload = { name: part.filename ?? '', body, tooLarge: truncated };
    }
  request.body = fields;
}
