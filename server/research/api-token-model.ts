/** API tokens as a page shows them, the form that makes one, and the command that uses one. */

import type { Study } from '../../surveys/study.ts';
import { covers, lifetimes, scopes } from '../accounts/api-tokens.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { ApiToken, Scope } from '../db/api-tokens.ts';
import { exportFormats } from '../export/index.ts';
import { type FieldModel, inputField, selectField } from '../field-models.ts';
import type { Services } from '../services.ts';
import { type Say, texts } from '../texts.ts';

export const tokenFields = ['name', 'scope', 'days'] as const;
export type TokenField = (typeof tokenFields)[number];

type Texts = Readonly<Partial<Record<TokenField, string>>>;

/** The form offers the whole for a month, which suits most. */
const usual: Texts = { name: '', scope: 'answers', days: '30' };

export function tokenInputs(typed: Texts | null, problems: Texts, say: Say): FieldModel[] {
  const given = (name: TokenField) => ({
    value: (typed ?? usual)[name] ?? '',
    problem: problems[name],
  });
  return [
    inputField('name', say('research.tokens.name'), {
      ...given('name'),
      hint: say('research.tokens.nameHint'),
    }),
    selectField('scope', say('research.tokens.scope'), {
      ...given('scope'),
      choices: scopes.map((value) => ({ value, label: say(`research.tokens.scopes.${value}`) })),
    }),
    selectField('days', say('research.tokens.lasts'), {
      ...given('days'),
      short: true,
      choices: lifetimes.map((days) => ({
        value: String(days),
        label: say('research.tokens.days', { count: days }),
      })),
    }),
  ];
}

/** A line for a terminal that fetches the first file a token of the scope opens. */
export function curlExample(
  { config }: Services,
  { study }: Study,
  { token, scope }: { token: string; scope: Scope },
): string {
  const file = exportFormats.find((format) => covers(scope, format.scope))?.file ?? '';
  const address = `${config.publicUrl}/research/${study}/exports/${file}`;
  return `curl -H "Authorization: Bearer ${token}" -o ${file} ${address}`;
}

export function tokenRow(token: ApiToken, { time_zone }: Study, language: string) {
  const day = (instant: string) => dayInWords(dayOf(instant, time_zone), language);
  return {
    id: token.token_hash,
    // Tokens from before they had names are told apart by their day.
    name: token.name || texts(language)('research.tokens.unnamed'),
    scope: texts(language)(`research.tokens.scopes.${token.scope}`),
    made: day(token.created_at),
    expires: day(token.expires_at),
  };
}
