/** The form that a data cut is locked with: its day, its waves and who is in it. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { typedDay } from '../day.ts';
import type { CutEligibility, CutRule } from '../db/data-cuts.ts';
import { inputField, selectField } from '../field-models.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { texts } from '../texts.ts';

const eligibilities: readonly CutEligibility[] = ['included', 'waves-closed'];

export type CutFields = FormFields<string>;

const waveField = (wave: number) => `wave-${wave}`;

/** What was typed, and the rule if there is nothing wrong with it. */
export function readCutForm(
  form: Form,
  { waves }: Study,
  today: string,
): { fields: CutFields; rule: CutRule | null } {
  const names = waves.map((_, i) => waveField(i + 1));
  const fields: CutFields = formFields(form, ['on', 'included_until', 'eligible', ...names]);
  const on = fields.needed('on', fields.date('on'));
  const includedUntil = fields.needed('included_until', fields.date('included_until'));
  const eligible = fields.needed('eligible', fields.choice('eligible', eligibilities));
  if (on && on > today) fields.refuse('on', 'in-the-future');
  if (on && includedUntil && includedUntil > on)
    fields.refuse('included_until', 'too-late', { to: typedDay(on) });
  const chosen = names.flatMap((name, i) => (fields.choice(name, ['1']) ? [i + 1] : []));
  if (chosen.length === 0) fields.refuse(waveField(1), 'no-wave');
  const isWhole = Object.keys(fields.problems()).length === 0;
  return {
    fields,
    rule:
      isWhole && on && includedUntil && eligible
        ? { on, includedUntil, eligible, waves: chosen }
        : null,
  };
}

/** The form as it is shown: with what was typed, or for all waves as of today. */
export function cutFormModel(
  { waves }: Study,
  today: string,
  fields: CutFields | null,
  language: string,
) {
  const say = texts(language);
  const problems = problemTexts(fields, say);
  const typed = fields?.typed ?? { on: typedDay(today), included_until: typedDay(today) };
  const given = (name: string) => ({ value: typed[name] ?? '', problem: problems[name] });
  const first = waveField(1);
  return {
    inputs: [
      inputField('on', say('cuts.form.on'), { ...given('on'), short: true, keyboard: 'numeric' }),
      inputField('included_until', say('cuts.form.includedUntil'), {
        ...{ ...given('included_until'), hint: say('cuts.form.includedUntilHint') },
        ...{ short: true, keyboard: 'numeric' },
      }),
      selectField('eligible', say('cuts.form.eligible'), {
        ...given('eligible'),
        value: fields ? (typed.eligible ?? '') : 'included',
        choices: eligibilities.map((value) => ({ value, label: say(`cuts.eligible.${value}`) })),
      }),
    ],
    waves: waves.map(({ label }, i) => ({
      name: waveField(i + 1),
      label: inLanguage(label, language),
      checked: fields ? typed[waveField(i + 1)] === '1' : true,
    })),
    wavesProblem: { name: first, label: say('cuts.form.waves'), problem: problems[first] ?? '' },
  };
}
