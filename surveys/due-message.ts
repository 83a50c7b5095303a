/** Which message about a wave is due to one participant: worked out when it is about to leave, never planned ahead. */

import { mayBeContacted, type ParticipantState } from './participant-state.ts';
import type { WaveDates } from './schedule.ts';
import type { Study, StudyRole } from './study.ts';

export type MessageKind = 'invitation' | 'new-link' | 'reminder' | 'resume' | 'thanks' | 'letter';

/** One of a kind about a wave. A reminder has the number of its day; letters are counted from the form itself. */
export interface WhichMessage {
  readonly kind: MessageKind;
  readonly ordinal: number;
}

export interface SentMessage extends WhichMessage {
  /** The calendar date on which it left, where the study is. */
  readonly on: string;
}

/** What is known of a participant and one wave. All dates are ISO calendar dates where the study is. */
export interface Standing {
  readonly state: ParticipantState;
  readonly channel: 'web' | 'paper';
  /** Stopped: they want no e-mail any more. */
  readonly email: 'works' | 'none' | 'bounced' | 'stopped';
  /** Shut: staff have closed it. Moved: it went to an address that is no longer theirs. */
  readonly link: 'stands' | 'shut' | 'moved';
  /** When they last saved a page of an answer that is not sent in; null when none is begun. */
  readonly savedOn: string | null;
  readonly submitted: { readonly on: string; readonly channel: 'web' | 'paper' } | null;
  /** Their form has come on paper and lies on the desk: it is not keyed yet, or not decided about. */
  readonly formReceived: boolean;
  /** When the first wave was answered, whichever wave this is; null when it was not. */
  readonly firstAnsweredOn: string | null;
  /** What has left about this wave, in any order. */
  readonly sent: readonly SentMessage[];
}

/** Why nothing is due. */
export type Silence =
  /** Not enrolled: paused, withdrawn, dead and so on. */
  | 'left-in-peace'
  | 'no-address'
  /** Another one is for those to send who have closed it. */
  | 'link-shut'
  | 'answered'
  | 'form-received'
  | 'not-yet-open'
  | 'closed'
  | 'first-wave-not-answered'
  /** The answer to the first wave came so late that this one waits. */
  | 'too-soon-after-first-wave'
  /** Something left a few days ago. */
  | 'rest'
  | 'nothing-more-now';

export type Due = WhichMessage | { readonly silence: Silence };

/** A thank-you that comes later than this looks like a new request. */
const thanksWithin = 3;

export function dueMessage(
  study: Study,
  role: StudyRole,
  dates: WaveDates,
  standing: Standing,
  today: string,
): Due {
  const { state, channel, email, submitted } = standing;
  if (!mayBeContacted(state)) return { silence: 'left-in-peace' };
  if (submitted) return thanksFor(role, standing, submitted, today) ?? { silence: 'answered' };
  if (standing.formReceived) return { silence: 'form-received' };
  if (today < dates.opens) return { silence: 'not-yet-open' };
  if (today > dates.closes) return { silence: 'closed' };
  if (channel === 'web' && email !== 'works') return { silence: 'no-address' };
  if (channel === 'web' && standing.link === 'shut') return { silence: 'link-shut' };
  const again = linkAgain(standing);
  if (again) return again;

  const first = firstMessage(standing);
  if (firstSentOn(standing) === null) {
    const silence = waitsForFirstWave(study, dates, standing, today);
    return silence ? { silence } : first;
  }
  if (today < daysAfter(lastSentOn(standing), study.sending.rest)) return { silence: 'rest' };
  return (
    resumeOf(study, role, standing, today) ??
    reminderOf(study, role, dates, standing, today) ?? { silence: 'nothing-more-now' }
  );
}

/** What they were sent before lies in a mailbox that is not theirs. */
function linkAgain({ channel, link, sent }: Standing): WhichMessage | null {
  if (channel === 'paper' || link !== 'moved' || !sent.some(leadsToForm)) return null;
  return { kind: 'new-link', ordinal: 1 + sent.filter(({ kind }) => kind === 'new-link').length };
}

const leadsToForm = ({ kind }: WhichMessage) => kind !== 'letter' && kind !== 'thanks';

/** Whoever has changed over gets what the other channel begins with. */
function firstMessage({ channel }: Standing): WhichMessage {
  return { kind: channel === 'paper' ? 'letter' : 'invitation', ordinal: 1 };
}

function waitsForFirstWave(
  { sending }: Study,
  { wave }: WaveDates,
  { firstAnsweredOn }: Standing,
  today: string,
): Silence | null {
  if (wave === 1) return null;
  if (firstAnsweredOn === null)
    return sending.later_waves === 'everyone' ? null : 'first-wave-not-answered';
  return today < daysAfter(firstAnsweredOn, sending.least_gap) ? 'too-soon-after-first-wave' : null;
}

function resumeOf(
  { sending }: Study,
  { texts }: StudyRole,
  standing: Standing,
  today: string,
): WhichMessage | null {
  const resume = { kind: 'resume', ordinal: 1 } as const;
  const { channel, savedOn } = standing;
  if (channel === 'paper' || !texts.resume || savedOn === null || isSent(standing, resume))
    return null;
  return today < daysAfter(savedOn, sending.resume_after) ? null : resume;
}

/**
 * The latest one whose day has come. Those that were missed meanwhile are left out, and so are
 * those of days before the first message: nobody gets two for the price of one.
 */
function reminderOf(
  { sending }: Study,
  { texts }: StudyRole,
  { reminders }: WaveDates,
  standing: Standing,
  today: string,
): WhichMessage | null {
  const onPaper = standing.channel === 'paper';
  if (!onPaper && !texts.reminder) return null;
  const firstOn = firstSentOn(standing) ?? today;
  const days = onPaper ? reminders.slice(0, sending.letter_reminders) : reminders;
  const number = 1 + days.findLastIndex((day) => day <= today && day > firstOn);
  if (number === 0) return null;
  const reminder: WhichMessage = onPaper
    ? { kind: 'letter', ordinal: 1 + number }
    : { kind: 'reminder', ordinal: number };
  const later = standing.sent.some(
    ({ kind, ordinal }) => kind === reminder.kind && ordinal >= reminder.ordinal,
  );
  return later ? null : reminder;
}

function thanksFor(
  { texts }: StudyRole,
  standing: Standing,
  { on, channel }: NonNullable<Standing['submitted']>,
  today: string,
): WhichMessage | null {
  const thanks = { kind: 'thanks', ordinal: 1 } as const;
  if (!texts.thanks || channel === 'paper' || standing.email !== 'works') return null;
  return isSent(standing, thanks) || today > daysAfter(on, thanksWithin) ? null : thanks;
}

/** Whichever of an invitation and a new link it was that came first, the link has come. */
function firstSentOn(standing: Standing): string | null {
  if (standing.channel === 'paper') return sentOn(standing, firstMessage(standing));
  const links = standing.sent.filter(({ kind }) => kind === 'invitation' || kind === 'new-link');
  return links.map(({ on }) => on).sort()[0] ?? null;
}

function isSent(standing: Standing, which: WhichMessage): boolean {
  return sentOn(standing, which) !== null;
}

function sentOn({ sent }: Standing, { kind, ordinal }: WhichMessage): string | null {
  return sent.find((one) => one.kind === kind && one.ordinal === ordinal)?.on ?? null;
}

function lastSentOn({ sent }: Standing): string {
  const days = sent.map(({ on }) => on).sort();
  return days.at(-1) ?? '0000-01-01';
}

function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
