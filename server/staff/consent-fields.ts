/** The fields about a signed form as the templates get them. */

import { asksOf, everyAsk } from '../../surveys/consent.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { typedDay } from '../day.ts';
import { type FieldModel, inputField, selectField } from '../field-models.ts';
import { texts } from '../texts.ts';
import { askField, type ConsentField, consentChannels } from './consent-form.ts';

interface Shown {
  readonly study: Study;
  readonly language: string;
  readonly values: Readonly<Partial<Record<ConsentField, string>>>;
  readonly problems: Readonly<Partial<Record<ConsentField, string>>>;
}

/** One thing that is agreed to or not. */
export interface AskModel {
  readonly name: string;
  readonly label: string;
  /** Which texts ask it, where not all of them do. */
  readonly asked: string;
  readonly problem: string;
  readonly yes: boolean;
  readonly no: boolean;
}

export function consentModels({ study, language, values, problems }: Shown): FieldModel[] {
  const say = texts(language);
  const given = (name: ConsentField) => ({
    value: values[name] ?? '',
    problem: problems[name],
    short: true,
  });
  return [
    inputField('consent_date', say('staff.registration.consent_date'), {
      ...given('consent_date'),
      hint: say('staff.registration.hint.consent_date'),
    }),
    selectField('consent_version', say('staff.registration.consent_version'), {
      ...given('consent_version'),
      choices: study.consent_texts.map(({ version, from }) => ({
        value: version,
        label: say('staff.registration.versionLabel', { version, from: typedDay(from) }),
      })),
    }),
    selectField('consent_channel', say('staff.registration.consent_channel'), {
      ...given('consent_channel'),
      choices: consentChannels.map((value) => ({
        value,
        label: say(`staff.consentChannel.${value}`),
      })),
    }),
  ];
}

export function askModels({ study, language, values, problems }: Shown): AskModel[] {
  const say = texts(language);
  return everyAsk(study).map((ask) => {
    const name = askField(ask);
    const asking = study.consent_texts.filter((text) =>
      asksOf(text).some((other) => other.name === ask.name),
    );
    const versions = asking.map(({ version }) => version).join(', ');
    return {
      name,
      label: inLanguage(ask.label, language),
      asked:
        asking.length === study.consent_texts.length ? '' : say('consent.askedIn', { versions }),
      problem: problems[name] ?? '',
      yes: values[name] === 'yes',
      no: values[name] === 'no',
    };
  });
}
