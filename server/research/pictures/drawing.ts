/** The ground that pictures are drawn on: a document without a browser, and what makes a drawing fit for a page or a file. */

import { colours, fontSize } from './picture.ts';

export interface DrawingTools {
  readonly Plot: typeof import('@observablehq/plot');
  readonly document: Document;
}

/** Loaded when the first picture is asked for: both together take as long as the rest of the start. */
export async function drawingTools(): Promise<DrawingTools> {
  const [Plot, { parseHTML }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
  ]);
  return { Plot, document: parseHTML('<!doctype html><html></html>').document };
}

type Attributes = Readonly<Record<string, string | number>>;

/** A part of a drawing, with others or words in it. */
export function part(
  document: Document,
  name: string,
  attributes: Attributes,
  ...inside: readonly (Element | string)[]
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** An empty drawing of a size, for what is put together part by part. */
export function sheet(document: Document, width: number, height: number): SVGElement {
  return part(document, 'svg', {
    ...{ viewBox: `0 0 ${width} ${height}`, width, height },
    'font-size': fontSize,
    fill: colours.ink,
  });
}

/** What the library draws, in our letters and colours. */
export function plotted(
  { Plot, document }: DrawingTools,
  options: import('@observablehq/plot').PlotOptions,
): SVGElement {
  const svg = Plot.plot({ document, ...options }) as SVGElement;
  svg.setAttribute('font-size', String(fontSize));
  svg.setAttribute('fill', colours.ink);
  svg.setAttribute('color', colours.ink);
  return svg;
}

/** Panels of a size with a gap between them: how much they take, and how the library is told. */
export function panels(names: readonly string[], size: number, gap: number) {
  const between = names.length > 1 ? gap / (size + gap) : 0;
  return {
    length: names.length * size + Math.max(0, names.length - 1) * gap,
    facet: { domain: names, axis: null, round: false, paddingInner: between, paddingOuter: 0 },
  };
}

/**
 * A drawing as markup, with its name and its words inside. `id` sets it apart from other drawings of the
 * page. Our pages allow no style but the stylesheet's: what a library put inside goes.
 */
export function markup(
  svg: SVGElement,
  { title, text }: { readonly title: string; readonly text: string },
  id: string,
): string {
  const { ownerDocument: document } = svg;
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const named of svg.querySelectorAll('[aria-label]')) named.removeAttribute('aria-label');
  svg.removeAttribute('class');
  svg.prepend(
    part(document, 'title', { id: `${id}-title` }, title),
    part(document, 'desc', { id: `${id}-desc` }, text),
  );
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    role: 'img',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': `${id}-desc`,
    'font-family': 'sans-serif',
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  return svg.outerHTML;
}

/** Words in lines of a width, by what letters take on average: nothing measures letters on a server. */
export function wrapped(words: string, width: number, size: number = fontSize): string[] {
  const most = Math.max(1, Math.floor(width / (size * 0.5)));
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The first of so many lines, the last with a mark where words are left out. */
export function shortened(
  words: string,
  width: number,
  most: number,
  size: number = fontSize,
): string[] {
  const lines = wrapped(words, width, size);
  if (lines.length <= most) return lines;
  return lines.slice(0, most).map((line, at) => (at === most - 1 ? `${line} …` : line));
}
