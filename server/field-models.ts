/** What the field templates are given: a labelled control with its value, hint and problem. */

export interface FieldModel {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly problem: string;
  readonly value: string;
  /** Hint and problem by their ids, as a screen reader wants them. */
  readonly describedBy: string;
  readonly control: 'input' | 'select' | 'lines';
  readonly type: string;
  readonly autocomplete: string;
  /** Which keyboard a phone shows. */
  readonly keyboard: 'text' | 'numeric' | 'decimal';
  /** True for a field that needs little room. */
  readonly short: boolean;
  /** True for the field where typing begins. */
  readonly focused: boolean;
  readonly choices: readonly ChoiceModel[];
  /** What a list says while nothing is chosen, where "choose" would be wrong. */
  readonly blank: string;
}

export interface ChoiceModel {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

interface Given {
  readonly value: string;
  readonly problem: string | undefined;
  readonly hint?: string;
  readonly short?: boolean;
  readonly focused?: boolean;
}

interface InputDetails {
  readonly type?: string;
  readonly autocomplete?: string;
  readonly keyboard?: FieldModel['keyboard'];
}

export function inputField(name: string, label: string, given: Given & InputDetails): FieldModel {
  return { ...field(name, label, given), control: 'input' };
}

export function linesField(name: string, label: string, given: Given): FieldModel {
  return { ...field(name, label, given), control: 'lines' };
}

export function selectField(
  name: string,
  label: string,
  given: Given & {
    readonly choices: readonly { readonly value: string; readonly label: string }[];
    readonly blank?: string;
  },
): FieldModel {
  const choices = given.choices.map((choice) => ({
    ...choice,
    selected: choice.value === given.value,
  }));
  const { blank = '' } = given;
  return { ...field(name, label, given), control: 'select', choices, blank };
}

/** The list above a form: each problem links to its field; null when there is none. */
export function problemLinks(fields: readonly Pick<FieldModel, 'name' | 'label' | 'problem'>[]) {
  const links = fields
    .filter(({ problem }) => problem !== '')
    .map(({ name, label, problem }) => ({
      target: name,
      text: label.endsWith('?') ? `${label} ${problem}` : `${label}: ${problem}`,
    }));
  return links.length > 0 ? links : null;
}

function field(name: string, label: string, given: Given & InputDetails): FieldModel {
  const { value, problem = '', hint = '', type = 'text' } = given;
  const described = [hint && `hint-${name}`, problem && `problem-${name}`].filter(Boolean);
  return {
    name,
    label,
    hint,
    problem,
    value,
    short: given.short ?? false,
    focused: given.focused ?? false,
    type,
    autocomplete: given.autocomplete ?? 'off',
    keyboard: given.keyboard ?? 'text',
    describedBy: described.join(' '),
    control: 'input',
    choices: [],
    blank: '',
  };
}
