/** The form with which two registrations are merged: what a person has to decide, and what they decided. */

import type { Study } from '../../surveys/study.ts';
import type { Participant } from '../db/participants.ts';
import type { Response } from '../db/responses.ts';
import { type Choices, type Pair, wavesOfBoth } from '../enrolment/merge-plan.ts';
import type { Form } from '../form.ts';
import { type FormFields, formFields } from '../form-fields.ts';

/** Two registrations as they stand: the one whose page it began on, and the other. */
export interface TwoSides {
  readonly study: Study;
  readonly participants: readonly [Participant, Participant];
  readonly responses: readonly Response[];
}

export interface SentMerge {
  readonly fields: FormFields<string>;
  /** Null while something has not been decided. */
  readonly decided: (Pair & { readonly choices: Choices }) | null;
}

export const waveField = (wave: number) => `wave_${wave}`;

/** The waves at which there is something to choose; it does not depend on which code goes on. */
export function wavesToChoose({ participants, responses }: TwoSides): number[] {
  const [one, other] = participants;
  return wavesOfBoth(responses, { goesOn: one.code, goesAway: other.code });
}

/** Every wave of the study has a field it may come with: what there is to choose can change meanwhile. */
export function readMergeForm(form: Form, sides: TwoSides): SentMerge {
  const { study, participants } = sides;
  const [one, other] = participants.map(({ code }) => code);
  const waveFields = study.waves.map((_, index) => waveField(index + 1));
  const fields = formFields<string>(form, ['goes_on', ...waveFields, 'same_person']);
  const codes = [one ?? '', other ?? ''];
  const goesOn = fields.needed('goes_on', fields.choice('goes_on', codes));
  const choices = new Map<number, string>();
  for (const wave of wavesToChoose(sides)) {
    const name = waveField(wave);
    const chosen = fields.needed(name, fields.choice(name, codes));
    if (chosen !== null) choices.set(wave, chosen);
  }
  fields.needed('same_person', fields.choice('same_person', ['yes']));
  const goesAway = codes.find((code) => code !== goesOn);
  const isDecided = goesOn !== null && Object.keys(fields.problems()).length === 0;
  return {
    fields,
    decided: isDecided && goesAway !== undefined ? { goesOn, goesAway, choices } : null,
  };
}
