/** Long lists a page at a time. */

export const pageSize = 50;

export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly offset: number;
  /** The first and last row that are shown, counted from 1; both 0 for an empty list. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
  /** Addresses; empty where there is no such page. */
  readonly previous: string;
  readonly next: string;
}

/** The page that was asked for, or the last one there is. */
export function paging(total: number, asked: number, href: (page: number) => string): Paging {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(asked, pages);
  const offset = (page - 1) * pageSize;
  return {
    ...{ page, pages, offset, total },
    from: Math.min(offset + 1, total),
    to: Math.min(offset + pageSize, total),
    previous: page > 1 ? href(page - 1) : '',
    next: page < pages ? href(page + 1) : '',
  };
}

/** The page that an address asks for: the first unless it says a number. */
export function askedPage(typed: unknown): number {
  return typeof typed === 'string' && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
}
