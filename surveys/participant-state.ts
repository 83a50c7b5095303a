/** The states a participant can be in, and what each of them means for questions and messages. */

export const participantStates = [
  /** Takes part. */
  'enrolled',
  /** Is left in peace for a while; whoever opens their link may still answer. */
  'paused',
  /** Cannot be reached any more. */
  'lost',
  /** Said no before they were included: never in the research data. */
  'declined',
  /** Should not have been included. */
  'ineligible',
  'withdrawn',
  'dead',
  /** A second registration of somebody who goes on under another code. */
  'merged',
] as const;

export type ParticipantState = (typeof participantStates)[number];

interface Meaning {
  /** Links open, and paper forms are keyed. */
  readonly answers: boolean;
  /** Messages are sent. */
  readonly contacted: boolean;
  /** There is no way back. */
  readonly final: boolean;
}

const meanings: Readonly<Record<ParticipantState, Meaning>> = {
  enrolled: { answers: true, contacted: true, final: false },
  paused: { answers: true, contacted: false, final: false },
  lost: { answers: true, contacted: false, final: false },
  declined: { answers: false, contacted: false, final: false },
  ineligible: { answers: false, contacted: false, final: false },
  withdrawn: { answers: false, contacted: false, final: true },
  dead: { answers: false, contacted: false, final: true },
  merged: { answers: false, contacted: false, final: true },
};

export function mayAnswer(state: ParticipantState): boolean {
  return meanings[state].answers;
}

export function mayBeContacted(state: ParticipantState): boolean {
  return meanings[state].contacted;
}

/** True when nothing about how they take part changes any more. */
export function isFinal(state: ParticipantState): boolean {
  return meanings[state].final;
}

/** The states that somebody in `state` can be put into; none of a final one. Merging has a way of its own. */
export function nextStates(state: ParticipantState): ParticipantState[] {
  if (meanings[state].final) return [];
  return participantStates.filter((next) => next !== state && next !== 'merged');
}
