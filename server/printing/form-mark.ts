/** What every page of a paper form says of itself, in its QR code and to a hand scanner. */

import { parseCode } from '../participant-code.ts';

export interface FormMark {
  /** Null on a blank form, whose code and wave are written on by hand. */
  readonly of: { readonly code: string; readonly wave: number } | null;
  /** The instrument's version. */
  readonly version: number;
  readonly page: number;
  readonly pages: number;
}

/** For example `K7M4QXQ.2.1.3.6`. Keyboards of hand scanners mix up other signs than these. */
export function writeMark({ of, version, page, pages }: FormMark): string {
  return [of?.code ?? '-', of?.wave ?? '-', version, page, pages].join('.');
}

/** Null for what is no mark of ours. */
export function readMark(scanned: string): FormMark | null {
  const parts = /^(-|[0-9A-Z]{7})\.(-|\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(
    scanned.trim().toUpperCase(),
  );
  if (!parts) return null;
  const [, code = '', wave = '', ...rest] = parts;
  const [version = 0, page = 0, pages = 0] = rest.map(Number);
  const isBlank = code === '-' && wave === '-';
  const of = isBlank ? null : { code: parseCode(code) ?? '', wave: Number(wave) };
  const isWhole = of === null || (of.code === code && of.wave >= 1);
  const isPage = version >= 1 && page >= 1 && page <= pages;
  return isWhole && isPage ? { of, version, page, pages } : null;
}
