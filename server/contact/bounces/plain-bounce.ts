/** Bounces in plain text, from servers that write no form for machines: Exim of old, and qmail. */

import { type Verdict, verdictOf, verdictOnAll } from './verdict.ts';

export interface PlainBounce {
  readonly verdict: Verdict;
  /** The message that came back, or what there is of it. */
  readonly original: string;
}

/** `namesFailed`: it has the header field X-Failed-Recipients. */
export function readPlainBounce(text: string, namesFailed: boolean): PlainBounce | null {
  if (text.startsWith('Hi. This is the')) return fromQmail(text);
  return namesFailed ? fromExim(text) : null;
}

/** QSBMF (D. J. Bernstein, 1997): a greeting, a paragraph for each `<address>:`, a line of dashes, the message. */
function fromQmail(text: string): PlainBounce | null {
  const [report, original] = parted(text, /\n\n-.*\n\n/);
  const [first, ...others] = report
    .split('\n\n')
    .filter((paragraph) => paragraph.startsWith('<'))
    .map((paragraph) => verdictOf(undefined, paragraph));
  return first ? { verdict: verdictOnAll([first, ...others]), original } : null;
}

function fromExim(text: string): PlainBounce {
  const [report, original] = parted(text, /\n-+ This is a copy of .*\n/);
  return { verdict: verdictOf(undefined, report), original };
}

function parted(text: string, at: RegExp): [report: string, original: string] {
  const line = at.exec(text);
  return line
    ? [text.slice(0, line.index), text.slice(line.index + line[0].length).trimStart()]
    : [text, ''];
}
