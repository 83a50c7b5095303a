/** Formulas as MathML, which browsers draw and screen readers read without any style of ours. */

/** Letters and words; a single letter is drawn in italics. */
export const mi = (name: string) => `<mi>${name}</mi>`;
export const mn = (number: number | string) => `<mn>${number}</mn>`;
export const mo = (sign: string) => `<mo>${sign}</mo>`;
export const row = (...parts: readonly string[]) => `<mrow>${parts.join('')}</mrow>`;
export const over = (above: string, below: string) => `<mfrac>${above}${below}</mfrac>`;
export const root = (inner: string) => `<msqrt>${inner}</msqrt>`;
export const sub = (base: string, index: string) => `<msub>${base}${index}</msub>`;
export const squared = (base: string) => `<msup>${base}${mn(2)}</msup>`;
export const subSquared = (base: string, index: string) =>
  `<msubsup>${base}${index}${mn(2)}</msubsup>`;
export const mean = (name: string) => `<mover accent="true">${mi(name)}${mo('¯')}</mover>`;
export const minus = mo('−');
export const plus = mo('+');
export const equals = mo('=');
export const braced = (...parts: readonly string[]) => row(mo('('), ...parts, mo(')'));
/** A word below a sign stands upright. */
export const word = (text: string) => `<mtext>${text}</mtext>`;
export const sumOf = (index: string, inner: string) =>
  row(`<munder>${mo('∑')}${mi(index)}</munder>`, inner);

/** Each formula a block of its own. */
export function formulas(...lines: readonly string[]): string {
  return lines.map((line) => `<math display="block">${line}</math>`).join('');
}
