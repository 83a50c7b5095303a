/** Consent in words: what holds now, thing by thing, and the forms that were signed. */

import {
  type ConsentStanding,
  consentStanding,
  everyAsk,
  type SignedForm,
} from '../../surveys/consent.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { today } from '../clock.ts';
import { dayInWords, dayOf, typedDay } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import type { Consent } from '../db/people.ts';
import type { ConsentEntry } from '../enrolment/consent.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

interface AskLine {
  readonly label: string;
  readonly answer: string;
  readonly color: 'success' | 'neutral' | 'warning';
}

/** What was last said to each thing the text in force asks. */
export function askStandings({ asks }: ConsentStanding, language: string): AskLine[] {
  return asks.map(({ ask, agreed }) => askLine(inLanguage(ask.label, language), agreed, language));
}

/** Which text was signed when and how, in one line. */
export function signedLine(consent: Consent, language: string): string {
  const say = texts(language);
  return say('consent.latest', {
    version: consent.text_version,
    given: dayInWords(consent.given_on, language),
    channel: say(`staff.consentChannel.${consent.channel}`),
  });
}

/** The consent part of a person's page. */
export function consentPanel(
  { clock }: Pick<Services, 'clock'>,
  study: Study,
  { code }: Pick<Participant, 'code'>,
  entries: readonly ConsentEntry[],
  language: string,
) {
  const forms = entries.map(({ form }) => form);
  const standing = consentStanding(study, forms, today(clock, study.time_zone));
  const { askAgain } = standing;
  const latest = entries.at(-1)?.consent;
  return {
    latest: latest ? signedLine(latest, language) : '',
    asks: askStandings(standing, language),
    askAgain: askAgain
      ? texts(language)('consent.askAgain', {
          version: askAgain.version,
          from: typedDay(askAgain.from),
        })
      : '',
    href: `/staff/${study.study}/participants/${code}/consents`,
    count: entries.length,
  };
}

interface History {
  readonly study: Study;
  readonly code: string;
  readonly entries: readonly ConsentEntry[];
  /** The e-mail of an account; null for what no account did. */
  readonly accountName: (id: string) => string | null;
  readonly language: string;
}

/** The newest first. */
export function historyRows({ study, code, entries, accountName, language }: History) {
  const say = texts(language);
  const recordedDay = (at: string) => dayInWords(dayOf(at, study.time_zone), language);
  const labels = new Map(everyAsk(study).map(({ name, label }) => [name, label]));
  const path = `/staff/${study.study}/participants/${code}/consents`;
  return entries.toReversed().map(({ consent, form, scans }) => ({
    given: dayInWords(consent.given_on, language),
    channel: say(`staff.consentChannel.${consent.channel}`),
    version: consent.text_version,
    digest: consent.text_sha256.slice(0, 8),
    asks: inOrder(form.answers, [...labels.keys()]).map(([name, agreed]) => {
      const label = labels.get(name);
      return askLine(label ? inLanguage(label, language) : name, agreed, language);
    }),
    recorded: recordedDay(consent.recorded_at),
    by: accountName(consent.recorded_by) ?? say('consent.bySystem'),
    scans: scans.map((scan) => ({
      href: `${path}/${consent.id}/scans/${scan.id}`,
      text: say('consent.scan', {
        type: say(`consent.type.${scan.media_type === 'application/pdf' ? 'document' : 'picture'}`),
        day: recordedDay(scan.scanned_at),
        size: Math.ceil(scan.bytes / 1024),
      }),
    })),
    action: `${path}/${consent.id}/scans`,
    fileId: `file-${consent.id}`,
  }));
}

/** As on the form that was signed; what no text asks any more comes first. */
function inOrder(answers: SignedForm['answers'], names: readonly string[]): [string, boolean][] {
  return Object.entries(answers).toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b));
}

function askLine(label: string, agreed: boolean | null, language: string): AskLine {
  const say = texts(language);
  if (agreed === null) return { label, answer: say('consent.notAsked'), color: 'warning' };
  return agreed
    ? { label, answer: say('consent.yes'), color: 'success' }
    : { label, answer: say('consent.no'), color: 'neutral' };
}
