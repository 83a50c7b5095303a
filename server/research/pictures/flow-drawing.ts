/** Draws the flow: columns of boxes with the reasons between them, steps of all columns at the same height. */

import { part, sheet, wrapped } from './drawing.ts';
import type { FlowColumn, FlowStep } from './flow.ts';
import { colours, fontSize, isNarrow } from './picture.ts';

const line = 17;
const gap = 24;
const padding = 7;
/** Where the line that joins the waves runs, and how far right of it a wave's own boxes stand. */
const trunk = 9;
const indent = 26;

type Place = { readonly x: number; readonly y: number; readonly width: number };

/** `total` stands above the columns of arms; null where there is one column for all. */
export function flowDrawing(
  document: Document,
  width: number,
  columns: readonly FlowColumn[],
  total: string | null,
): SVGElement {
  const across = isNarrow(width) ? 1 : Math.min(columns.length, 3);
  const columnWidth = Math.min(Math.floor((width - gap * (across - 1)) / across), 340);
  const drawn: SVGElement[] = [];
  let top = 1;
  if (total !== null) {
    const whole = across * columnWidth + gap * (across - 1);
    drawn.push(...box(document, { x: 1, y: top, width: whole - 2 }, [total], colours.ink));
    top += line + 2 * padding + gap / 2;
  }
  for (let first = 0; first < columns.length; first += across) {
    const row = columns.slice(first, first + across);
    const levels = levelsOf(row, columnWidth);
    row.forEach((column, at) => {
      const place = { x: 1 + at * (columnWidth + gap), y: top, width: columnWidth - 2 };
      drawn.push(...columnParts(document, column, place, levels));
    });
    top += levels.reduce((sum, { losses, box: height }) => sum + losses + height, 0) + gap * 1.5;
  }
  const svg = sheet(document, width, Math.ceil(top - gap * 1.5 + 2));
  svg.append(...drawn);
  return svg;
}

/** How high each step is: as high as it is in the column where it takes most. */
function levelsOf(columns: readonly FlowColumn[], width: number) {
  const steps = columns[0]?.steps ?? [];
  return steps.map((_, at) => {
    const own = columns.flatMap(({ steps }) => steps[at] ?? []);
    const most = (count: (step: FlowStep) => number) => Math.max(0, ...own.map(count));
    const lines = most((step) => lossLines(step, width).length);
    return {
      losses: (steps[at]?.kind === 'due' ? 18 : 8) + lines * line + (lines > 0 ? 6 : 0),
      box: most((step) => boxLines(step, width).length) * line + 2 * padding,
    };
  });
}

const isInner = ({ kind }: FlowStep) => kind === 'answered' || kind === 'analysed';

function boxLines(step: FlowStep, width: number): string[] {
  const room = width - 2 * padding - (isInner(step) ? indent : 0);
  return [step.heading, step.text].flatMap((text) => (text ? wrapped(text, room) : []));
}

function lossLines({ losses }: FlowStep, width: number): string[] {
  return losses.flatMap((text) => wrapped(text, width - indent - 30));
}

function columnParts(
  document: Document,
  { steps }: FlowColumn,
  { x, y, width }: Place,
  levels: readonly { readonly losses: number; readonly box: number }[],
): SVGElement[] {
  const drawn: SVGElement[] = [];
  let top = y;
  let trunkFrom = y;
  for (const [at, step] of steps.entries()) {
    const level = levels[at] ?? { losses: 0, box: 0 };
    const inset = isInner(step) ? indent : 0;
    const boxTop = top + (at === 0 ? 0 : level.losses);
    if (step.kind === 'due') drawn.push(rule(document, x + trunk, trunkFrom, boxTop));
    if (isInner(step)) drawn.push(rule(document, x + trunk + indent, top, boxTop));
    const join = x + trunk + inset;
    lossLines(step, width).forEach((text, n) => {
      const base = top + (step.kind === 'due' ? 14 : 6) + (n + 1) * line - 4;
      drawn.push(dash(document, join, base - 4), ...words(document, join + 18, base, [text], true));
    });
    const place = { x: x + inset, y: boxTop, width: width - inset };
    const isFirst = step.kind === 'registered' || step.kind === 'due';
    const colour = isFirst ? colours.ink : colours.accent;
    drawn.push(...box(document, place, boxLines(step, width), colour));
    top = boxTop + level.box;
    if (isFirst) trunkFrom = top;
  }
  return drawn;
}

/** The first line is what it is; the rest steps back. */
function box(
  document: Document,
  { x, y, width }: Place,
  lines: readonly string[],
  stroke: string,
): SVGElement[] {
  const height = lines.length * line + 2 * padding;
  return [
    part(document, 'rect', { ...{ x, y, width, height, rx: 3, stroke }, fill: colours.paper }),
    ...words(document, x + padding + 2, y + padding + fontSize, lines, false),
  ];
}

function words(
  document: Document,
  x: number,
  y: number,
  lines: readonly string[],
  isQuiet: boolean,
): SVGElement[] {
  return lines.map((text, at) =>
    part(
      document,
      'text',
      {
        ...{ x, y: y + at * line },
        ...(isQuiet ? { fill: colours.quiet } : {}),
        ...(at === 0 && !isQuiet ? { 'font-weight': 600 } : {}),
      },
      text,
    ),
  );
}

function rule(document: Document, x: number, from: number, to: number): SVGElement {
  return part(document, 'path', { d: `M${x},${from}V${to}`, stroke: colours.quiet, fill: 'none' });
}

function dash(document: Document, x: number, y: number): SVGElement {
  return part(document, 'path', { d: `M${x},${y}h12`, stroke: colours.quiet, fill: 'none' });
}
