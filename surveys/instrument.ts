/** A questionnaire as data: what an instrument file may say, and the object it becomes. */

import Type, { type TSchema } from 'typebox';
import type { Condition } from './answer-type.ts';
import { answerTypes, type Item } from './answer-types/index.ts';
import { OptionsSchema } from './answer-types/options.ts';
import { closed, dialect, Key } from './schema-parts.ts';
import { type ScoringRuleName, scoringRuleNames } from './scoring-rules.ts';
import { type Language, LanguageSchema, type Texts, TextsSchema } from './text.ts';

/** Questions that stand together: one page on the web, one block on paper. */
export interface Group {
  readonly name: string;
  readonly lead?: Texts;
  readonly items: readonly Item[];
}

export interface Section {
  readonly name: string;
  readonly title?: Texts;
  readonly introduction?: Texts;
  readonly when?: Condition;
  readonly groups: readonly Group[];
}

/** A number computed from items, or from scales that stand before it. */
export interface Scale {
  readonly name: string;
  readonly label: Texts;
  readonly rule: ScoringRuleName;
  /** Items or earlier scales. */
  readonly items: readonly string[];
  /** `count@1`: the value of each item that counts. */
  readonly counted?: Readonly<Record<string, number>>;
  /** `count-capped@1`: the most that can be counted. */
  readonly cap?: number;
  /** Items whose numbers run the other way. */
  readonly reversed?: readonly string[];
  /** How many of the items must be answered. */
  readonly minimum: 'half' | 'all' | number;
  /** `as-written`: answers that stand in the wrong branch of a paper form count; `strict`: they do not. */
  readonly branch: 'strict' | 'as-written';
  readonly dont_know?: 'missing' | 'as-value';
  readonly range: readonly [number, number];
  readonly good: 'high' | 'low';
  readonly bands?: readonly Band[];
  readonly source: string;
  readonly assumptions?: readonly string[];
}

/** A named stretch of a scale, from `from` up to the next band. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly label: Texts;
}

export interface Instrument {
  readonly instrument: string;
  readonly version: number;
  readonly languages: readonly Language[];
  readonly title: Texts;
  readonly sources: readonly string[];
  readonly rights: string;
  readonly assumptions: readonly string[];
  readonly introduction?: Texts;
  readonly closing?: Texts;
  readonly sections: readonly Section[];
  readonly scales: readonly Scale[];
}

/** Finds an instrument by name and version; null where there is none. */
export type FindInstrument = (name: string, version: number) => Instrument | null;

/** Every item in the order it is asked, with the section and group it stands in. */
export interface PlacedItem {
  readonly item: Item;
  readonly group: Group;
  readonly section: Section;
}

export function placedItems(instrument: Instrument): readonly PlacedItem[] {
  return listed(instrument).placed;
}

export function items(instrument: Instrument): readonly Item[] {
  return listed(instrument).items;
}

interface Listed {
  readonly placed: readonly PlacedItem[];
  readonly items: readonly Item[];
}

const lists = new WeakMap<Instrument, Listed>();

/** An instrument never changes, and is asked for its items once for every answer of a study. */
function listed(instrument: Instrument): Listed {
  const known = lists.get(instrument);
  if (known) return known;
  const placed = instrument.sections.flatMap((section) =>
    section.groups.flatMap((group) => group.items.map((item) => ({ item, group, section }))),
  );
  const list = { placed, items: placed.map(({ item }) => item) };
  lists.set(instrument, list);
  return list;
}

const Name = Type.String({
  pattern: '^[a-z][a-z0-9_]*$',
  maxLength: 32,
  description: 'lower-case letters a–z, digits and _, beginning with a letter',
});
export const ConditionSchema = Type.Record(
  Name,
  Type.Union([Type.Integer(), Type.Array(Type.Integer(), { minItems: 1 })], {
    description: 'a whole number, or a list of whole numbers',
  }),
  {
    description: 'asked when every named item has (one of) these values',
    minProperties: 1,
    ...closed,
  },
);

const itemBase = {
  name: Name,
  number: Type.Optional(Type.String({ description: 'the number printed on the form' })),
  text: TextsSchema,
  instruction: Type.Optional(TextsSchema),
  when: Type.Optional(ConditionSchema),
  once: Type.Optional(Type.Boolean({ description: "asked at a participant's first wave only" })),
  added: Type.Optional(
    Type.String({ description: 'why the item is here although the source does not have it' }),
  ),
};

/** One schema per type of item, so that a fault is told in the words of that type. */
export const itemSchemas: Readonly<Record<Item['type'], TSchema>> = Object.fromEntries(
  Object.entries(answerTypes).map(([type, { properties }]) => [
    type,
    Type.Object({ type: Type.Literal(type), ...itemBase, ...sharedOptions(properties) }, closed),
  ]),
) as unknown as Record<Item['type'], TSchema>;

/** `options` may be given in place or by the name of a list. */
function sharedOptions(properties: Readonly<Record<string, TSchema>>) {
  return 'options' in properties
    ? {
        ...properties,
        options: Type.Union([Key, OptionsSchema], {
          description: 'a list of two options or more, or the name of a list under option_lists',
        }),
      }
    : properties;
}

const ScaleSchema = Type.Object(
  {
    name: Name,
    label: TextsSchema,
    rule: Type.Enum([...scoringRuleNames]),
    items: Type.Array(Name, { minItems: 1 }),
    counted: Type.Optional(Type.Record(Name, Type.Integer(), closed)),
    cap: Type.Optional(Type.Integer({ minimum: 1 })),
    reversed: Type.Optional(Type.Array(Name, { minItems: 1 })),
    minimum: Type.Union([Type.Enum(['half', 'all']), Type.Integer({ minimum: 1 })], {
      description: 'half, all, or a whole number from 1',
    }),
    branch: Type.Enum(['strict', 'as-written']),
    dont_know: Type.Optional(Type.Enum(['missing', 'as-value'])),
    range: Type.Tuple([Type.Number(), Type.Number()]),
    good: Type.Enum(['high', 'low']),
    bands: Type.Optional(
      Type.Array(Type.Object({ name: Key, from: Type.Number(), label: TextsSchema }, closed), {
        minItems: 1,
      }),
    ),
    source: Type.String({ minLength: 1 }),
    assumptions: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  },
  closed,
);

/** The schema of a whole file, with the items as `itemSchema` says. */
export function instrumentSchema(itemSchema: TSchema) {
  return Type.Object(
    {
      instrument: Key,
      version: Type.Integer({ minimum: 1 }),
      languages: Type.Array(LanguageSchema, { minItems: 1 }),
      title: TextsSchema,
      sources: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
      rights: Type.String({ minLength: 1, description: 'whose wording this is' }),
      assumptions: Type.Array(Type.String({ minLength: 1 })),
      introduction: Type.Optional(TextsSchema),
      closing: Type.Optional(TextsSchema),
      option_lists: Type.Optional(Type.Record(Key, OptionsSchema, closed)),
      sections: Type.Array(
        Type.Object(
          {
            name: Key,
            title: Type.Optional(TextsSchema),
            introduction: Type.Optional(TextsSchema),
            when: Type.Optional(ConditionSchema),
            groups: Type.Array(
              Type.Object(
                {
                  name: Key,
                  lead: Type.Optional(TextsSchema),
                  items: Type.Array(itemSchema, { minItems: 1 }),
                },
                closed,
              ),
              { minItems: 1 },
            ),
          },
          closed,
        ),
        { minItems: 1 },
      ),
      scales: Type.Array(ScaleSchema),
    },
    { ...closed, $schema: dialect, title: 'A Målepunkt instrument' },
  );
}

/** What editors are given: `instrument.schema.json` is this, written out. */
export const publishedInstrumentSchema = () =>
  instrumentSchema(Type.Union(Object.values(itemSchemas)));
