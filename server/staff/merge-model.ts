/** Two registrations side by side as their template gets them: who, what they agreed to, what was answered; no answers. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import type { Consent } from '../db/people.ts';
import type { Response } from '../db/responses.ts';
import { mergedState } from '../enrolment/merge-plan.ts';
import type { Identity } from '../enrolment/person.ts';
import { type FormFields, problemTexts } from '../form-fields.ts';
import { texts } from '../texts.ts';
import { signedLine } from './consent-model.ts';
import { type TwoSides, waveField, wavesToChoose } from './merge-form.ts';
import { belongings } from './participant-model.ts';

/** Who is behind one of the codes. */
export interface Side {
  readonly participant: Participant;
  readonly identity: Identity | null;
  readonly consents: readonly Consent[];
}

/** What can be equal or different, one line each. */
export function comparison(study: Study, sides: readonly Side[], language: string) {
  const say = texts(language);
  const none = say('merging.none');
  const lines = {
    name: sides.map(({ identity }) => identity?.name),
    email: sides.map(({ identity }) => identity?.email),
    phone: sides.map(({ identity }) => identity?.phone),
    address: sides.map(({ identity }) => identity?.address),
    state: sides.map(({ participant }) => say(`log.value.to.${participant.state}`)),
    consent: sides.map(({ consents }) =>
      consents.map((consent) => signedLine(consent, language)).join('\n'),
    ),
    inclusion: sides.map(({ participant }) => dayInWords(participant.inclusion_date, language)),
    belongs: sides.map(({ participant }) => belongings(study, participant, language)),
    registered: sides.map(({ participant }) =>
      dayInWords(dayOf(participant.registered_at, study.time_zone), language),
    ),
  };
  return Object.entries(lines).map(([name, values]) => ({
    label: say(`merging.fact.${name}`),
    isEqual: comparable(values[0]) === comparable(values[1]),
    cells: values.map((value, at) => ({
      code: sides[at]?.participant.code ?? '',
      value: value || none,
    })),
  }));
}

/** Neither blanks nor letter size make two people. */
function comparable(value: string | null | undefined): string {
  return (value ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** One thing to decide, with its choices. */
export interface Decision {
  readonly name: string;
  readonly legend: string;
  /** Nothing to read above the choices, as they say it all. */
  readonly isPlain: boolean;
  readonly input: 'radio' | 'checkbox';
  readonly problem: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
  }[];
}

type Sent = FormFields<string> | null;

/** Which code goes on, the older one put forward; and which answers count, where there is a choice. */
export function decisions(sides: TwoSides, sent: Sent, language: string): Decision[] {
  const say = texts(language);
  const { study, participants } = sides;
  const problems = problemTexts(sent, say);
  const [older] = participants.toSorted((a, b) => (a.registered_at < b.registered_at ? -1 : 1));
  const between = (name: string, legend: string, texts: readonly string[], put = ''): Decision => ({
    name,
    legend,
    isPlain: false,
    input: 'radio',
    problem: problems[name] ? say('merging.problem.choose') : '',
    choices: participants.map(({ code }, at) => ({
      value: code,
      label: texts[at] ?? '',
      checked: code === (sent?.typed[name] || put),
    })),
  });
  const codes = participants.map(({ code, registered_at }) =>
    say(code === older?.code ? 'merging.olderCode' : 'merging.newerCode', {
      code,
      registered: dayInWords(dayOf(registered_at, study.time_zone), language),
    }),
  );
  return [
    between('goes_on', say('merging.goesOn'), codes, older?.code),
    ...wavesToChoose(sides).map((wave) =>
      between(
        waveField(wave),
        say('merging.whichAnswers', { wave: waveLabel(study, wave, language) }),
        participants.map(({ code }) => `${code}: ${heldAt(sides, code, wave, language)}`),
      ),
    ),
  ];
}

export function samePerson(sent: Sent, language: string): Decision {
  const say = texts(language);
  const label = say('merging.samePerson');
  return {
    name: 'same_person',
    legend: say('merging.submit'),
    isPlain: true,
    input: 'checkbox',
    problem: problemTexts(sent, say).same_person ? say('merging.problem.sure') : '',
    choices: [{ value: 'yes', label, checked: sent?.typed.same_person === 'yes' }],
  };
}

/** Where only one of them has something there is nothing to choose. */
export function undisputedWaves(sides: TwoSides, language: string): string[] {
  const { study, participants, responses } = sides;
  const disputed = wavesToChoose(sides);
  const waves = [...new Set(responses.map(({ wave }) => wave))];
  return waves
    .filter((wave) => !disputed.includes(wave))
    .map((wave) => {
      const code = participants.find((side) =>
        responses.some((held) => held.code === side.code && held.wave === wave),
      )?.code;
      const held = heldAt(sides, code ?? '', wave, language);
      return `${waveLabel(study, wave, language)}: ${code}, ${held}`;
    });
}

/** True when whoever goes on gets nothing more, as one of the two has withdrawn or died. */
export function silences({ participants }: TwoSides): boolean {
  const [one, other] = participants;
  return ['withdrawn', 'dead'].includes(mergedState(one.state, other.state));
}

function waveLabel(study: Study, wave: number, language: string): string {
  return inLanguage(study.waves[wave - 1]?.label ?? {}, language);
}

/** What a code has at a wave: how far it came, on which day, and how many answers. */
function heldAt(
  { study, responses }: TwoSides,
  code: string,
  wave: number,
  language: string,
): string {
  const say = texts(language);
  return responses
    .filter((held) => held.code === code && held.wave === wave)
    .map((held) =>
      say(`merging.held.${held.submitted_at === null ? 'begun' : held.channel}`, {
        on: dayInWords(heldOn(held, study.time_zone), language),
        answered: answered(held),
      }),
    )
    .join(' · ');
}

function heldOn({ submitted_at, started_at, received_on }: Response, timeZone: string): string {
  return received_on ?? dayOf(submitted_at ?? started_at, timeZone);
}

function answered({ sheet }: Response): number {
  return Object.values(JSON.parse(sheet) as Sheet).filter((answer) => hasValue(answer)).length;
}
