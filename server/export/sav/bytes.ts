/** The little-endian numbers and padded texts that an SPSS system file is made of. */

/** Collects bytes; what is written is a copy. */
export class Bytes {
  readonly #parts: Uint8Array[] = [];

  int(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32LE(value);
    return this.raw(part);
  }

  double(value: number): this {
    const part = Buffer.alloc(8);
    part.writeDoubleLE(value);
    return this.raw(part);
  }

  /** UTF-8 in just so many bytes: blanks after it, or cut between two characters. */
  text(text: string, length: number): this {
    const part = Buffer.alloc(length, ' ');
    clipped(text, length).copy(part);
    return this.raw(part);
  }

  raw(part: Uint8Array): this {
    this.#parts.push(part);
    return this;
  }

  take(): Buffer {
    return Buffer.concat(this.#parts.splice(0));
  }
}

/** As many whole characters of a text as there is room for. */
export function clipped(text: string, most: number): Buffer {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= most) return all;
  let end = most;
  // A byte that goes on with a character begins with the bits 10.
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.subarray(0, end);
}

export const byteLength = (text: string) => Buffer.byteLength(text, 'utf8');

/** Rounded up to whole units. */
export const whole = (length: number, unit: number) => unit * Math.ceil(length / unit);
