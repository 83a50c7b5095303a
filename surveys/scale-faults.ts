/** What does not fit in the scales of an instrument: inputs without numbers, rules without their settings. */

import { canBe, type Item } from './answer-types/index.ts';
import { type Instrument, items, type Scale } from './instrument.ts';
import type { Fault, Path } from './yaml-file.ts';

interface ScaleFault {
  /** Inside the scale. */
  readonly path: Path;
  readonly message: string;
}

export function scaleFaults(
  instrument: Instrument,
  at: (path: Path, message: string) => Fault,
): Fault[] {
  const byName = new Map(items(instrument).map((item) => [item.name, item]));
  return instrument.scales.flatMap((scale, index) => {
    const earlier = instrument.scales.slice(0, index).map(({ name }) => name);
    return [
      ...inputFaults(scale, byName, earlier),
      ...reversedFaults(scale, byName),
      ...countFaults(scale, byName),
      ...rangeFaults(scale),
    ].map(({ path, message }) => at(['scales', index, ...path], message));
  });
}

type ItemsByName = ReadonlyMap<string, Item>;

function inputFaults(scale: Scale, byName: ItemsByName, earlier: readonly string[]): ScaleFault[] {
  return scale.items.flatMap((name, i) => {
    const message = inputFault(name, scale, byName.get(name), earlier.includes(name));
    const twice = scale.items.indexOf(name) < i ? `the name "${name}" stands twice` : null;
    const fault = message ?? twice;
    return fault ? [{ path: ['items', i], message: fault }] : [];
  });
}

function inputFault(name: string, scale: Scale, item: Item | undefined, isScale: boolean) {
  if (!item && !isScale) return `there is no item or earlier scale "${name}"`;
  if (item?.type === 'text' || item?.type === 'date')
    return `"${name}" is a ${item.type}, which gives no number to score`;
  return scale.rule === 'count-capped@1' && item?.type !== 'multiple'
    ? `count-capped@1 counts ticked options, and "${name}" is not a multiple choice`
    : null;
}

function reversedFaults(scale: Scale, byName: ItemsByName): ScaleFault[] {
  return (scale.reversed ?? []).flatMap((name, i) => {
    const path = ['reversed', i];
    if (!scale.items.includes(name)) return [{ path, message: notAnInput(name) }];
    return byName.get(name)?.type === 'multiple'
      ? [{ path, message: `"${name}" is a multiple choice, which cannot be reversed` }]
      : [];
  });
}

function countFaults(scale: Scale, byName: ItemsByName): ScaleFault[] {
  const strangers = Object.entries(scale.counted ?? {}).flatMap(([name, value]) => {
    const path = ['counted', name];
    const item = byName.get(name);
    if (!scale.items.includes(name)) return [{ path, message: notAnInput(name) }];
    return item && !canBe(item, value)
      ? [{ path, message: `the item "${name}" never has the value ${value}` }]
      : [];
  });
  const uncounted = scale.items.some((name) => scale.counted?.[name] === undefined);
  if (scale.rule === 'count@1' && uncounted)
    strangers.push({ path: ['rule'], message: 'count@1 needs "counted" with each item\'s value' });
  if (scale.rule === 'count-capped@1' && scale.cap === undefined)
    strangers.push({ path: ['rule'], message: 'count-capped@1 needs "cap", the most that counts' });
  return strangers;
}

const notAnInput = (name: string) => `"${name}" is not one of the scale's items`;

function rangeFaults(scale: Scale): ScaleFault[] {
  const faults: ScaleFault[] = [];
  if (typeof scale.minimum === 'number' && scale.minimum > scale.items.length)
    faults.push({ path: ['minimum'], message: 'asks for more items than the scale has' });
  if (scale.range[0] >= scale.range[1])
    faults.push({ path: ['range'], message: 'the range is empty' });
  const bands = scale.bands ?? [];
  if (bands.some((band, i) => i > 0 && band.from <= (bands[i - 1]?.from ?? 0)))
    faults.push({ path: ['bands'], message: 'bands go from the lowest to the highest' });
  return faults;
}
