/** From the text of an instrument file to an instrument, or to every fault in it by line and column. */

import Type from 'typebox';
import type { Item } from './answer-types/index.ts';
import type { Option } from './answer-types/options.ts';
import { type Instrument, instrumentSchema, itemSchemas } from './instrument.ts';
import { instrumentFaults } from './instrument-faults.ts';
import {
  type Fault,
  faultLine,
  type Loaded,
  type Path,
  readYaml,
  type YamlFile,
} from './yaml-file.ts';

/** Every instrument that passes here is complete and consistent; nothing downstream checks again. */
export function loadInstrument(text: string, fileName: string): Loaded<Instrument> {
  const file = readYaml(text, fileName);
  const malformed = file.faults.length > 0 ? file.faults : shapeFaults(file);
  if (malformed.length > 0) return { faults: malformed };

  const instrument = withOptions(file.value as InstrumentFile);
  const faults = instrumentFaults(instrument, (path, message) =>
    file.fault(inOptionList(path, file.value as InstrumentFile), message),
  );
  return faults.length > 0 ? { faults: once(faults) } : { value: instrument };
}

/** As the file stands: `options` may be the name of a list that several items share. */
interface InstrumentFile extends Instrument {
  readonly option_lists?: Readonly<Record<string, readonly Option[]>>;
}

/** The frame first; then each item against the schema of its own type. */
function shapeFaults(file: YamlFile): Fault[] {
  const frame = file.schemaFaults(instrumentSchema(Type.Object({})));
  if (frame.length > 0) return frame;
  const { sections, option_lists } = file.value as InstrumentFile;
  return sections.flatMap((section, s) =>
    section.groups.flatMap((group, g) =>
      group.items.flatMap((item, i) =>
        itemShapeFaults(item, ['sections', s, 'groups', g, 'items', i], file, option_lists ?? {}),
      ),
    ),
  );
}

function itemShapeFaults(
  item: Item,
  path: readonly (string | number)[],
  file: YamlFile,
  lists: Readonly<Record<string, unknown>>,
): Fault[] {
  if (!Object.hasOwn(itemSchemas, item.type))
    return [
      file.fault([...path, 'type'], `type must be one of ${Object.keys(itemSchemas).join(', ')}`),
    ];
  const faults = file.schemaFaults(itemSchemas[item.type], path);
  const list = 'options' in item ? (item.options as unknown) : undefined;
  if (faults.length === 0 && typeof list === 'string' && !Object.hasOwn(lists, list))
    return [file.fault([...path, 'options'], `there is no option list "${list}"`)];
  return faults;
}

/** Where a fault inside an item's options is written: the options may stand in a shared list. */
function inOptionList(path: Path, file: InstrumentFile): Path {
  const index = path.indexOf('options');
  const [s, g, i] = [path[1], path[3], path[5]].map(Number) as [number, number, number];
  const item = index > 0 ? file.sections[s]?.groups[g]?.items[i] : undefined;
  const list = item && 'options' in item ? (item.options as unknown) : undefined;
  return typeof list === 'string' ? ['option_lists', list, ...path.slice(index + 1)] : path;
}

/** A fault in a shared list is told once, however many items use the list. */
function once(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [faultLine(fault), fault])).values()];
}

/** Puts the shared option lists where their names stand. */
function withOptions({ option_lists: lists = {}, ...file }: InstrumentFile): Instrument {
  const resolve = (item: Item): Item =>
    'options' in item && typeof item.options === 'string'
      ? ({ ...item, options: lists[item.options] } as Item)
      : item;
  return {
    ...file,
    sections: file.sections.map((section) => ({
      ...section,
      groups: section.groups.map((group) => ({ ...group, items: group.items.map(resolve) })),
    })),
  };
}
