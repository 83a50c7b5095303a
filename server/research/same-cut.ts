/** Whoever looks at a data cut goes on with it: addresses of the same study carry it along. */

import type { Researcher } from './researcher.ts';

type Asked = Pick<Researcher, 'cut'>;

/** What the address says of the cut; empty where it leaves the choice to each page. */
export function cutAsked({ cut }: Asked): string {
  return typeof cut === 'string' ? cut : '';
}

export function onSameCut(href: string, asked: Asked): string {
  const cut = cutAsked(asked);
  return cut === ''
    ? href
    : `${href}${href.includes('?') ? '&' : '?'}cut=${encodeURIComponent(cut)}`;
}
