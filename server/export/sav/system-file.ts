/** The dictionary of an SPSS system file: names, labels, what is missing, how it is measured; the format is in PSPP's developer's guide, "System File Format". */

import { Bytes, byteLength, clipped, whole } from './bytes.ts';
import { elements, pieces, type SavVariable, widthOf } from './variable.ts';

export interface SavFile {
  readonly label: string;
  /** The day the data are from, ISO: the same data give the same bytes. */
  readonly day: string;
  readonly variables: readonly SavVariable[];
}

/** What is added to small whole numbers, so that each is one byte. */
export const bias = 100;
const systemMissing = -Number.MAX_VALUE;
/** The lowest number that is not the one for "nothing". */
const lowest = -1.7976931348623155e308;

/** Every piece of every variable, in order, with the name by which the file knows it. */
interface Placed {
  readonly variable: SavVariable;
  readonly short: string;
  readonly width: number;
  readonly isFirst: boolean;
  /** Counted in elements of eight bytes, from 1. */
  readonly index: number;
}

export function dictionary({ label, day, variables }: SavFile): Buffer {
  const bytes = new Bytes();
  const placed = place(variables);
  const size = placed.reduce((sum, { width }) => sum + elements(width), 0);
  header(bytes, { label, day, size });
  for (const piece of placed) variableRecord(bytes, piece);
  labelRecords(bytes, placed);
  extensions(bytes, placed);
  return bytes.int(999).int(0).take();
}

function place(variables: readonly SavVariable[]): Placed[] {
  let index = 1;
  const placed: Placed[] = [];
  for (const variable of variables)
    pieces(variable).forEach((width, at) => {
      const short = `V${String(placed.length + 1).padStart(7, '0')}`;
      placed.push({ variable, short, width, isFirst: at === 0, index });
      index += elements(width);
    });
  return placed;
}

function header(bytes: Bytes, file: { label: string; day: string; size: number }): void {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const [year = '', month = '', day = ''] = file.day.split('-');
  bytes
    .text('$FL2', 4)
    .text('@(#) SPSS DATA FILE - Malepunkt', 60)
    .int(2)
    .int(file.size)
    // Whole numbers and blanks take one byte, and how many cases there are is not known yet.
    .int(1)
    .int(0)
    .int(-1)
    .double(bias)
    .text(`${day} ${months[Number(month) - 1] ?? 'Jan'} ${year.slice(2)}`, 9)
    .text('00:00:00', 8)
    .text(file.label, 64)
    .raw(Buffer.alloc(3));
}

/** Long texts go on in records of their own, which say nothing. */
function variableRecord(bytes: Bytes, { variable, short, width, isFirst }: Placed): void {
  const { label, missing, missingTexts } = variable;
  const isLabelled = isFirst && label !== '';
  const isShort = width > 0 && width <= 8;
  const texts = isFirst && isShort ? missingTexts.slice(0, 3) : [];
  const format = formatOf(variable, width);
  bytes
    .int(2)
    .int(width)
    .int(isLabelled ? 1 : 0)
    .int(missing ? -2 : texts.length)
    .int(format)
    .int(format)
    .text(short, 8);
  if (isLabelled) {
    const text = clipped(label, 255);
    bytes.int(text.length).text(text.toString(), whole(text.length, 4));
  }
  if (missing) for (const end of missing) bytes.double(end);
  for (const text of texts) bytes.text(text, 8);
  for (let rest = elements(width); rest > 1; rest -= 1)
    bytes.int(2).int(-1).int(0).int(0).int(0).int(0).text('', 8);
}

/** How it is printed: its kind, its width and its decimals. */
function formatOf({ kind, decimals }: SavVariable, width: number): number {
  const format = (type: number, columns: number, places: number) =>
    type * 65_536 + columns * 256 + places;
  if (width > 0) return format(1, Math.min(width, 255), 0);
  return kind === 'date' ? format(39, 10, 0) : format(5, 8, decimals);
}

/** Labels of numbers and of short texts; variables that share them stand together. */
function labelRecords(bytes: Bytes, placed: readonly Placed[]): void {
  const labelled = placed.filter(
    ({ variable, isFirst }) => isFirst && variable.values.length > 0 && widthOf(variable) <= 8,
  );
  const shared = Map.groupBy(labelled, ({ variable, width }) =>
    JSON.stringify([width > 0, variable.values]),
  );
  for (const group of shared.values()) {
    const values = group[0]?.variable.values ?? [];
    bytes.int(3).int(values.length);
    for (const { value, label } of values) {
      if (typeof value === 'number') bytes.double(value);
      else bytes.text(value, 8);
      const text = clipped(label, 120);
      bytes.raw(Uint8Array.of(text.length)).text(text.toString(), whole(text.length + 1, 8) - 1);
    }
    bytes.int(4).int(group.length);
    for (const { index } of group) bytes.int(index);
  }
}

const measures = { nominal: 1, ordinal: 2, scale: 3 } as const;

function extensions(bytes: Bytes, placed: readonly Placed[]): void {
  const firsts = placed.filter(({ isFirst }) => isFirst);
  const extension = (subtype: number, unit: number, content: Buffer) =>
    bytes
      .int(7)
      .int(subtype)
      .int(unit)
      .int(content.length / unit)
      .raw(content);
  const utf8 = 65_001;
  const machine = new Bytes();
  for (const value of [26, 0, 0, -1, 1, 1, 2, utf8]) machine.int(value);
  extension(3, 4, machine.take());
  extension(
    ...([
      4,
      8,
      new Bytes().double(systemMissing).double(Number.MAX_VALUE).double(lowest).take(),
    ] as const),
  );
  const display = new Bytes();
  for (const { variable, width } of placed)
    display
      .int(measures[variable.measure])
      .int(8)
      .int(width > 0 ? 0 : 1);
  extension(11, 4, display.take());
  extension(
    ...([
      13,
      1,
      Buffer.from(firsts.map(({ short, variable }) => `${short}=${variable.name}`).join('\t')),
    ] as const),
  );
  const long = firsts.filter(({ variable }) => widthOf(variable) > 255);
  if (long.length > 0)
    extension(
      ...([
        14,
        1,
        Buffer.from(
          long.map(({ short, variable }) => `${short}=${widthOf(variable)}\0\t`).join(''),
        ),
      ] as const),
    );
  const texts = firsts.filter(({ variable }) => widthOf(variable) > 8);
  const labels = texts.filter(({ variable }) => variable.values.length > 0);
  if (labels.length > 0) extension(21, 1, longLabels(labels));
  const missing = texts.filter(({ variable }) => variable.missingTexts.length > 0);
  if (missing.length > 0) extension(22, 1, longMissing(missing));
  extension(20, 1, Buffer.from('UTF-8'));
}

function longLabels(placed: readonly Placed[]): Buffer {
  const bytes = new Bytes();
  for (const { variable } of placed) {
    const width = widthOf(variable);
    bytes.int(byteLength(variable.name)).raw(Buffer.from(variable.name));
    bytes.int(width).int(variable.values.length);
    for (const { value, label } of variable.values) {
      const text = clipped(label, 120);
      bytes.int(width).text(String(value), width).int(text.length).raw(text);
    }
  }
  return bytes.take();
}

function longMissing(placed: readonly Placed[]): Buffer {
  const bytes = new Bytes();
  for (const { variable } of placed) {
    const texts = variable.missingTexts.slice(0, 3);
    bytes.int(byteLength(variable.name)).raw(Buffer.from(variable.name));
    bytes.raw(Uint8Array.of(texts.length)).int(8);
    for (const text of texts) bytes.text(text, 8);
  }
  return bytes.take();
}
