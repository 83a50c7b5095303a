/** Where a participant stands at a wave: whether an answer can be given now, and if not, why. */

import type { Instrument } from '../../surveys/instrument.ts';
import type { Occasion } from '../../surveys/routing.ts';
import {
  datesOfWave,
  isOpen,
  type WaveDates,
  type WaveState,
  waveState,
} from '../../surveys/schedule.ts';
import { roleOf, type Study, type StudyRole } from '../../surveys/study.ts';
import { today } from '../clock.ts';
import { linkByHash } from '../db/links.ts';
import { isShut, type Participant, participantByCode } from '../db/participants.ts';
import { submittedResponse } from '../db/responses.ts';
import { isTokenShaped, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

/** One participant at one wave of one study. */
export interface Participation {
  readonly study: Study;
  readonly role: StudyRole;
  readonly participant: Participant;
  readonly wave: number;
  readonly dates: WaveDates;
  readonly state: WaveState;
  readonly occasion: Occasion;
}

/** Why an answer cannot be given on the web now. */
export type ClosedReason =
  | 'unknown'
  | 'revoked'
  | 'withdrawn'
  | 'submitted'
  | 'not-yet-due'
  | 'closed';

export type Access =
  | { readonly open: true; readonly participation: Participation }
  | { readonly open: false; readonly reason: ClosedReason; readonly study: Study | null };

/** What a link opens. Reads only: mail scanners open links too. */
export async function linkAccess(services: Services, token: string): Promise<Access> {
  return accessByHash(services, isTokenShaped(token) ? tokenHash(token) : '');
}

/** The same of what a token or a short code is stored as. */
export async function accessByHash(services: Services, hash: string): Promise<Access> {
  const link = hash === '' ? null : await linkByHash(services.db.study, hash);
  const participation = link && (await participationOf(services, link.code, link.wave));
  if (!link || !participation) return { open: false, reason: 'unknown', study: null };
  const access = await webAccess(services, participation);
  return access.open && link.revoked_at
    ? { open: false, reason: 'revoked', study: participation.study }
    : access;
}

/** Whether a participation takes an answer on the web now. */
export async function webAccess(services: Services, participation: Participation): Promise<Access> {
  const { study, participant, wave, state } = participation;
  const closed = (reason: ClosedReason): Access => ({ open: false, reason, study });
  // Whoever goes on under another code has a newer link, or will get one.
  if (participant.state === 'merged') return closed('revoked');
  if (await isShut(services.db.study, participant.code)) return closed('withdrawn');
  if (await submittedResponse(services.db.study, participant.code, wave))
    return closed('submitted');
  if (!isOpen(state)) return closed(state === 'closed' ? 'closed' : 'not-yet-due');
  return { open: true, participation };
}

/** Null when the code, its study or the wave does not exist. */
export async function participationOf(
  services: Services,
  code: string,
  wave: number,
): Promise<Participation | null> {
  const participant = await participantByCode(services.db.study, code);
  return participant && participationIn(services, participant, wave);
}

/** The same of somebody who is known already. */
export function participationIn(
  { definitions, clock }: Services,
  participant: Participant,
  wave: number,
): Participation | null {
  const study = definitions.study(participant.study);
  if (!study) return null;
  const role = roleOf(study, participant.role);
  const dates = datesOfWave(study, role, participant.inclusion_date, wave);
  if (!dates) return null;
  return {
    study,
    role,
    participant,
    wave,
    dates,
    state: waveState(dates, today(clock, study.time_zone)),
    occasion: { firstWave: wave === 1 },
  };
}

/** The instrument that a new response of this role is given with. */
export function instrumentOf(services: Services, role: StudyRole): Instrument {
  return pinnedInstrument(services, role.instrument, role.instrument_version);
}

/** The instrument that a response was given with, whatever version the study uses now. */
export function pinnedInstrument(services: Services, name: string, version: number): Instrument {
  const instrument = services.definitions.instrument(name, version);
  if (!instrument) throw new Error(`there is no instrument ${name} version ${version}`);
  return instrument;
}
