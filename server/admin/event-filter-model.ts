/** The filter of the event log as its template gets it. */

import { eventKinds } from '../event-actions.ts';
import { type Addresses, actorInWords, otherActors } from '../event-log/words.ts';
import { type FieldModel, inputField, selectField } from '../field-models.ts';
import { type FormFields, problemTexts } from '../form-fields.ts';
import { texts } from '../texts.ts';
import type { FilterField } from './event-filter.ts';

export function filterInputs(
  fields: FormFields<FilterField>,
  addresses: Addresses,
  language: string,
): FieldModel[] {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const given = (name: FilterField) => ({ value: fields.typed[name], problem: problems[name] });
  const blank = say('log.filter.all');
  const accounts = [...addresses].sort(([, one], [, other]) => one.localeCompare(other, language));
  const actors = [...accounts.map(([id]) => id), ...otherActors];
  return [
    inputField('person', say('log.filter.person'), given('person')),
    selectField('actor', say('log.filter.actor'), {
      ...given('actor'),
      blank,
      choices: actors.map((actor) => ({
        value: actor,
        label: actorInWords(actor, addresses, language),
      })),
    }),
    selectField('kind', say('log.filter.kind'), {
      ...given('kind'),
      blank,
      choices: eventKinds.map((kind) => ({ value: kind, label: say(`log.kind.${kind}`) })),
    }),
    inputField('from', say('log.filter.from'), given('from')),
    inputField('to', say('log.filter.to'), given('to')),
  ];
}
