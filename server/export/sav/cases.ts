/** The cases of an SPSS system file: small whole numbers and blanks in one byte, anything else in eight more. */

import type { Cell } from '../../../surveys/codebook.ts';
import { Bytes } from './bytes.ts';
import { bias } from './system-file.ts';
import { bytesInPiece, elements, pieces, type SavVariable, widthOf } from './variable.ts';

/** What a byte says of the element that it stands for. */
const code = { follows: 253, blank: 254, nothing: 255 } as const;
/** Numbers from here on are no numbers. */
const firstCode = 252;
const blank = Buffer.alloc(8, ' ');

/** Eight of those bytes stand together, before what follows for them. */
export class CaseWriter {
  readonly #variables: readonly SavVariable[];
  readonly #out = new Bytes();
  #codes: number[] = [];
  #following: Uint8Array[] = [];

  constructor(variables: readonly SavVariable[]) {
    this.#variables = variables;
  }

  /** One cell for each variable. */
  add(row: readonly Cell[]): void {
    this.#variables.forEach((variable, at) => {
      const cell = row[at] ?? '';
      if (widthOf(variable) > 0) this.#text(String(cell), variable);
      else this.#number(numberOf(cell, variable));
    });
  }

  /** What is complete so far. */
  take(): Buffer {
    return this.#out.take();
  }

  /** Zeros fill the last eight; the file ends where its bytes do. */
  end(): Buffer {
    while (this.#codes.length > 0) this.#element(0);
    return this.take();
  }

  #number(value: number | null): void {
    const small = value === null ? code.nothing : value + bias;
    const isSmall = Number.isInteger(small) && small >= 1 && small < firstCode;
    if (value === null || isSmall) this.#element(small);
    else {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      this.#element(code.follows, bytes);
    }
  }

  #text(text: string, variable: SavVariable): void {
    const whole = new Bytes().text(text, widthOf(variable)).take();
    let from = 0;
    for (const width of pieces(variable)) {
      const piece = Buffer.alloc(8 * elements(width), ' ');
      whole.copy(piece, 0, from, from + bytesInPiece(width));
      from += bytesInPiece(width);
      for (let at = 0; at < piece.length; at += 8) {
        const element = piece.subarray(at, at + 8);
        if (element.equals(blank)) this.#element(code.blank);
        else this.#element(code.follows, element);
      }
    }
  }

  #element(said: number, following?: Uint8Array): void {
    this.#codes.push(said);
    if (following) this.#following.push(following);
    if (this.#codes.length < 8) return;
    this.#out.raw(Uint8Array.from(this.#codes));
    for (const bytes of this.#following) this.#out.raw(bytes);
    this.#codes = [];
    this.#following = [];
  }
}

/** Null where there is nothing; a date that is missing has its code, as numbers do. */
function numberOf(cell: Cell, { kind }: SavVariable): number | null {
  if (cell === '') return null;
  if (typeof cell === 'number') return cell;
  return kind === 'date' ? secondsOf(cell) : Number(cell);
}

const firstDay = Temporal.PlainDate.from('1582-10-14');

function secondsOf(day: string): number {
  return 86_400 * Temporal.PlainDate.from(day).since(firstDay, { largestUnit: 'days' }).days;
}
