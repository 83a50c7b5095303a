/** Small files as a scanner or a phone makes them, and forms that carry a file. */

import { crc32, deflateSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './app.ts';
import type { Staff } from './staff.ts';

/** One white dot. */
export function png(): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 255, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Begins and ends as a picture from a camera; `comment` stands where cameras write their name. */
export function jpeg(comment = 'Kamera'): Buffer {
  const text = Buffer.from(comment);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('fffe', 'hex'),
    length,
    text,
    Buffer.from('ffd9', 'hex'),
  ]);
}

/** One empty page. */
export function pdf(size = 0): Buffer {
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
      '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
      '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj',
      `% ${' '.repeat(size)}`,
      'trailer <</Root 1 0 R>>',
      '%%EOF',
      '',
    ].join('\n'),
  );
}

export interface SentFile {
  readonly name: string;
  readonly body: Buffer | string;
  readonly type?: string;
}

/** Posts a form with a file, with the session's form token unless the fields bring one. */
export function sendFile(
  { app }: Pick<TestApp, 'app'>,
  staff: Staff | null,
  url: string,
  files: SentFile | readonly SentFile[] | null,
  fields: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const boundary = 'x-boundary-of-the-test-x';
  const part = (heading: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${heading}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  const all = { ...(staff ? { _csrf: staff.csrf } : {}), ...fields };
  const payload = Buffer.concat([
    ...Object.entries(all).map(([name, value]) => part(`name="${name}"`, value)),
    ...[files ?? []]
      .flat()
      .map(({ name, body, type = 'application/octet-stream' }) =>
        part(`name="file"; filename="${name}"\r\ncontent-type: ${type}`, body),
      ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(staff ? { cookie: staff.cookie } : {}),
    },
    payload,
  });
}
