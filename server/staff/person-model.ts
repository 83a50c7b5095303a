/** The waves and the notes of a participant as their page shows them. */

import { mayAnswer } from '../../surveys/participant-state.ts';
import { dayInWords, dayOf, timeOf } from '../day.ts';
import type { PaperForm } from '../db/paper-forms.ts';
import type { submittedResponses } from '../db/responses.ts';
import type { WrittenNote } from '../enrolment/notes.ts';
import { texts } from '../texts.ts';
import { formPath } from './paper-entry.ts';
import type { PersonPage } from './participant-model.ts';
import { waveCell } from './wave-cell.ts';
import type { WaveStatus } from './wave-status.ts';

type Submitted = Awaited<ReturnType<typeof submittedResponses>>;

/** Answered and received are two days: a form is written, posted, and comes when it comes. */
export function waveRows(
  { study, participant, language, path }: PersonPage,
  waves: readonly WaveStatus[],
  submitted: Submitted,
  forms: readonly PaperForm[],
) {
  const inWords = (day: string | null) => (day ? dayInWords(day, language) : '');
  return waves.map((status) => {
    const { wave, dates } = status;
    const response = submitted.find((one) => one.wave === wave);
    const sent = response?.submitted_at ? dayOf(response.submitted_at, study.time_zone) : null;
    const onPaper = response?.channel === 'paper';
    // Letters are made ready before a wave opens; what is closed can still be keyed.
    const mayPrint = !response && mayAnswer(participant.state);
    return {
      ...waveCell(study, participant.code, status, language),
      hasActions: status.canInvite || status.canKey || status.canRevoke || mayPrint,
      printHref: mayPrint ? `${path}/forms/${wave}/form.pdf` : '',
      window: texts(language)('person.waves.window', {
        opens: inWords(dates.opens),
        closes: inWords(dates.closes),
      }),
      target: dates.target === dates.opens ? '' : inWords(dates.target),
      answered: inWords(onPaper ? response.written_on : sent),
      received: onPaper ? '' : inWords(sent),
      forms: forms
        .filter((form) => form.wave === wave)
        .map((form) => ({ href: formPath(form), day: inWords(form.received_on) })),
      revocation: `${path}/links/${wave}/revocation`,
    };
  });
}

export function noteModels({ study, language, staff }: PersonPage, notes: readonly WrittenNote[]) {
  return notes.map(({ text, writtenAt, writtenBy }) => ({
    text,
    when: `${dayInWords(dayOf(writtenAt, study.time_zone), language)}, ${timeOf(writtenAt, study.time_zone)}`,
    who: staff.get(writtenBy) ?? texts(language)('log.actor.unknown'),
  }));
}
