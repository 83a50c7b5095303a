/** What a keying screen sends: the answers as they stand on the paper, the day on it, and whether it was hard to read. */

import type { Fields } from '../../surveys/answers.ts';
import { today } from '../clock.ts';
import { typedDay } from '../day.ts';
import type { Form } from '../form.ts';
import { type FieldProblem, formFields } from '../form-fields.ts';
import type { Services } from '../services.ts';
import type { PaperEntry } from './paper-entry.ts';

/** Stand beside the answers on the screen; no item can have a name with a hyphen. */
export const dateNames = ['written-on'] as const;
const unclearName = 'unclear-form';
const besides: readonly string[] = [...dateNames, unclearName];

/** What the paper itself says. */
export function answersOf({ fields }: Form): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !besides.includes(name)));
}

/** The keyer wants somebody else to look at the paper. */
export function isUnclear({ fields }: Form): boolean {
  return fields[unclearName] === 'yes';
}

/** No form is written before its participant was included, or after it came. */
export function dayProblem(
  services: Services,
  { form, participation }: PaperEntry,
  day: string,
): FieldProblem | null {
  const { inclusion_date } = participation.participant;
  if (day < inclusion_date)
    return { code: 'too-early', details: { from: typedDay(inclusion_date) } };
  if (day > today(services.clock, participation.study.time_zone))
    return { code: 'in-the-future', details: {} };
  return day > form.received_on
    ? { code: 'too-late', details: { to: typedDay(form.received_on) } }
    : null;
}

export function keyedDate(services: Services, entry: PaperEntry, sent: Form) {
  const own = Object.fromEntries(dateNames.map((name) => [name, sent.fields[name] ?? '']));
  const fields = formFields({ ...sent, fields: own }, dateNames);
  const day = fields.date('written-on');
  const problem = day && dayProblem(services, entry, day);
  const writtenOn = problem ? fields.refuse('written-on', problem.code, problem.details) : day;
  return { fields, writtenOn };
}
