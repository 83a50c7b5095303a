/** The small schemas that instruments, studies and plans share. */

import Type from 'typebox';

export const closed = { additionalProperties: false };

/** For editors: which JSON Schema the published files are written in. */
export const dialect = 'http://json-schema.org/draft-07/schema#';

/** The name of something that is no variable: a group, a role, an arm. */
export const Key = Type.String({
  pattern: '^[a-z][a-z0-9-]*$',
  maxLength: 48,
  description: 'lower-case letters a–z, digits and -, beginning with a letter',
});

export const IsoDate = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'a date written as 2018-02-28',
});
