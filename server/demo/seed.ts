/** Makes the demo's study as it would have come about: act by act, each at its own time. */

import { asksOf } from '../../surveys/consent.ts';
import { consentTextOn, type Study } from '../../surveys/study.ts';
import { type Participation, participationOf } from '../collection/participation.ts';
import { dueTo, everybodyDue } from '../contact/due.ts';
import { sendInvitation } from '../contact/invitation.ts';
import { addLetter } from '../contact/letters.ts';
import { revokeWaveLinks } from '../contact/revocation.ts';
import { registerParticipant } from '../enrolment/registration.ts';
import { withdrawParticipant } from '../enrolment/withdrawal.ts';
import { followUpWithdrawals } from '../enrolment/withdrawal-follow-up.ts';
import { codeFor } from './paper-morning.ts';
import type { Member, Plan } from './plan.ts';
import { answerOnTheWeb, keyThePaperForm, type Scene } from './responding.ts';
import type { Act } from './timetable.ts';

export interface Stage extends Scene {
  readonly study: Study;
  /** The messages that were sent, the latest last. */
  readonly mails: { readonly caught: readonly { readonly source: string }[] };
  /** Account ids, as the event log names who did what. */
  readonly staff: { readonly coordinator: string; readonly keyer: string };
  /** Ends the seeding between two acts. */
  readonly stop: AbortSignal;
}

/** A member who takes part: the code, and the token of each wave's link. */
export interface Participant {
  readonly member: Member;
  readonly code: string;
  readonly tokens: Map<number, string>;
}

export async function seed(stage: Stage, { members, acts }: Plan): Promise<Participant[]> {
  const participants = members.map((member) => ({
    member,
    code: codeFor(stage.study, member),
    tokens: new Map<number, string>(),
  }));
  for (const act of acts) {
    stage.stop.throwIfAborted();
    stage.clock.advanceTo(act.at);
    await perform(stage, participants[act.who] as Participant, act);
  }
  await morningRound(stage);
  return participants;
}

/** A round of sending without the e-mails, which are for the visitor to send. */
async function morningRound({ services, study }: Stage): Promise<void> {
  await followUpWithdrawals(services);
  for (const candidate of await everybodyDue(services, study)) {
    const due = await dueTo(services, candidate);
    if (due?.which.kind === 'letter')
      await addLetter(services, due.participation, due.which.ordinal);
  }
}

async function perform(stage: Stage, participant: Participant, act: Act): Promise<void> {
  const { services, staff } = stage;
  const { code, member, tokens } = participant;
  switch (act.kind) {
    case 'register':
      return register(stage, participant);
    case 'invite':
      return invite(stage, participant, act.wave);
    case 'answer': {
      const token = tokens.get(act.wave) ?? '';
      return answerOnTheWeb(stage, member, token, act.fate === 'stops-half-way');
    }
    case 'key': {
      const { writtenOn, receivedOn, wave } = act;
      const participation = await participationAt(stage, code, wave);
      const dates = { writtenOn, receivedOn, keyers: [staff.keyer, staff.coordinator] };
      return keyThePaperForm(stage, member, participation, dates);
    }
    case 'withdraw':
      return withdrawParticipant(services, code, staff.coordinator);
    case 'revoke':
      return revokeWaveLinks(services, { code, wave: act.wave }, staff.coordinator);
  }
}

async function register(
  { services, study, staff }: Stage,
  { member, code }: Participant,
): Promise<void> {
  const { planned, identity } = member;
  const { inclusionDate } = planned;
  const text = consentTextOn(study, inclusionDate);
  if (!text) throw new Error(`there is no consent text on ${inclusionDate}`);
  const registration = {
    ...planned,
    ...identity,
    code,
    consent: {
      givenOn: inclusionDate,
      text,
      channel: 'paper' as const,
      answers: Object.fromEntries(asksOf(text).map(({ name }) => [name, true])),
    },
  };
  await registerParticipant(services, study, registration, staff.coordinator);
}

/** The link is found where the participant finds it: in the message, whose long lines are folded. */
async function invite(stage: Stage, { code, tokens }: Participant, wave: number): Promise<void> {
  const { services, mails, staff } = stage;
  const participation = await participationAt(stage, code, wave);
  const outcome = await sendInvitation(services, participation, staff.coordinator);
  const unfolded = mails.caught.at(-1)?.source.replaceAll(/=\r?\n/g, '');
  const token = unfolded?.match(/\/s\/([a-z0-9]{26})\b/)?.[1];
  if (outcome !== 'sent' || !token) throw new Error(`the invitation was not sent: ${outcome}`);
  tokens.set(wave, token);
}

async function participationAt(
  { services }: Stage,
  code: string,
  wave: number,
): Promise<Participation> {
  const participation = await participationOf(services, code, wave);
  if (!participation) throw new Error('there is no such participation');
  return participation;
}
