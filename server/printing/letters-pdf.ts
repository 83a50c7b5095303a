/** The letters of a batch as one PDF to print: cover page and form, letter by letter, in the order in which they are posted. */

import type { Readable } from 'node:stream';
import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { texts } from '../texts.ts';
import { type CoverLetter, coverPage } from './cover-page.ts';
import { type Drawable, drawablesOf } from './drawing.ts';
import { formLayout, type PrintedForm } from './form-layout.ts';
import { paper } from './page-size.ts';
import { draw, points } from './pens.ts';
import { measure, registerFonts } from './typeface.ts';

export interface PostedLetter {
  readonly cover: CoverLetter;
  readonly form: PrintedForm;
}

/** On two sides each part begins on a sheet of its own, so that the form can be sent back without its cover. */
export type Sides = 'one' | 'two';

/** So much may wait to be read before the next letter is made. */
const mostWaiting = 256 * 1024;

/**
 * Made as fast as it is read, a letter at a time: nothing of those before is kept but what a PDF lists
 * of its pages. `told` hears how many are done. Not tagged, as it is for a printer; a form without
 * its letter is, see `form-pdf.ts`.
 */
export function lettersPdf(
  letters: AsyncIterable<PostedLetter>,
  {
    sides,
    madeAt,
    told,
  }: {
    readonly sides: Sides;
    readonly madeAt: Date;
    readonly told: (done: number) => void;
  },
): Readable {
  const document = new PDFDocument({
    size: [points(paper.width), points(paper.height)],
    ...{ margin: 0, autoFirstPage: false, font: '', pdfVersion: '1.7' },
    info: { Title: 'Målepunkt', CreationDate: madeAt, Creator: 'Målepunkt', Producer: 'PDFKit' },
  });
  // A document is a stream, which its types say of the old kind only.
  const stream = document as unknown as Readable;
  registerFonts(document);
  const made = async () => {
    let done = 0;
    for await (const letter of letters) {
      if (stream.destroyed) return;
      for (const part of partsOf(letter)) addPart(document, part, sides);
      done += 1;
      if (!stream.destroyed) told(done);
      await breath();
      while (stream.readableLength > mostWaiting && !stream.destroyed) await pause(25);
    }
    document.end();
  };
  made().catch((error: Error) => stream.destroy(error));
  return stream;
}

/** The cover page by itself, and the form: a list of pages each. */
function partsOf({ cover, form }: PostedLetter): Drawable[][][] {
  const say = texts(form.language);
  const { pages } = formLayout(form, measure);
  return [
    [coverPage(cover, say, measure)],
    pages.map(({ frame, elements }) => [...frame, ...elements.flatMap(drawablesOf)]),
  ];
}

function addPart(document: PDFKit.PDFDocument, pages: readonly Drawable[][], sides: Sides): void {
  for (const page of pages) {
    document.addPage();
    for (const drawable of page) draw(document, drawable);
  }
  if (sides === 'two' && pages.length % 2 === 1) document.addPage();
}
