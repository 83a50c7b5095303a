/** What a board is asked to show, read from its address and written into one. */

import { type ParticipantState, participantStates } from '../../surveys/participant-state.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { type WaveReach, waveReach } from '../../surveys/wave-reach.ts';
import type { People, Selection } from '../db/boards.ts';
import { askedPage } from './paging.ts';

/** Waves that are open, in the order in which they wait for staff; and whoever has answered one, or missed it. */
export const waveFilters = [
  'late',
  'received',
  'due',
  'failed',
  'paper',
  'sent',
  'started',
  'submitted',
  'missed',
] as const;

export type WaveFilter = (typeof waveFilters)[number];
export type Filter = WaveFilter | ParticipantState;

export interface BoardQuery {
  readonly study: Study;
  readonly role: StudyRole;
  readonly filter: Filter | null;
  readonly site: string | null;
  readonly arm: string | null;
  /** The one that the others filters are about; null for all. */
  readonly wave: number | null;
  readonly page: number;
}

interface Named {
  readonly name: string;
}

/** What the address does not say, or says of something that is not there, is left out. */
export function boardQuery(
  study: Study,
  seenSites: readonly string[] | null,
  typed: Readonly<Record<string, unknown>>,
): BoardQuery {
  const role = study.roles.find(({ name }) => name === typed.role) ?? study.roles[0];
  if (!role) throw new RangeError(`the study ${study.study} has no roles`);
  const { sites, arms } = choices(study, role, seenSites);
  const chosen = (list: readonly Named[], name: unknown) =>
    list.find((one) => one.name === name)?.name ?? null;
  return {
    ...{ study, role },
    filter: [...waveFilters, ...participantStates].find((name) => name === typed.state) ?? null,
    site: chosen(sites, typed.site),
    arm: chosen(arms, typed.arm),
    wave: study.waves.length > 1 ? chosenWave(study, typed.wave) : null,
    page: askedPage(typed.page),
  };
}

function chosenWave({ waves }: Study, typed: unknown): number | null {
  const wave = typeof typed === 'string' && /^[1-9]\d?$/.test(typed) ? Number(typed) : 0;
  return wave >= 1 && wave <= waves.length ? wave : null;
}

/** How far people have come into the waves that the board is about. */
export function reachesOf({ study, role, wave }: BoardQuery, today: string): WaveReach[] {
  return waveReach(study, role, today).filter((reach) => wave === null || reach.wave === wave);
}

/** The sites and arms between which somebody can choose: none where they see only one. */
export function choices(study: Study, role: StudyRole, seenSites: readonly string[] | null) {
  const seen = study.sites.filter(({ name }) => seenSites === null || seenSites.includes(name));
  const arms = study.arms.filter((arm) => seen.some(({ name }) => arm.sites.includes(name)));
  const several = <T>(list: readonly T[]) => (list.length > 1 ? list : []);
  return {
    sites: several(role.belongs_to.includes('site') ? seen : []),
    arms: several(role.belongs_to.includes('arm') ? arms : []),
  };
}

/** Whom the database is asked about; a chosen site is one of those that the visitor sees. */
export function peopleIn(
  { study, role, site, arm }: BoardQuery,
  seenSites: readonly string[] | null,
): People {
  return {
    ...{ study: study.study, role: role.name, arm },
    sites: site === null ? seenSites : [site],
  };
}

export function selectionOf(filter: Filter | null): Selection {
  if (filter === null) return null;
  const wave = waveFilters.find((name) => name === filter);
  return wave ? { wave } : { state: filter as ParticipantState };
}

/** The part of an address after the question mark: what is as it would be anyway is not said. */
export function boardSearch({ study, role, filter, site, arm, wave, page }: BoardQuery): string {
  return new URLSearchParams({
    study: study.study,
    ...(role === study.roles[0] ? {} : { role: role.name }),
    ...(filter ? { state: filter } : {}),
    ...(site ? { site } : {}),
    ...(arm ? { arm } : {}),
    ...(wave ? { wave: String(wave) } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  }).toString();
}

export function boardHref(query: BoardQuery): string {
  return `/staff/participants?${boardSearch(query)}`;
}
