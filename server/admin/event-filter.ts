/** Which events an administrator wants to see, read from an address. */

import { dayBounds } from '../day.ts';
import type { Account } from '../db/accounts.ts';
import { type EventFilter, everyEvent } from '../db/event-log.ts';
import { type EventKind, eventActions, eventKinds } from '../event-actions.ts';
import { otherActors } from '../event-log/words.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';
import { parseCode } from '../participant-code.ts';

export const filterFields = ['person', 'actor', 'kind', 'from', 'to'] as const;
export type FilterField = (typeof filterFields)[number];

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What was asked for, as far as it could be read. */
export interface AskedEvents {
  readonly fields: FormFields<FilterField>;
  /** Null while a field has a problem. */
  readonly filter: EventFilter | null;
  /** What was asked for in short, for the log itself. */
  readonly code: string | null;
  readonly kind: EventKind | null;
}

export function readFilter(
  query: Query,
  given: { readonly accounts: readonly Account[]; readonly timeZone: string },
): AskedEvents {
  const fields = formFields<FilterField>(formOf(query), filterFields);
  const typed = fields.text('person', 30);
  const code = typed === null ? null : (parseCode(typed) ?? fields.refuse('person', 'bad-code'));
  const actor = fields.choice('actor', [...otherActors, ...given.accounts.map(({ id }) => id)]);
  const kind = fields.choice('kind', eventKinds);
  const [from, to] = [fields.date('from'), fields.date('to')];
  const filter = {
    ...everyEvent,
    codes: code === null ? null : [code],
    actor,
    actions: kind && eventActions[kind],
    from: from && dayBounds(from, given.timeZone).begins,
    until: to && dayBounds(to, given.timeZone).over,
  };
  const isRead = Object.keys(fields.problems()).length === 0;
  return { fields, filter: isRead ? filter : null, code, kind };
}

/** The fields of the filter; of one that is there twice, the last. Anything else is not for it. */
function formOf(query: Query): Form {
  const last = (name: FilterField) => [query[name] ?? ''].flat().at(-1) ?? '';
  return {
    fields: Object.fromEntries(filterFields.map((name) => [name, last(name)])),
    own: () => '',
  };
}

/** The address of these events, with whatever else it is to carry. */
export function filterQuery(
  { typed }: FormFields<FilterField>,
  more: Readonly<Record<string, string>> = {},
): string {
  const asked = filterFields.filter((name) => typed[name] !== '');
  const query = new URLSearchParams([
    ...asked.map((name): [string, string] => [name, typed[name]]),
    ...Object.entries(more),
  ]);
  return query.size === 0 ? '' : `?${query}`;
}
