/** Tells a questionnaire author, who is no programmer, what YAML or a schema found wrong. */

import type { YAMLError } from 'yaml';

/** One fault as a schema validator gives it. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A sentence about a value, or about one of its keys if that is where the fault stands. */
export interface Sentence {
  readonly key?: string;
  readonly message: string;
}

/** `expected` is what the schema itself says of the value, if it says anything. */
export function schemaSentences(
  { keyword, params }: SchemaError,
  found: unknown,
  expected: string | undefined,
): Sentence[] {
  if (keyword === 'additionalProperties')
    return names(params.additionalProperties).map((key) => ({
      key,
      message: `unknown key "${key}"`,
    }));
  if (keyword === 'required')
    return names(params.requiredProperties).map((key) => ({ message: `"${key}" is missing` }));
  if (found === null) return [{ message: 'a value is missing here' }];
  const more = expected ? ` (${expected})` : '';
  if (keyword === 'type')
    return [{ message: `must be ${kind(String(params.type), found)}${more}` }];
  if (keyword === 'pattern' || keyword === 'anyOf')
    return [{ message: `must be ${expected ?? 'written differently'}` }];
  return [{ message: limits[keyword]?.(params) ?? `does not fit (${keyword})` }];
}

const names = (list: unknown) => list as string[];

function kind(type: string, found: unknown): string {
  if (type === 'string' && typeof found !== 'object') return `a text: write "${found}" in quotes`;
  return kinds[type] ?? type;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
};

const limits: Readonly<Record<string, (params: SchemaError['params']) => string>> = {
  enum: ({ allowedValues }) => `must be one of ${names(allowedValues).join(', ')}`,
  const: ({ allowedValue }) => `must be ${allowedValue}`,
  minimum: ({ limit }) => `must be ${limit} or more`,
  maximum: ({ limit }) => `must be ${limit} or less`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  minLength: () => 'must not be empty',
  maxLength: ({ limit }) => `must not be longer than ${limit} characters`,
  boolean: () => 'is one too many for this list',
  minItems: ({ limit }) => `the list must not be shorter than ${limit}`,
  maxItems: ({ limit }) => `the list must not be longer than ${limit}`,
  minProperties: () => 'must not be empty',
};

/** What usually lies behind an error of the YAML parser; its own words where that is not known. */
export function yamlSentence(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^(["']?)(.*?)\1\s*:/.exec(text.slice(error.pos[0]))?.[2];
    return `the key "${key}" stands twice`;
  }
  return yamlSentences[error.code] ?? `cannot be read as YAML: ${error.message.split('\n')[0]}`;
}

const colon = 'a text that holds ": " must stand in quotes, and a new key on a line of its own';

const yamlSentences: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BLOCK_AS_IMPLICIT_KEY: colon,
  BLOCK_IN_FLOW: colon,
  MULTILINE_IMPLICIT_KEY: 'a line has no ": " after its key, or is not indented as its neighbours',
  TAB_AS_INDENT: 'lines are indented with spaces, not with tabs',
  MISSING_CHAR: 'a quotation mark or bracket that was opened further up is never closed',
  BAD_INDENT:
    'a bracket that was opened further up is not closed, or a line is not indented enough',
  BAD_SCALAR_START: 'a text that begins with this character must stand in quotes',
  TAG_RESOLVE_FAILED: 'a text that begins with ! must stand in quotes',
  MULTIPLE_DOCS: 'the file must end before a line with ---',
};
