/** Which paper forms two people key: drawn by chance, and the same ones whenever it is drawn again. */

import type { Study } from '../../surveys/study.ts';
import { sha256 } from '../digest.ts';

/** One of the forms that came for a participant at a wave; `nth` is 1 for the first. */
interface Drawn {
  readonly code: string;
  readonly wave: number;
  readonly nth: number;
}

export function isKeyedTwice({ paper: { double_keying } }: Study, form: Drawn): boolean {
  if (typeof double_keying === 'string') return double_keying === 'all';
  const { share, seed } = double_keying;
  return lot(`${seed} ${form.code} ${form.wave} ${form.nth}`) < share;
}

/** Evenly spread over 0 to 1: the first 48 of the bits of a hash. */
function lot(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 12), 16) / 2 ** 48;
}
