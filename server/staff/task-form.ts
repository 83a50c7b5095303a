/** The forms for a new task and for how a task went. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { typedDay } from '../day.ts';
import type { TaskOutcome } from '../db/study-tables.ts';
import type { TaskAddress } from '../db/tasks.ts';
import { inputField, problemLinks, selectField } from '../field-models.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { texts } from '../texts.ts';
import { tomorrow, waveLabel } from './task-model.ts';
import { outcomesPath, tasksPath } from './task-paths.ts';

/** What staff notice themselves; the other kinds come from elsewhere. */
const newKinds = ['phone', 'returned', 'unclear-form'] as const;

const newTaskNames = ['kind', 'wave', 'due'] as const;
export type NewTaskFields = FormFields<(typeof newTaskNames)[number]>;
type OutcomeFields = FormFields<'outcome' | 'again'>;

export function parseNewTask(form: Form, study: Study, now: string) {
  const fields = formFields(form, newTaskNames);
  const kind = fields.needed('kind', fields.choice('kind', newKinds));
  const waves = study.waves.map((_, index) => String(index + 1));
  const wave = Number(fields.choice('wave', waves) ?? 0);
  const dueOn = fields.needed('due', comingDay(fields, 'due', now, now));
  const taken = Object.keys(fields.problems()).length === 0;
  return { fields, task: taken && kind && dueOn ? { kind, wave, dueOn } : null };
}

/** `again` counts for who was not reached only; without an outcome a problem stands in the fields. */
export function parseOutcome(
  form: Form,
  now: string,
): {
  readonly fields: OutcomeFields;
  readonly outcome: TaskOutcome | null;
  readonly again: string | null;
} {
  const fields = formFields(form, ['outcome', 'again']);
  const outcomes: readonly TaskOutcome[] = ['done', 'not-reached', 'no-longer'];
  const outcome = fields.needed('outcome', fields.choice('outcome', outcomes));
  if (outcome !== 'not-reached') return { fields, outcome, again: null };
  const again = fields.needed('again', comingDay(fields, 'again', tomorrow(now), now));
  return { fields, outcome: again ? outcome : null, again };
}

/** Not so far away that it can only be a slip of the pen. */
const farthest = { years: 2 };

function comingDay<Name extends string>(
  fields: FormFields<Name>,
  name: Name,
  from: string,
  now: string,
): string | null {
  const day = fields.date(name);
  const to = Temporal.PlainDate.from(now).add(farthest).toString();
  if (day && day < from) return fields.refuse(name, 'too-early', { from: typedDay(from) });
  return day && day > to ? fields.refuse(name, 'too-late', { to: typedDay(to) }) : day;
}

export function newTaskModel(
  study: Study,
  code: string,
  fields: NewTaskFields | null,
  now: string,
  language: string,
) {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const inputs = [
    selectField('kind', say('day.task.kind'), {
      value: fields ? fields.typed.kind : 'phone',
      problem: problems.kind,
      choices: newKinds.map((kind) => ({ value: kind, label: say(`day.task.${kind}`) })),
    }),
    inputField('due', say('day.task.due'), {
      value: fields ? fields.typed.due : typedDay(now),
      problem: problems.due,
      hint: say('day.outcome.againHint'),
      short: true,
    }),
    selectField('wave', say('day.task.wave'), {
      value: fields?.typed.wave ?? '',
      problem: problems.wave,
      hint: say('day.task.waveHint'),
      choices: study.waves.map(({ label }, index) => ({
        value: String(index + 1),
        label: inLanguage(label, language),
      })),
    }),
  ];
  return { inputs, problems: problemLinks(inputs), action: tasksPath(study, code) };
}

export function outcomeModel(
  study: Study,
  task: TaskAddress,
  fields: OutcomeFields,
  language: string,
) {
  const say = texts(language);
  const inputs = [
    inputField('again', say('day.outcome.again'), {
      value: fields.typed.again,
      problem: problemTexts(fields, say).again,
      hint: say('day.outcome.againHint'),
      short: true,
    }),
  ];
  return {
    ...{ inputs, problems: problemLinks(inputs), action: outcomesPath(study, task) },
    code: task.code,
    title: say(`day.kind.${task.kind}`),
    wave: waveLabel(study, task.wave, language),
  };
}
