/** A study as data: what a study file may say, and the object it becomes. */

import Type, { type Static } from 'typebox';
import { AnalysisPlanSchema } from './analysis-plan.ts';
import { closed, dialect, IsoDate, Key } from './schema-parts.ts';
import { LanguageSchema, TextsSchema } from './text.ts';

const Named = Type.Object({ name: Key, label: TextsSchema }, closed);

const WindowSchema = Type.Object(
  {
    opens: Type.Integer({ description: 'days from the target date; 0 or negative opens early' }),
    late: Type.Integer({ minimum: 1, description: 'days after the target when an answer is late' }),
    closes: Type.Integer({ minimum: 1, description: 'days after the target; the last open day' }),
    reminders: Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: 3,
      description: 'days after the target',
    }),
  },
  closed,
);

const WaveSchema = Type.Object(
  {
    label: TextsSchema,
    months: Type.Integer({ minimum: 0, description: 'months since the anchor' }),
    window: Type.Optional(WindowSchema),
  },
  closed,
);

const SendingSchema = Type.Object(
  {
    later_waves: Type.Enum(['everyone', 'answered-first-wave'], {
      description: 'who is asked again at the waves after the first',
    }),
    least_gap: Type.Integer({
      minimum: 0,
      description: 'days from an answer to the first wave to the first message about another',
    }),
    rest: Type.Integer({
      minimum: 1,
      description: 'days of silence after a message, before the next one about the same wave',
    }),
    resume_after: Type.Integer({
      minimum: 1,
      description: 'days after somebody stopped half-way when they are asked to go on',
    }),
    hours: Type.Object(
      {
        from: Type.Integer({ minimum: 0, maximum: 23 }),
        until: Type.Integer({ minimum: 1, maximum: 24 }),
      },
      { ...closed, description: 'the hours of the day within which e-mail leaves by itself' },
    ),
    per_minute: Type.Integer({
      minimum: 1,
      description: 'how many e-mails the mail server is handed in a minute at most',
    }),
    letter_reminders: Type.Integer({
      minimum: 0,
      maximum: 3,
      description: 'how many of the reminders go by post to those who answer on paper',
    }),
  },
  { ...closed, description: 'who is sent how much, and how closely upon each other' },
);

const PaperSchema = Type.Object(
  {
    return_address: Type.String({
      minLength: 1,
      maxLength: 80,
      description: 'in one line: where a letter goes that finds nobody, and where forms are sent',
    }),
    double_keying: Type.Union(
      [
        Type.Enum(['all', 'none']),
        Type.Object(
          {
            share: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
            seed: Type.String({
              minLength: 1,
              description: 'any text; with it the same forms are drawn again',
            }),
          },
          closed,
        ),
      ],
      { description: 'which forms two people key: all, none, or { share: 0.2, seed: ... }' },
    ),
  },
  { ...closed, description: 'what is done with forms that come on paper' },
);

const MessageSchema = Type.Object({ subject: TextsSchema, body: TextsSchema }, closed);

const AnchorSchema = Type.Union(
  [
    Type.Literal('inclusion'),
    Type.Object({ date: IsoDate }, closed),
    Type.Object({ dates: Type.Array(IsoDate, { minItems: 1 }) }, closed),
  ],
  { description: 'inclusion, { date: 2017-08-15 }, or { dates: [...] } with one date per wave' },
);

const RoleSchema = Type.Object(
  {
    name: Key,
    label: TextsSchema,
    instrument: Key,
    instrument_version: Type.Integer({ minimum: 1 }),
    anchor: AnchorSchema,
    followed_by: Type.Optional({
      ...Key,
      description: 'the role of who follows these participants up, e.g. their job specialist',
    }),
    belongs_to: Type.Array(Type.Enum(['arm', 'site', 'team']), {
      description: 'what is known of these participants in the research data',
    }),
    texts: Type.Object(
      {
        who: TextsSchema,
        why: TextsSchema,
        minutes: Type.Integer({ minimum: 1, description: 'how long answering takes' }),
        invitation: MessageSchema,
        reminder: Type.Optional(MessageSchema),
        resume: Type.Optional({
          ...MessageSchema,
          description: 'for who has begun and stopped half-way',
        }),
        thanks: Type.Optional(MessageSchema),
        letter: Type.Optional({
          ...MessageSchema,
          description: 'what stands on the cover page of a form that goes by post',
        }),
      },
      closed,
    ),
  },
  closed,
);

const AskSchema = Type.Object(
  {
    name: Key,
    label: TextsSchema,
    required: Type.Optional(Type.Boolean({ description: 'nobody takes part without saying yes' })),
  },
  closed,
);

const ConsentTextSchema = Type.Object(
  {
    version: Type.String({ minLength: 1 }),
    from: IsoDate,
    text: TextsSchema,
    asks: Type.Optional(
      Type.Array(AskSchema, {
        minItems: 1,
        description: 'what is agreed to, each thing on its own; without it, taking part alone',
      }),
    ),
    ask_again: Type.Optional(
      Type.Boolean({ description: 'who agreed to an earlier text is asked to sign this one' }),
    ),
  },
  closed,
);

export const StudySchema = Type.Object(
  {
    study: Key,
    version: Type.Integer({ minimum: 1 }),
    title: TextsSchema,
    languages: Type.Array(LanguageSchema, { minItems: 1 }),
    time_zone: Type.String({ minLength: 1 }),
    contact: Type.Object(
      { name: Type.String(), phone: Type.String(), email: Type.String() },
      { ...closed, description: 'whom a participant can call or write to' },
    ),
    sites: Type.Array(Named, { minItems: 1 }),
    arms: Type.Array(
      Type.Object(
        { name: Key, label: TextsSchema, sites: Type.Array(Key, { minItems: 1 }) },
        closed,
      ),
      { minItems: 1 },
    ),
    teams: Type.Array(Named),
    roles: Type.Array(RoleSchema, { minItems: 1 }),
    waves: Type.Array(WaveSchema, { minItems: 1 }),
    window: WindowSchema,
    sending: SendingSchema,
    paper: PaperSchema,
    limited_to_sites: Type.Optional(
      Type.Array(Type.Enum(['coordinator', 'keyer', 'researcher']), {
        description: 'staff roles that see the participants of their own sites only',
      }),
    ),
    controller: Type.Optional(
      Type.Object(
        { name: Type.String({ minLength: 1 }), officer: Type.String({ minLength: 1 }) },
        { ...closed, description: 'who answers for the data, and the data-protection officer' },
      ),
    ),
    consent_texts: Type.Array(ConsentTextSchema, { minItems: 1 }),
    archive_consent: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'the ask that lets answers be kept in an archive without names; without it nothing goes to one',
      }),
    ),
    withdrawal: Type.Enum(['keep', 'anonymise', 'erase']),
    retention_ends: IsoDate,
    small_cell_limit: Type.Integer({ minimum: 2 }),
    analysis_plan: AnalysisPlanSchema,
  },
  { ...closed, $schema: dialect, title: 'A Målepunkt study' },
);

export type Study = Static<typeof StudySchema>;
export type StudyRole = Static<typeof RoleSchema>;
export type Window = Static<typeof WindowSchema>;
export type ConsentText = Static<typeof ConsentTextSchema>;
export type Ask = Static<typeof AskSchema>;

/** The part of a study that a participant plays; throws on a name that the study does not have. */
export function roleOf(study: Study, name: string): StudyRole {
  const role = study.roles.find((r) => r.name === name);
  if (!role) throw new RangeError(`the study ${study.study} has no role "${name}"`);
  return role;
}

/** The consent text in force on a day, null before the first. */
export function consentTextOn(study: Study, day: string): ConsentText | null {
  return study.consent_texts.findLast((text) => text.from <= day) ?? null;
}
