/** The form that is printed for somebody, or a blank one that whose it is is written on by hand. */

import type { Instrument } from '../../surveys/instrument.ts';
import { printedItems } from '../../surveys/paper-routing.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { instrumentOf, type Participation } from '../collection/participation.ts';
import type { PrintedForm } from '../printing/form-layout.ts';
import type { Services } from '../services.ts';

/** In the participant's own language. */
export function formFor(services: Services, participation: Participation): PrintedForm {
  const { study, role, participant, wave, occasion } = participation;
  const { code, language } = participant;
  const label = inLanguage(study.waves[wave - 1]?.label ?? {}, language);
  return {
    instrument: instrumentOf(services, role),
    ...{ occasion, language, of: { code, wave, label }, contact: study.contact },
  };
}

/** The first form asks more than the later ones where something is asked once. */
export const blankForms = ['first', 'later'] as const;
export type BlankForm = (typeof blankForms)[number];

export interface BlankFormWanted {
  readonly study: Study;
  readonly role: StudyRole;
  readonly form: BlankForm;
  readonly language: string;
}

export function blankForm(
  services: Services,
  { study, role, form, language }: BlankFormWanted,
): PrintedForm {
  return {
    instrument: instrumentOf(services, role),
    occasion: { firstWave: form === 'first' },
    ...{ language, of: null, contact: study.contact },
  };
}

/** The blank forms that differ from each other. */
export function blankFormsOf(instrument: Instrument): readonly BlankForm[] {
  const [first, later] = [true, false].map((firstWave) => printedItems(instrument, { firstWave }));
  return first?.length === later?.length ? ['first'] : blankForms;
}
