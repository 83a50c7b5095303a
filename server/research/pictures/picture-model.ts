/** A picture as a page shows it: drawn for a phone and for anything wider, with its table and its files. */

import type { DrawingTools } from './drawing.ts';
import { markup } from './drawing.ts';
import { type Picture, widths } from './picture.ts';

export interface PictureModel {
  readonly name: string;
  readonly title: string;
  readonly narrow: string;
  readonly wide: string;
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  readonly files: readonly { readonly href: string; readonly text: string }[];
}

export function pictureModel(
  picture: Picture,
  tools: DrawingTools,
  files: PictureModel['files'],
): PictureModel {
  const { name, title, notes, table } = picture;
  const drawn = (size: keyof typeof widths) =>
    markup(picture.draw(tools, widths[size]), picture, `${name}-${size}`);
  return {
    ...{ name, title, notes, columns: table.columns, rows: table.rows, files },
    ...{ narrow: drawn('narrow'), wide: drawn('wide') },
  };
}
