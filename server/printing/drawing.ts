/** What stands on a page of a form, as data: everything in millimetres from its upper left corner. */

export interface TextStyle {
  /** In points, as printers count. */
  readonly size: number;
  readonly bold?: boolean;
}

/** How wide a line of text is. */
export type Measure = (text: string, style: TextStyle) => number;

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Place {
  readonly width: number;
  readonly height: number;
}

/** What is read from a box: the tick at an option, one character, or a hand-written text. */
export type BoxUse =
  | { readonly kind: 'option'; readonly value: number }
  | { readonly kind: 'character'; readonly place: number }
  | { readonly kind: 'writing' };

export type Drawable =
  /** `y` is the line that the letters stand on. */
  | ({ readonly draw: 'text'; readonly text: string; readonly style: TextStyle } & Place)
  /** A place for an answer; it is what `form.json` lists. */
  | ({ readonly draw: 'box'; readonly item: string; readonly use: BoxUse } & Area)
  /** A box that shows how to answer, empty of meaning. */
  | ({ readonly draw: 'example'; readonly filled: 'crossed' | 'black' } & Area)
  /** Black: a line, or a mark in a corner. */
  | ({ readonly draw: 'ink' } & Area)
  /** Points at where an answer leads; `y` is its middle. */
  | ({ readonly draw: 'arrow'; readonly width: number } & Place)
  | ({ readonly draw: 'qr'; readonly text: string; readonly size: number } & Place);

/** What it is to somebody who has the form read aloud: the structure types of PDF. */
export type Tag = 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD';

export interface Element {
  readonly tag: Tag;
  readonly scope?: 'Row' | 'Column';
  readonly parts: readonly (Element | Drawable)[];
}

/** What is placed whole: a paragraph, an option, a row of a table. Drawn from `y` = 0 down. */
export interface Piece {
  readonly height: number;
  readonly element: Element;
  /** Pieces in a row are read as one list or table. */
  readonly within?: 'L' | 'Table';
}

/** White, read by nobody. */
export function gap(height: number): Piece {
  return { height, element: { tag: 'P', parts: [] } };
}

export function isElement(part: Element | Drawable): part is Element {
  return 'tag' in part;
}

/** The same further down. */
export function lowered(element: Element, by: number): Element {
  return {
    ...element,
    parts: element.parts.map((part) =>
      isElement(part) ? lowered(part, by) : { ...part, y: part.y + by },
    ),
  };
}

export function drawablesOf(element: Element): Drawable[] {
  return element.parts.flatMap((part) => (isElement(part) ? drawablesOf(part) : [part]));
}
