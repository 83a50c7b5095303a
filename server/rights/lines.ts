/** What happened around a participant, one line for each thing: messages, changes, tasks, and who looked. */

import { inLanguage } from '../../surveys/text.ts';
import { dayInWords } from '../day.ts';
import { texts } from '../texts.ts';
import type { Held } from './held.ts';
import {
  channelInWords,
  dayOfInstant,
  isState,
  labelIn,
  languageInWords,
  mailInWords,
  type Reader,
  stateInWords,
} from './words.ts';

export function messageLines({ registry }: Held, reader: Reader): string[] {
  const { study, language } = reader;
  const say = texts(language);
  return registry.outbox.map(({ kind, wave, status, sent_at, created_at }) => {
    const label = study.waves[wave - 1]?.label;
    return say('rights.line.message', {
      day: dayOfInstant(sent_at ?? created_at, reader),
      what: say(`rights.message.${known(messageKinds, kind)}`),
      wave: label ? `, ${inLanguage(label, language)}` : '',
      state: say(`rights.delivery.${status === 'sent' ? 'sent' : 'not-sent'}`),
    });
  });
}

export function changeLines({ study: rows }: Held, { study, language }: Reader): string[] {
  const say = texts(language);
  const inWords: Readonly<Record<string, (value: string) => string>> = {
    state: (value) => (isState(value) ? stateInWords(value, language) : value),
    arm: (value) => labelIn(study.arms, value, language),
    site: (value) => labelIn(study.sites, value, language),
    'inclusion-date': (value) => dayInWords(value, language),
    channel: (value) => channelInWords(value === 'paper' ? 'paper' : 'web', language),
    language: languageInWords,
    mail: (value) => mailInWords(value === 'stopped' ? 'stopped' : 'wanted', language),
    // The code is somebody else's.
    'followed-by': () => say('rights.line.another'),
  };
  return rows.participant_change.map(({ kind, previous, value, from_on }) => {
    const words = (given: string | null) =>
      given === null ? say('rights.line.nothing') : (inWords[kind] ?? String)(given);
    return say('rights.line.change', {
      day: dayInWords(from_on, language),
      what: say(`rights.change.${known(changeKinds, kind)}`),
      value: words(value),
      previous: words(previous),
    });
  });
}

export function taskLines({ study: rows }: Held, { language }: Reader): string[] {
  const say = texts(language);
  return rows.task.map(({ kind, due_on, done_at }) =>
    say('rights.line.task', {
      day: dayInWords(due_on, language),
      what: say(`rights.task.${known(taskKinds, kind)}`),
      state: say(`rights.taskState.${done_at ? 'done' : 'open'}`),
    }),
  );
}

/** Who did what on which day, and how often. What the participant did is left to `data.json`, but for opened copies. */
export function logLines(held: Held, reader: Reader) {
  const { registry, study, doer } = held;
  const say = texts(reader.language);
  const entries = [...registry.event, ...study.event]
    .filter(({ actor, action }) => actor !== 'participant' || action === 'data copy opened')
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, actor, action }) => ({
      day: dayOfInstant(at, reader),
      who: say(`rights.doer.${doer(actor)}`),
      what: say(`rights.event.${known(actions, action).replaceAll(' ', '-')}`),
    }));
  const alike = Map.groupBy(entries, ({ day, who, what }) => JSON.stringify([day, who, what]));
  return [...alike.values()].flatMap(([first, ...more]) =>
    first
      ? [
          {
            ...first,
            times: more.length > 0 ? say('rights.line.times', { count: more.length + 1 }) : '',
          },
        ]
      : [],
  );
}

const messageKinds = [
  ...(['invitation', 'new-link', 'reminder', 'resume', 'thanks', 'letter'] as const),
  'withdrawal-receipt',
] as const;
const changeKinds = [
  ...(['state', 'arm', 'site', 'followed-by', 'inclusion-date'] as const),
  ...(['channel', 'language', 'mail'] as const),
] as const;
const taskKinds = ['bounced', 'returned', 'phone', 'unclear-form', 'late'] as const;
const actions = [
  'identity read',
  'person registered',
  'participant registered',
  'person changed',
  'person merged',
  'participants merged',
  'consent recorded',
  'consent scanned',
  'note written',
  'receipt written',
  'invitation written',
  'invitation sent',
  'invitation failed',
  'links revoked',
  'response submitted',
  'paper form received',
  'paper form keyed',
  'answers read',
  'response read',
  'state changed',
  'data copy made',
  'data copy sent',
  'data copy not sent',
  'data copy opened',
] as const;

/** What there is no word for is called something else; `data.json` has it as it is. */
function known<Name extends string>(names: readonly Name[], name: string): Name | 'other' {
  return names.find((one) => one === name) ?? 'other';
}
