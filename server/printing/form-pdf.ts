/** Draws a form as a PDF: fonts embedded, and tagged so that its text can be read aloud in order. */

import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { type Drawable, drawablesOf, type Element, isElement } from './drawing.ts';
import type { FormLayout, LaidOutPage } from './form-layout.ts';
import { paper } from './page-size.ts';
import { draw, points } from './pens.ts';
import { registerFonts } from './typeface.ts';

/** `madeAt` is all that differs between two drawings of one layout. */
export function formPdf(layout: FormLayout, madeAt: Date): Readable {
  const document = new PDFDocument({
    size: [points(paper.width), points(paper.height)],
    margin: 0,
    autoFirstPage: false,
    // Not one of the fonts that a reader has to bring along.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: layout.language,
    displayTitle: true,
    info: { Title: layout.title, CreationDate: madeAt, Creator: 'Målepunkt', Producer: 'PDFKit' },
  });
  registerFonts(document);
  const form = document.struct('Document');
  document.addStructure(form);
  for (const page of layout.pages) drawPage(document, form, page);
  form.end();
  document.end();
  // A document is a stream, which its types say of the old kind only.
  return document as unknown as Readable;
}

type Structure = PDFKit.PDFStructureElement;

/** What has no words is drawn first and is not read aloud, nor is what frames every page. */
function drawPage(document: PDFKit.PDFDocument, form: Structure, page: LaidOutPage): void {
  document.addPage();
  document.markContent('Artifact', { type: 'Pagination' });
  for (const drawable of page.frame) draw(document, drawable);
  document.endMarkedContent();
  document.markContent('Artifact', { type: 'Layout' });
  for (const drawable of page.elements.flatMap(drawablesOf))
    if (drawable.draw !== 'text') draw(document, drawable);
  document.endMarkedContent();
  for (const element of page.elements) addElement(document, form, element);
}

function addElement(document: PDFKit.PDFDocument, parent: Structure, element: Element): void {
  const drawables = element.parts.filter((part) => !isElement(part));
  const words = drawables.filter(
    (part): part is Drawable => 'draw' in part && part.draw === 'text',
  );
  const inner = element.parts.filter(isElement);
  // An empty cell still holds its place in a row.
  const isCell = element.tag === 'TD' || element.tag === 'TH';
  if (words.length === 0 && inner.length === 0 && !isCell) return;
  // pdfkit writes the scope of a heading cell, which its types do not know of.
  const options: object = element.scope ? { scope: element.scope } : {};
  const structure = document.struct(element.tag, options);
  parent.add(structure);
  if (words.length > 0)
    structure.add(() => {
      for (const drawable of words) draw(document, drawable);
    });
  for (const child of inner) addElement(document, structure, child);
  structure.end();
}
