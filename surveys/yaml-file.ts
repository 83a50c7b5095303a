/** Reads a YAML file so that every fault in it can be told with its line and column. */

import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { type SchemaError, schemaSentences, yamlSentence } from './plain-words.ts';

// Typebox stops at eight errors unless it is told otherwise; an author wants all of them.
Settings.Set({ maxErrors: 10_000 });

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a loader gives: the loaded thing, or every fault that was found. */
export type Loaded<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

export type Path = readonly (string | number)[];

/** `study.yaml:12:5 unknown key "colour"` */
export function faultLine(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message}`;
}

export interface YamlFile {
  readonly value: unknown;
  /** Faults of the YAML itself; with any, `value` is not to be used. */
  readonly faults: readonly Fault[];
  /** A fault at the value that stands at `path`, or at its nearest parent. */
  fault(path: Path, message: string): Fault;
  /** Faults of the value at `path` against a schema. */
  schemaFaults(schema: TSchema, path?: Path): Fault[];
}

export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  const faults = firstOnEachLine([
    ...[...document.errors, ...document.warnings].map((error) =>
      at(error.pos[0], yamlSentence(error, text)),
    ),
    ...loose(document).map((node) =>
      at(node.range?.[0] ?? 0, 'a text that begins with & or * must stand in quotes'),
    ),
    ...(document.contents === null ? [at(0, 'the file is empty')] : []),
  ]);
  const value = faults.length > 0 ? null : (document.toJS() as unknown);

  return {
    value,
    faults,
    fault: (path, message) => at(offsetOf(document, path), message),
    schemaFaults: (schema, path = []) =>
      tellable(Value.Errors(schema, getIn(value, path)) as SchemaError[]).flatMap((error) => {
        const where = [...path, ...pointerParts(error.instancePath)];
        const expected = getIn(schema, [...pointerParts(error.schemaPath), 'description']);
        return schemaSentences(error, getIn(value, where), expected as string | undefined).map(
          ({ key, message }) =>
            at(
              key === undefined ? offsetOf(document, where) : keyOffset(document, where, key),
              message,
            ),
        );
      }),
  };
}

/** What follows a fault on the same line is mostly its echo. */
function firstOnEachLine(faults: readonly Fault[]): Fault[] {
  return faults.filter((fault, i) => faults.findIndex((f) => f.line === fault.line) === i);
}

/** `*name` without `&name`, or the other way round: most likely meant as a text. */
function loose(document: Document): Node[] {
  const sources: Node[] = [];
  const aliases: Alias[] = [];
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) aliases.push(node);
      else if (node.anchor) sources.push(node);
    },
  });
  const used = aliases.map((alias) => alias.resolve(document));
  return [
    ...aliases.filter((_, i) => used[i] === undefined),
    ...sources.filter((source) => !used.includes(source as (typeof used)[number])),
  ];
}

/** An unknown key is told once, at its name; a failed choice by the part inside it that fails, else as a whole. */
function tellable(errors: readonly SchemaError[]): SchemaError[] {
  const told = errors.filter((error) => !error.schemaPath.endsWith('/additionalProperties'));
  const untold = told
    .filter((error) => error.keyword === 'anyOf')
    .flatMap((choice) => {
      const tried = told.filter((e) => e.schemaPath.startsWith(`${choice.schemaPath}/anyOf/`));
      const inside = tried.some((e) => e.instancePath.startsWith(`${choice.instancePath}/`));
      const here = tried.filter((e) => e.instancePath === choice.instancePath);
      return inside ? [choice, ...here] : here;
    });
  return told.filter((error) => !untold.includes(error));
}

function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Where a key of the map at `path` is written. */
function keyOffset(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return offsetOf(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined)?.range?.[0] ?? offsetOf(document, path);
}

function getIn(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key],
    value,
  );
}

function pointerParts(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
