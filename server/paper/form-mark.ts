/** What every page of a printed form says of itself, in print and in its QR code: whose it is, of which wave, and which page. */

import { parseCode } from '../participant-code.ts';

export interface FormMark {
  readonly code: string;
  readonly wave: number;
  /** Of the instrument. */
  readonly version: number;
  readonly page: number;
  readonly pages: number;
}

/** Letters, digits and full stops only: other signs come out wrong from hand scanners on some keyboards. */
export function formMark({ code, wave, version, page, pages }: FormMark): string {
  return [code, wave, version, page, pages].join('.');
}

/** Null for anything else, such as a mark with a slip in its code. */
export function parseFormMark(typed: string): FormMark | null {
  const [first = '', ...numbers] = typed.trim().split('.');
  const code = parseCode(first);
  const [wave, version, page, pages] = numbers.map((text) =>
    /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0,
  );
  if (!code || !wave || !version || !page || !pages || numbers.length > 4) return null;
  return { code, wave, version, page, pages };
}
