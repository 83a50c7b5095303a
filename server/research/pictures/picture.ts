/** What a picture is: a drawing, the same in words, and its numbers as a table. */

import type { DrawingTools } from './drawing.ts';

/** The pictures there are, by the names they have in addresses; a file is named by it. */
export const pictureNames = [
  'flow',
  'response',
  'means',
  'distribution',
  'waves',
  'items',
  'channels',
] as const;

export type PictureName = (typeof pictureNames)[number];

export interface PictureTable {
  /** The first is that of the rows' labels. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

export interface Picture {
  readonly name: PictureName;
  readonly title: string;
  /** What it shows, with the numbers that matter: for who does not see it. */
  readonly text: string;
  /** What everybody needs to know to read it. */
  readonly notes: readonly string[];
  readonly table: PictureTable;
  /** For paper of this width, in pixels. */
  draw(tools: DrawingTools, width: number): SVGElement;
}

/** On a phone, and on anything wider. */
export const widths = { narrow: 272, wide: 720 } as const;

export const isNarrow = (width: number) => width < 480;

export const colours = {
  ink: '#1e2b3c',
  /** Words and marks that step back; still dark enough to be read. */
  quiet: '#5b6470',
  /** What is seen only when one looks for it. */
  faint: '#d5dae1',
  accent: '#0062ba',
  paper: '#ffffff',
} as const;

export const fontSize = 13;
