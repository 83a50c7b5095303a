/** One response as the page shows it: how it came, every question with its answer in words, and how it was scored. */

import { type Answer, hasValue, type Sheet } from '../../surveys/answer.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { type Instrument, type PlacedItem, placedItems } from '../../surveys/instrument.ts';
import { missingReasons } from '../../surveys/missing.ts';
import { bandOf, type Score } from '../../surveys/score.ts';
import type { StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { datingOf, isOutsideWindow } from '../analysis/dating.ts';
import type { ParticipantRecord, WaveRecord } from '../analysis/records.ts';
import { answerText } from '../answer-text.ts';
import { dayInWords, dayOf, momentInWords } from '../day.ts';
import type { ResponseState } from '../db/exports.ts';
import { maskedArm, type ResearchView } from '../research-view.ts';
import { howMade } from './overview-model.ts';
import type { Speaker } from './speaker.ts';

/** A response and where it stands; `sheet` is null where its wave is withheld. */
interface Shown extends Omit<WaveRecord, 'response'> {
  readonly response: ResponseState;
  readonly sheet: Sheet | null;
}

export function responseModel(
  view: ResearchView,
  { role, record }: { readonly role: StudyRole; readonly record: ParticipantRecord },
  shown: Shown,
  speak: Speaker,
) {
  const { response, sheet, scores } = shown;
  const instrument = view.instrument(response.instrument, response.version);
  return {
    code: record.participant.code,
    wave: speak.wave(shown.wave),
    isWithheld: sheet === null,
    facts: [
      ...participantFacts(view, role, record, speak),
      ...(sheet === null ? [] : responseFacts(view, shown, instrument, speak)),
    ],
    answers:
      sheet === null ? [] : placedItems(instrument).map((one) => answerRow(one, sheet, speak)),
    scores: sheet === null ? [] : scores.flatMap((score) => scoreRows(instrument, score, speak)),
  };
}

function participantFacts(
  { study }: ResearchView,
  role: StudyRole,
  { participant }: ParticipantRecord,
  speak: Speaker,
) {
  const { say, language } = speak;
  const { arm, site, team, inclusionDate } = participant;
  const itsSite = study.sites.find(({ name }) => name === site);
  const itsTeam = study.teams.find(({ name }) => name === team);
  return [
    { name: say('response.role'), text: inLanguage(role.label, language) },
    {
      name: say('research.column.arm'),
      text: arm === maskedArm ? say('response.hiddenArm') : arm ? speak.arm(arm) : '',
    },
    { name: say('research.column.site'), text: itsSite ? inLanguage(itsSite.label, language) : '' },
    { name: say('research.column.team'), text: itsTeam ? inLanguage(itsTeam.label, language) : '' },
    { name: say('research.column.inclusion_date'), text: dayInWords(inclusionDate, language) },
  ].filter(({ text }) => text !== '');
}

function responseFacts(
  { study }: ResearchView,
  { response, dates }: Shown,
  instrument: Instrument,
  { say, language }: Speaker,
) {
  const { time_zone: zone } = study;
  const { channel, startedAt, submittedAt, receivedOn, keyedAt, keyer, secondKeyer } = response;
  const { day, by } = datingOf(response, zone);
  const isOutside = isOutsideWindow(response, dates, zone);
  const onWeb = [
    { name: say('response.begun'), text: momentInWords(startedAt, zone, language) },
    { name: say('response.sent'), text: momentInWords(submittedAt ?? '', zone, language) },
  ];
  const onPaper = [
    {
      name: say('research.column.submitted'),
      text: `${dayInWords(day, language)} (${say(`research.dated-by.${by}`)})`,
    },
    {
      name: say('research.column.received'),
      text: receivedOn ? dayInWords(receivedOn, language) : '',
    },
    {
      name: say('research.column.keyed'),
      text: keyedAt ? dayInWords(dayOf(keyedAt, zone), language) : '',
    },
    {
      name: say('research.column.keyed_by'),
      text: [keyer, secondKeyer].filter((number) => number !== null).join(', '),
    },
  ];
  return [
    { name: say('research.column.channel'), text: say(`research.channel.${channel}`) },
    ...(channel === 'web' ? onWeb : onPaper),
    {
      name: say('response.window'),
      text: say(`research.outside-window.${isOutside ? 1 : 0}`),
    },
    {
      name: say('response.instrument'),
      text: say('response.version', {
        ...{ title: inLanguage(instrument.title, language), version: instrument.version },
      }),
    },
  ].filter(({ text }) => text !== '');
}

function answerRow({ item, group }: PlacedItem, sheet: Sheet, speak: Speaker) {
  const { say, language } = speak;
  const answer = sheet[item.name];
  const flags = hasValue(answer) ? (answer.flags ?? []) : [];
  return {
    number: item.number ?? '',
    question: questionInWords(item, group, language),
    answer: hasValue(answer) ? answerText(item, answer, language) : '',
    missing: hasValue(answer) ? '' : missingText(answer, speak),
    flags: flags.map((flag) => say(`response.flag.${flag}`)),
  };
}

/** A version that has a question has an answer to it or a reason, in every sheet that was sent. */
function missingText(answer: Answer | undefined, { language }: Speaker): string {
  const reason = answer && 'missing' in answer ? answer.missing : 'skipped';
  const label = missingReasons.find((one) => one.reason === reason)?.label;
  return label ? inLanguage(label, language) : '';
}

function scoreRows(instrument: Instrument, score: Score, { say, number, language }: Speaker) {
  const scale = instrument.scales.find(({ name }) => name === score.scale);
  if (!scale) return [];
  const band = scale.bands?.find(
    ({ name }) => score.value !== null && name === bandOf(scale, score.value),
  );
  const { made, range, source } = howMade(scale, say);
  return [
    {
      label: inLanguage(scale.label, language),
      value: number.decimal(score.value),
      band: band ? inLanguage(band.label, language) : '',
      missing: score.missing ? say(`research.reason.${score.missing}`) : '',
      answered: say('results.nOf', { n: score.answered, of: score.of }),
      ...{ made, range, source, rule: score.rule },
      assumptions: scale.assumptions ?? [],
    },
  ];
}
