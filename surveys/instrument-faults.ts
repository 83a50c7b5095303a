/** What a schema cannot see in an instrument: names, conditions and languages that do not fit. */

import type { Condition } from './answer-type.ts';
import { answerType, canBe, type Item } from './answer-types/index.ts';
import { type Instrument, placedItems } from './instrument.ts';
import { languageFaults } from './language-faults.ts';
import { scaleFaults } from './scale-faults.ts';
import { variableNameFault } from './variable-name.ts';
import type { Fault, Path } from './yaml-file.ts';

type At = (path: Path, message: string) => Fault;

export function instrumentFaults(instrument: Instrument, at: At): Fault[] {
  return [
    ...nameFaults(instrument, at),
    ...itemFaults(instrument, at),
    ...conditionFaults(instrument, at),
    ...scaleFaults(instrument, at),
    ...languageFaults(instrument, instrument.languages, at),
  ];
}

/** Variables, groups and sections each need names of their own. */
function nameFaults(instrument: Instrument, at: At): Fault[] {
  const groups = instrument.sections.flatMap((section, s) =>
    section.groups.map((group, g) => ({
      name: group.name,
      path: ['sections', s, 'groups', g, 'name'],
    })),
  );
  const sections = instrument.sections.map(({ name }, s) => ({
    name,
    path: ['sections', s, 'name'],
  }));
  return [
    ...variableFaults(instrument, at),
    ...[groups, sections].flatMap((names) => twice(names, at)),
  ];
}

/** At most one fault for each item and scale: what its name, or one of its columns, cannot be. */
function variableFaults(instrument: Instrument, at: At): Fault[] {
  const taken = new Set<string>();
  const variables = [
    ...located(instrument).map(({ item, path }) => ({
      name: item.name,
      columns: columnNames(item),
      path: [...path, 'name'],
    })),
    ...instrument.scales.map(({ name }, i) => ({
      name,
      columns: [name],
      path: ['scales', i, 'name'],
    })),
  ];
  return variables.flatMap(({ name, columns, path }) => {
    const clash = [name, ...columns].find((column) => taken.has(column));
    for (const column of [name, ...columns]) taken.add(column);
    const refused = columns.map(variableNameFault).find((fault) => fault !== null);
    const fault =
      variableNameFault(name) ??
      (refused ? `its column ${refused}` : null) ??
      (clash ? `the name "${clash}" stands twice` : null);
    return fault ? [at(path, fault)] : [];
  });
}

function twice(names: readonly { name: string; path: Path }[], at: At): Fault[] {
  return names
    .filter(({ name }, index) => names.findIndex((other) => other.name === name) < index)
    .map(({ name, path }) => at(path, `the name "${name}" stands twice`));
}

function itemFaults(instrument: Instrument, at: At): Fault[] {
  return located(instrument).flatMap(({ item, path }) =>
    answerType(item)
      .faults(item)
      .map((fault) => at([...path, ...fault.path], fault.message)),
  );
}

/** A condition looks back: at items on earlier pages, and at values those items can have. */
function conditionFaults(instrument: Instrument, at: At): Fault[] {
  const all = located(instrument);
  const check = (when: Condition | undefined, path: Path, place: { s: number; g: number }) =>
    Object.entries(when ?? {}).flatMap(([name, values]) => {
      const fault = (message: string) => [at([...path, 'when', name], message)];
      const asked = all.find(({ item }) => item.name === name);
      if (!asked) return fault(`there is no item "${name}"`);
      if (asked.s > place.s || (asked.s === place.s && asked.g > place.g))
        return fault(`the item "${name}" comes later`);
      if (asked.s === place.s && asked.g === place.g)
        return fault(`the item "${name}" is on the same page, whose answers are not known yet`);
      const impossible = [values].flat().find((value) => !canBe(asked.item, value));
      return impossible === undefined
        ? []
        : fault(`the item "${name}" never has the value ${impossible}`);
    });
  return [
    ...instrument.sections.flatMap((section, s) =>
      check(section.when, ['sections', s], { s, g: -1 }),
    ),
    ...all.flatMap(({ item, path, s, g }) => check(item.when, path, { s, g })),
  ];
}

function columnNames(item: Item): string[] {
  return answerType(item)
    .columns(item)
    .map((column) => column.name);
}

/** Every item with its path in the file. */
function located(instrument: Instrument) {
  const { sections } = instrument;
  return placedItems(instrument).map(({ item, group, section }) => {
    const s = sections.indexOf(section);
    const g = section.groups.indexOf(group);
    const i = group.items.indexOf(item);
    return { item, s, g, path: ['sections', s, 'groups', g, 'items', i] as Path };
  });
}
