/** A picture as a page shows it: drawn for a phone and for anything wider, with its table and its files. */

import type { DrawingTools } from './drawing.ts';
import { markup } from './drawing.ts';
import { type Picture, type PictureTable, widths } from './picture.ts';

interface Cell {
  readonly text: string;
  readonly isNumber: boolean;
}

export interface PictureModel {
  readonly name: string;
  readonly title: string;
  readonly narrow: string;
  readonly wide: string;
  readonly notes: readonly string[];
  readonly columns: readonly Cell[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
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
    ...{ name, title, notes, files, ...tableModel(table) },
    ...{ narrow: drawn('narrow'), wide: drawn('wide') },
  };
}

/** Columns of numbers stand to the right. */
function tableModel({ columns, rows }: PictureTable): Pick<PictureModel, 'columns' | 'rows'> {
  const areNumbers = columns.map(
    (_, at) => at > 0 && rows.every(({ cells }) => !/\p{L}/u.test(cells[at - 1] ?? '')),
  );
  const cell = (text: string, at: number) => ({ text, isNumber: areNumbers[at] ?? false });
  return {
    columns: columns.map(cell),
    rows: rows.map(({ label, cells }) => ({
      label,
      cells: cells.map((text, at) => cell(text, at + 1)),
    })),
  };
}
