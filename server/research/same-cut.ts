/** Whoever looks at a data cut goes on with it: addresses of the same study carry it along. */

import type { Researcher } from './researcher.ts';

type Asked = Pick<Researcher, 'cut'>;

/** What the address says of the cut; empty where it leaves the choice to each page. */
export function cutAsked({ cut }: Asked): string {
  return typeof cut === 'string' ? cut : '';
}

/** An address, with what else it is to ask for. */
export function onSameCut(
  address: string,
  asked: Asked,
  query: Readonly<Record<string, string>> = {},
): string {
  const cut = cutAsked(asked);
  const written = new URLSearchParams({ ...query, ...(cut !== '' && { cut }) }).toString();
  if (written === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${written}`;
}
