/** A PDF as its reader sees it: the text of each page, and its grey picture measured in millimetres. */

import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import decodeQR from 'qr/decode.js';

/** About seven dots to a millimetre. */
const scale = 2.5;
const a4 = { width: 210, height: 297 };

export interface SeenPage {
  readonly text: string;
  /** In dots. */
  readonly width: number;
  readonly height: number;
  /** From 0, black, to 255, white, at a place in millimetres. */
  readonly at: (x: number, y: number) => number;
  /** The darkest dot within an area in millimetres. */
  readonly darkest: (area: Area) => number;
  /** What its QR code says. */
  readonly qr: () => string;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

let library: Promise<PDFiumLibrary> | null = null;

export async function seenPages(pdf: Uint8Array): Promise<SeenPage[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    return await pagesOf(document);
  } finally {
    document.destroy();
  }
}

async function pagesOf(document: PDFiumDocument): Promise<SeenPage[]> {
  const pages: SeenPage[] = [];
  for (const page of document.pages()) {
    // Before it is drawn, which closes it.
    const text = page.getText();
    const { width, height, data } = await page.render({
      scale,
      colorSpace: 'Gray',
      render: async (picture) => Uint8Array.from(picture.data),
    });
    pages.push(seen(text, { width, height, data }));
  }
  return pages;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function seen(text: string, { width, height, data }: Picture): SeenPage {
  // The renderer rounds the size of a page, so the two scales differ a little.
  const column = (x: number) => clamped((x * width) / a4.width, width);
  const row = (y: number) => clamped((y * height) / a4.height, height);
  const at = (x: number, y: number) => data[row(y) * width + column(x)] ?? 255;
  return {
    text: text.replace(/\s+/g, ' '),
    width,
    height,
    at,
    darkest: (area) => {
      let darkest = 255;
      for (let y = row(area.y); y <= row(area.y + area.height); y += 1)
        for (let x = column(area.x); x <= column(area.x + area.width); x += 1)
          darkest = Math.min(darkest, data[y * width + x] ?? 255);
      return darkest;
    },
    qr: () => {
      // It stands at the head of a page, and a whole page takes long to search.
      const head = data.subarray(0, width * Math.ceil(height / 5));
      const rgb = new Uint8Array(head.length * 3);
      head.forEach((grey, index) => {
        rgb.fill(grey, index * 3, index * 3 + 3);
      });
      return decodeQR({ width, height: head.length / width, data: rgb });
    },
  };
}

function clamped(dots: number, size: number): number {
  return Math.min(Math.floor(dots), size - 1);
}
