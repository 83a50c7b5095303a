/** A web font as the plain font that is packed in it: unpacking it anew for every form takes longer than drawing. */

import { inflateSync } from 'node:zlib';

/** From WOFF 1.0, whose tables are those of a plain font, each deflated: https://www.w3.org/TR/WOFF/ */
export function unpackedFont(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('this is no WOFF file');
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
    tableAt(woff, 44 + index * 20),
  );
  const directory = Buffer.alloc(12 + tables.length * 16);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(tables.length, 4);
  // How a reader may search the directory: the greatest power of two of its entries.
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tables.length - 2 ** power) * 16, 10);

  let offset = directory.length;
  const bodies = tables.map(({ tag, checksum, body }, index) => {
    const entry = 12 + index * 16;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(body.length, entry + 12);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([directory, ...bodies]);
}

function tableAt(woff: Buffer, entry: number) {
  const [offset = 0, packed = 0, length = 0, checksum = 0] = [4, 8, 12, 16].map((at) =>
    woff.readUInt32BE(entry + at),
  );
  const stored = woff.subarray(offset, offset + packed);
  const body = packed < length ? inflateSync(stored) : stored;
  return { tag: woff.toString('latin1', entry, entry + 4), checksum, body };
}
