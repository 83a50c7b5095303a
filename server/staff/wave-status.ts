/** Where one participant stands at one wave, as staff see it: days and channels, never answers. */

import {
  mayAnswer,
  mayBeContacted,
  type ParticipantState,
} from '../../surveys/participant-state.ts';
import { isOpen, type WaveDates, type WaveState } from '../../surveys/schedule.ts';

/** In the order of the board's filter: what waits for staff stands first. */
export const waveStatusNames = [
  'received',
  'due',
  'failed',
  'paper',
  'held',
  'sent',
  'started',
  'submitted',
  'not-yet-due',
  'missed',
  'withdrawn',
  'dead',
  'ineligible',
  'declined',
  'merged',
] as const;

export type WaveStatusName = (typeof waveStatusNames)[number];

type Channel = 'web' | 'paper';

export interface WaveStatus {
  readonly wave: number;
  readonly name: WaveStatusName;
  /** Open past the day from which an answer is late. */
  readonly late: boolean;
  readonly dates: WaveDates;
  /** The instant it was sent, started or submitted. */
  readonly at: string | null;
  /** How it was submitted. */
  readonly channel: Channel | null;
  /** The mail server's reply to the last attempt. */
  readonly failure: string | null;
  /** An invitation can be sent by e-mail now. */
  readonly canInvite: boolean;
  /** They have been written to, and can be sent the link once more. */
  readonly canSendAgain: boolean;
  /** A paper form could be keyed. */
  readonly canKey: boolean;
  /** A link is out there and opens the form. */
  readonly canRevoke: boolean;
}

/** What is on record of the wave. */
export interface WaveFacts {
  readonly dates: WaveDates;
  readonly state: WaveState;
  /** How the participant stands in the study. */
  readonly standing: ParticipantState;
  /** How the participant has chosen to answer. */
  readonly chosen: Channel;
  readonly submitted: { readonly at: string; readonly channel: Channel } | null;
  /** When a paper form was written down that is no answer yet; null where there is none. */
  readonly receivedAt: string | null;
  readonly startedAt: string | null;
  /** When a link that opens the form was sent last; null if none was. */
  readonly sentAt: string | null;
  /** Why one could not be sent. */
  readonly failure: string | null;
  /** Links that have not been revoked. */
  readonly openLinks: number;
}

export function waveStatus(facts: WaveFacts): WaveStatus {
  const { dates, state, submitted, receivedAt, standing, chosen } = facts;
  const name = statusName(facts);
  const open = isOpen(state) && !submitted && mayAnswer(standing);
  const mayWrite = open && receivedAt === null && chosen === 'web' && mayBeContacted(standing);
  const isSent = facts.sentAt !== null;
  return {
    wave: dates.wave,
    name,
    late: open && receivedAt === null && state === 'late',
    dates,
    at: moment(name, facts),
    channel: submitted?.channel ?? null,
    failure: name === 'failed' ? facts.failure : null,
    canInvite: mayWrite && !isSent,
    canSendAgain: mayWrite && isSent,
    canKey: state !== 'not-yet-due' && !submitted && mayAnswer(standing),
    canRevoke: open && facts.openLinks > 0,
  };
}

/** Of whom no answer is taken any more. */
export const leftAs = ['withdrawn', 'dead', 'ineligible', 'declined', 'merged'] as const;

function statusName({
  state,
  submitted,
  receivedAt,
  standing,
  chosen,
  startedAt,
  sentAt,
  failure,
}: WaveFacts): WaveStatusName {
  if (submitted) return 'submitted';
  const left = leftAs.find((word) => word === standing);
  if (left) return left;
  if (receivedAt) return 'received';
  if (state === 'not-yet-due') return 'not-yet-due';
  if (state === 'closed') return 'missed';
  if (startedAt) return 'started';
  if (sentAt) return 'sent';
  if (!mayBeContacted(standing)) return 'held';
  if (failure) return 'failed';
  return chosen === 'paper' ? 'paper' : 'due';
}

function moment(name: WaveStatusName, facts: WaveFacts): string | null {
  if (name === 'submitted') return facts.submitted?.at ?? null;
  if (name === 'received') return facts.receivedAt;
  if (name === 'started') return facts.startedAt;
  return name === 'sent' ? facts.sentAt : null;
}
