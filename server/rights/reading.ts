/** The page that a participant reads: what is held under one of their codes, thing by thing, in words. */

import { asksOf } from '../../surveys/consent.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords } from '../day.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { formInWords } from './forms.ts';
import type { Held } from './held.ts';
import { changeLines, logLines, messageLines, taskLines } from './lines.ts';
import {
  channelInWords,
  dayOfInstant,
  labelIn,
  languageInWords,
  mailInWords,
  type Reader,
  stateInWords,
} from './words.ts';

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** `files`: the names of the scans, by their id. */
export function recordModel(
  services: Services,
  held: Held,
  reader: Reader,
  files: ReadonlyMap<string, string>,
) {
  const day = (instant: string) => dayOfInstant(instant, reader);
  return {
    code: held.code,
    identity: identityFacts(held, reader),
    participation: participationFacts(held, reader),
    consents: consentModels(held, reader, files),
    forms: formModels(services, held, reader),
    messages: messageLines(held, reader),
    notes: held.registry.note.map(({ id, written_at }) => ({
      day: day(written_at),
      text: held.opened('note', id),
    })),
    changes: changeLines(held, reader),
    tasks: taskLines(held, reader),
    log: logLines(held, reader),
  };
}

/** What there is nothing of is not listed. */
function facts({ language }: Reader, values: Readonly<Record<string, string | null>>): Fact[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value ? [{ label: texts(language)(`rights.fact.${name}`), value }] : [],
  );
}

function identityFacts({ identity }: Held, reader: Reader): Fact[] {
  if (!identity) return [];
  const { name, email, phone, address } = identity;
  return facts(reader, { name, email, phone, address });
}

function participationFacts({ study: { participant } }: Held, reader: Reader): Fact[] {
  const [row] = participant;
  if (!row) return [];
  const { study, language } = reader;
  return facts(reader, {
    code: row.code,
    role: labelIn(study.roles, row.role, language),
    arm: labelIn(study.arms, row.arm, language),
    site: labelIn(study.sites, row.site, language),
    team: labelIn(study.teams, row.team, language),
    'current-arm':
      row.current_arm === row.arm ? '' : labelIn(study.arms, row.current_arm, language),
    'current-site':
      row.current_site === row.site ? '' : labelIn(study.sites, row.current_site, language),
    inclusion: dayInWords(row.inclusion_date, language),
    channel: channelInWords(row.channel, language),
    mail: mailInWords(row.mail, language),
    language: languageInWords(row.language),
    state: stateInWords(row.state, language),
    registered: dayOfInstant(row.registered_at, reader),
  });
}

function consentModels(
  { registry }: Held,
  { study, language }: Reader,
  files: ReadonlyMap<string, string>,
) {
  const say = texts(language);
  return registry.consent.map((consent) => {
    const text = study.consent_texts.find(({ version }) => version === consent.text_version);
    const asks = text ? asksOf(text) : [];
    return {
      line: say('rights.consentLine', {
        version: consent.text_version,
        day: dayInWords(consent.given_on, language),
        channel: say(`staff.consentChannel.${consent.channel}`),
      }),
      text: text ? inLanguage(text.text, language) : '',
      answers: registry.consent_answer
        .filter(({ consent_id }) => consent_id === consent.id)
        .map(({ item, agreed }) => ({
          label: labelIn(asks, item, language),
          value: say(agreed ? 'rights.said.yes' : 'rights.said.no'),
        })),
      files: registry.consent_scan
        .filter(({ consent_id }) => consent_id === consent.id)
        .map(({ id }) => files.get(id) ?? ''),
    };
  });
}

function formModels(services: Services, { study: rows }: Held, reader: Reader) {
  const { study, language } = reader;
  const say = texts(language);
  return rows.response.map((response) => {
    const wave = study.waves[response.wave - 1];
    const on = response.written_on ?? response.received_on;
    return {
      ...formInWords(services, response, rows.score, language),
      wave: wave ? inLanguage(wave.label, language) : '',
      facts: facts(reader, {
        begun: dayOfInstant(response.started_at, reader),
        sent: response.submitted_at
          ? dayOfInstant(response.submitted_at, reader)
          : say('rights.file.notSent'),
        channel: channelInWords(response.channel, language),
        onPaper: on && dayInWords(on, language),
      }),
    };
  });
}
