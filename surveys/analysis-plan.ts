/** What a study's analysis plan says before the data come. */

import Type, { type Static } from 'typebox';
import { closed, Key } from './schema-parts.ts';
import { TextsSchema } from './text.ts';

const Sentence = Type.String({ minLength: 1 });
const Waves = Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 });

const ComparisonSchema = Type.Object(
  {
    name: Key,
    role: Key,
    /** By their names in `stats/`; the server knows which can compare what. */
    procedures: Type.Array(Sentence, { minItems: 1 }),
    variables: Type.Array(Sentence, { minItems: 1, description: 'scales or items' }),
    arms: Type.Optional(Type.Array(Key, { minItems: 1 })),
    waves: Waves,
    /** An item that splits the participants of a wave, e.g. in work against not in work. */
    groups: Type.Optional(Sentence),
    cases: Type.Enum(['all-pairs', 'complete', 'available']),
    family: Type.Optional(Key),
  },
  closed,
);

/** A comparison of the plan once more, with something about it different. */
const SensitivitySchema = Type.Object(
  {
    name: Key,
    title: TextsSchema,
    comparison: Key,
    variables: Type.Optional(
      Type.Array(Sentence, { minItems: 1, description: 'instead of those of the comparison' }),
    ),
    answers: Type.Optional(
      Type.Enum(['on-time'], {
        description: 'on-time: only answers dated while their wave was open and not late',
      }),
    ),
  },
  closed,
);

const TableSchema = Type.Object(
  {
    name: Key,
    title: TextsSchema,
    role: Key,
    variables: Type.Array(Sentence, { minItems: 1 }),
    shows: Type.Enum(['background', 'means'], {
      description:
        'background: how many gave each answer, and means of what has no list of answers, of everybody and by group; means: of every variable, by group',
    }),
    by: Type.Enum(['arm', 'team', 'site']),
    waves: Waves,
    total: Type.Optional(Sentence),
  },
  closed,
);

export const AnalysisPlanSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    alpha: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 0.5 }),
    confidence: Type.Number({ exclusiveMinimum: 0.5, exclusiveMaximum: 1 }),
    multiplicity: Type.Enum(['holm', 'bonferroni', 'none']),
    primary: Type.Object(
      { variable: Sentence, comparison: Key, estimand: TextsSchema },
      { ...closed, description: 'the one outcome and contrast that decide' },
    ),
    sensitivity: Type.Array(SensitivitySchema, { minItems: 1 }),
    blinding: Type.Object(
      {
        mask_arms: Type.Boolean(),
        withhold_waves: Type.Array(Type.Integer({ minimum: 1 })),
      },
      { ...closed, description: 'what researchers do not see until a data cut is unlocked' },
    ),
    screening: Type.Array(Sentence),
    tables: Type.Array(TableSchema),
    comparisons: Type.Array(ComparisonSchema, { minItems: 1 }),
    reliability: Type.Array(Sentence, { description: 'scales for α and ω' }),
    sample_size: Type.Object(
      {
        procedure: Type.Enum(['power.rmWithin']),
        effect_f: Type.Number({ exclusiveMinimum: 0 }),
        power: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
        measurements: Type.Integer({ minimum: 2 }),
        correlation: Type.Number({ minimum: 0, exclusiveMaximum: 1 }),
        n: Type.Integer({ minimum: 2 }),
      },
      closed,
    ),
  },
  closed,
);

/** What a plan can name: comparisons of waves or of groups, two of them or several, and what is looked at before. */
export interface PlanProcedures {
  readonly comparing: Readonly<
    Record<string, { readonly design: 'within' | 'between'; readonly takes: 'two' | 'several' }>
  >;
  readonly screening: readonly string[];
}

export type AnalysisPlan = Static<typeof AnalysisPlanSchema>;
