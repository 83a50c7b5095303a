/** A chart of lines as SVG: axes, ticks, lines that differ in dash and not in colour, and one point that is asked about. */

export interface Axis {
  readonly label: string;
  readonly largest: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

export interface LineChart {
  /** Begins the ids inside: a page may have several charts. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Up to as many as there are dashes. */
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
  readonly mark: { readonly x: number; readonly y: number; readonly label: string };
}

/** Small enough that its letters can be read on the narrowest phone, where it is about as wide. */
const width = 300;
const plot = { left: 34, right: 290, top: 26, bottom: 206 };
const lineHeight = 18;
const dashes = ['7 4', '', '1.5 4'];

export function lineChart({ id, title, description, x, y, lines, mark }: LineChart): string {
  const height = plot.bottom + 46 + lineHeight * (lines.length + 1);
  const at = (value: readonly [number, number]) =>
    [
      plot.left + ((plot.right - plot.left) * value[0]) / x.largest,
      plot.bottom - ((plot.bottom - plot.top) * value[1]) / y.largest,
    ] as const;
  const marked = at([mark.x, mark.y]);
  const key = lines.map(({ label }) => label);
  return [
    `<svg class="line-chart" role="img" viewBox="0 0 ${width} ${height}" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escaped(title)}</title>`,
    `<desc id="${id}-desc">${escaped(description)}</desc>`,
    ...y.ticks.map(({ value, text }) => {
      const [, to] = at([0, value]);
      return `${segment([plot.left, to], [plot.right, to], 'grid')}${words(text, plot.left - 6, to + 4, 'end')}`;
    }),
    ...x.ticks.map(({ value, text }) => {
      const [to] = at([value, 0]);
      return `${segment([to, plot.bottom], [to, plot.bottom + 4], 'axis')}${words(text, to, plot.bottom + 17, 'middle')}`;
    }),
    segment([plot.left, plot.bottom], [plot.right, plot.bottom], 'axis'),
    segment([plot.left, plot.top], [plot.left, plot.bottom], 'axis'),
    words(x.label, plot.right, plot.bottom + 33, 'end'),
    words(y.label, 2, 12, 'start'),
    ...lines.map(({ points }, i) => `<path class="line" ${dash(i)} d="${path(points.map(at))}"/>`),
    segment([marked[0], plot.bottom], marked, 'guide'),
    segment([plot.left, marked[1]], marked, 'guide'),
    circle(marked),
    ...key.flatMap((label, i) => {
      const level = plot.bottom + 54 + lineHeight * i;
      return [
        `<path class="line" ${dash(i)} d="${path([
          [plot.left, level - 4],
          [plot.left + 36, level - 4],
        ])}"/>`,
        words(label, plot.left + 44, level, 'start'),
      ];
    }),
    circle([plot.left + 18, plot.bottom + 50 + lineHeight * lines.length]),
    words(mark.label, plot.left + 44, plot.bottom + 54 + lineHeight * lines.length, 'start'),
    '</svg>',
  ].join('');
}

type Point = readonly [number, number];

function dash(line: number): string {
  return `stroke-dasharray="${dashes[line] || 'none'}"`;
}

function path(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`;
}

function segment(from: Point, to: Point, kind: 'axis' | 'grid' | 'guide'): string {
  return `<path class="${kind}" d="${path([from, to])}"/>`;
}

function circle([x, y]: Point): string {
  return `<circle class="mark" cx="${short(x)}" cy="${short(y)}" r="5"/>`;
}

function words(text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
