/** The measures of a form's page, the same on both sides of a sheet: A4 with 11 mm free all around. */

import type { Area, TextStyle } from './drawing.ts';

export const paper = { width: 210, height: 297 } as const;

/** Printers leave 10 mm white, and one millimetre is for a sheet that lies askew. */
const free = 11;

/** Where questions stand, between the head and the foot of a page. */
export const body: Area = { x: 16, y: 31, width: 178, height: 248 };

/** Where the text of questions begins, with their numbers to the left of it. */
export const indent = body.x + 11;

export const box = { width: 5.5, height: 5.5 } as const;

export const styles = {
  title: { size: 22, bold: true },
  heading: { size: 15, bold: true },
  strong: { size: 12.5, bold: true },
  plain: { size: 12.5 },
  /** Above the columns of a table. */
  column: { size: 11.5 },
  small: { size: 10 },
  /** The key beside a box: for whoever keys the form. */
  key: { size: 7 },
} as const satisfies Record<string, TextStyle>;

const corner = 4;

/** Black squares by which a scan is laid straight. */
export const cornerMarks: readonly Area[] = [free, paper.height - free - corner].flatMap((y) =>
  [free, paper.width - free - corner].map((x) => ({ x, y, width: corner, height: corner })),
);

/** With more than four of its dots free on every side. */
export const qrPlace = { x: 177, y: free, size: 14 } as const;

/** The lines that the head and the foot of a page stand on. */
export const headLines = [free + 6.5, free + 14] as const;
export const headRule = 28.3;
export const footLine = paper.height - free - 1;
