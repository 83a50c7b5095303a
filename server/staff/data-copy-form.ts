/** The form for a copy of data: how staff know who asks, and how the link gets to them. */

import { type FieldModel, problemLinks, selectField } from '../field-models.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import {
  type Delivery,
  deliveries,
  type IdentityCheck,
  identityChecks,
} from '../rights/data-copy.ts';
import { texts } from '../texts.ts';

export type DataCopyField = 'check' | 'checked';

export interface ParsedDataCopy {
  readonly fields: FormFields<DataCopyField>;
  /** Null when something is missing. */
  readonly asked: { readonly check: IdentityCheck; readonly delivery: Delivery } | null;
}

/** Which of the buttons was pressed; null for none of them. */
export function deliveryOf(form: Form): Delivery | null {
  return deliveries.find((name) => name === form.own('_delivery')) ?? null;
}

export function parseDataCopy(form: Form, delivery: Delivery): ParsedDataCopy {
  const fields = formFields<DataCopyField>(form, ['check', 'checked']);
  const check = fields.needed('check', fields.choice('check', identityChecks));
  const checked = fields.needed('checked', fields.choice('checked', ['yes']));
  return { fields, asked: check && checked ? { check, delivery } : null };
}

export function dataCopyFields(fields: FormFields<DataCopyField> | null, language: string) {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const check: FieldModel = selectField('check', say('rights.dataCopy.check'), {
    value: fields?.typed.check ?? '',
    problem: problems.check,
    choices: identityChecks.map((value) => ({
      value,
      label: say(`rights.dataCopy.checks.${value}`),
    })),
  });
  const checked = {
    name: 'checked',
    label: say('rights.dataCopy.checked'),
    problem: problems.checked ?? '',
    ticked: fields?.typed.checked === 'yes',
  };
  const links = problemLinks([check]) ?? [];
  const all = checked.problem
    ? [...links, { target: 'checked', text: `${checked.label}: ${checked.problem}` }]
    : links;
  return { check, checked, problems: all.length > 0 ? all : null };
}
