/** How each kind of thing on a page is drawn with pdfkit: black only, so that any printer will do. */

import { encode } from 'uqr';
import type { Drawable } from './drawing.ts';
import { runsOf } from './typeface.ts';

type Document = PDFKit.PDFDocument;
type Drawn<Kind extends Drawable['draw']> = Extract<Drawable, { draw: Kind }>;

function drawText(document: Document, { x, y, text, style }: Drawn<'text'>): void {
  let left = points(x);
  document.fillColor('black');
  for (const { font, text: run } of runsOf(text, style)) {
    document.font(font, style.size);
    document.text(run, left, points(y), { lineBreak: false, baseline: 'alphabetic' });
    left += document.widthOfString(run);
  }
}

function drawExample(document: Document, example: Drawn<'example'>): void {
  const [x, y] = [points(example.x), points(example.y)];
  const [width, height] = [points(example.width), points(example.height)];
  document.lineWidth(points(boxLine)).rect(x, y, width, height);
  if (example.filled === 'black') {
    document.fillAndStroke('black', 'black');
    return;
  }
  document.stroke('black');
  const inset = points(0.9);
  document
    .lineWidth(points(0.7))
    .moveTo(x + inset, y + inset)
    .lineTo(x + width - inset, y + height - inset)
    .moveTo(x + width - inset, y + inset)
    .lineTo(x + inset, y + height - inset)
    .stroke('black');
}

function drawArrow(document: Document, arrow: Drawn<'arrow'>): void {
  const [x, y, end] = [points(arrow.x), points(arrow.y), points(arrow.x + arrow.width)];
  const [length, half] = [points(2.4), points(1.3)];
  document
    .lineWidth(points(0.6))
    .moveTo(x, y)
    .lineTo(end - length, y)
    .stroke('black');
  document
    .moveTo(end, y)
    .lineTo(end - length, y - half)
    .lineTo(end - length, y + half)
    .fill('black');
}

/** Dots in a row are one rectangle: seams between them would show in print. */
function drawQr(document: Document, { x, y, size, text }: Drawn<'qr'>): void {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const dot = points(size) / data.length;
  data.forEach((row, line) => {
    for (let from = 0; from < row.length; from += 1) {
      if (!row[from] || row[from - 1]) continue;
      const rest = row.slice(from).indexOf(false);
      const dots = rest < 0 ? row.length - from : rest;
      document.rect(points(x) + from * dot, points(y) + line * dot, dots * dot, dot);
    }
  });
  document.fill('black');
}

/** Lines are as thick as a pen's, so that a scan finds them. */
const boxLine = 0.35;

function drawBox(document: Document, { x, y, width, height }: Drawn<'box'>): void {
  document.lineWidth(points(boxLine));
  document.rect(points(x), points(y), points(width), points(height)).stroke('black');
}

function drawInk(document: Document, { x, y, width, height }: Drawn<'ink'>): void {
  document.rect(points(x), points(y), points(width), points(height)).fill('black');
}

export function points(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

const pens: { readonly [Kind in Drawable['draw']]: (to: Document, what: Drawn<Kind>) => void } = {
  text: drawText,
  box: drawBox,
  ink: drawInk,
  example: drawExample,
  arrow: drawArrow,
  qr: drawQr,
};

export function draw(document: Document, drawable: Drawable): void {
  pens[drawable.draw](document, drawable as never);
}
