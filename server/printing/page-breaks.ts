/** Sets blocks onto pages: a question is never split, and a heading stays with what it is about. */

import type { Element, Piece } from './drawing.ts';
import { lowered } from './drawing.ts';

/** What belongs together on a page. */
export interface Block {
  readonly pieces: readonly Piece[];
  /** White above it, unless it begins a page. */
  readonly space: number;
  /** Parts it from what is above it on the same page. */
  readonly divider?: Piece;
  /** Stands over something that it must not be parted from. */
  readonly withNext?: boolean;
  /** How many pieces at its beginning are repeated where it goes on on another page. */
  readonly head?: number;
  /** May go on on another page. */
  readonly divisible?: boolean;
}

/** The elements of each page, from `top` down. */
export function onPages(
  blocks: readonly Block[],
  { y: top, height: room }: { readonly y: number; readonly height: number },
): readonly (readonly Element[])[] {
  const pages = new Pages(top);
  blocks.forEach((block, index) => {
    const above = block.space + (block.divider?.height ?? 0);
    if (pages.used > 0 && pages.used + above + needed(blocks, index, room) > room) pages.turn();
    else if (pages.used > 0) pages.part(block);
    block.pieces.forEach((piece, number) => {
      if (pages.used > 0 && pages.used + heightOf(together(block, number)) > room) {
        pages.turn();
        const head = block.head ?? 0;
        if (number >= head)
          for (const again of block.pieces.slice(0, head)) pages.put(block, again);
      }
      pages.put(block, piece);
    });
  });
  return pages.filled;
}

/** Pages as they are filled from above. */
class Pages {
  readonly filled: Element[][] = [[]];
  used = 0;
  #open: { readonly block: Block; readonly within: Piece['within'] } | null = null;
  readonly #top: number;

  constructor(top: number) {
    this.#top = top;
  }

  turn(): void {
    this.filled.push([]);
    this.used = 0;
    this.#open = null;
  }

  part(block: Block): void {
    this.used += block.space;
    if (block.divider) this.put(block, block.divider);
  }

  put(block: Block, piece: Piece): void {
    const { within, height } = piece;
    const element = lowered(piece.element, this.#top + this.used);
    const page = this.filled.at(-1) ?? [];
    const last = page.at(-1);
    const goesOn = this.#open?.block === block && this.#open.within === within;
    if (within && last && goesOn)
      page[page.length - 1] = { ...last, parts: [...last.parts, element] };
    else page.push(within ? { tag: within, parts: [element] } : element);
    this.#open = { block, within };
    this.used += height;
  }
}

/** What must fit below a block's beginning for it to begin there. */
function needed(blocks: readonly Block[], index: number, room: number): number {
  const block = blocks[index];
  if (!block) return 0;
  const own = heightOf(block.pieces);
  if (block.withNext) {
    const below = blocks[index + 1];
    const next = (below?.space ?? 0) + needed(blocks, index + 1, room);
    // What is higher than a page together with its heading breaks anyhow.
    return own + next <= room ? own + next : own;
  }
  if (!block.divisible && own <= room) return own;
  return heightOf(block.pieces.slice(0, (block.head ?? 0) + 2));
}

/** The last two pieces of a block go over a page together: one alone looks forgotten. */
function together({ pieces }: Block, number: number): readonly Piece[] {
  return pieces.slice(number, number === pieces.length - 2 ? number + 2 : number + 1);
}

export function heightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { height }) => sum + height, 0);
}
