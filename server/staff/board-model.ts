/** The board in words: its filters with how many each of them shows, and one row for each person. */

import { type ParticipantState, participantStates } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords } from '../day.ts';
import type { Participant } from '../db/participants.ts';
import { texts } from '../texts.ts';
import { type BoardQuery, boardHref, boardSearch, choices, waveFilters } from './board-query.ts';
import { belongings } from './participant-model.ts';
import { isRegisteredBy } from './registering.ts';
import { waveCell } from './wave-cell.ts';
import type { WaveStatus } from './wave-status.ts';

/** How many people each filter shows. */
export interface Counts {
  readonly all: number;
  /** By the filter that is chosen. */
  readonly chosen: number;
  readonly waves: ReadonlyMap<string, number>;
  readonly states: ReadonlyMap<ParticipantState, number>;
}

export function boardModel(
  query: BoardQuery,
  seenSites: readonly string[] | null,
  counts: Counts,
  language: string,
) {
  const { study, role } = query;
  const label = inLanguage(role.label, language);
  const participants = `/staff/${study.study}/participants`;
  return {
    study: inLanguage(study.title, language),
    ...{ name: study.study, role: role.name, label, filter: query.filter ?? '' },
    lowerLabel: label.toLocaleLowerCase(language),
    registerHref: isRegisteredBy(role, seenSites) ? `${participants}/new?role=${role.name}` : '',
    importHref: isRegisteredBy(role, seenSites) ? `${participants}/import?role=${role.name}` : '',
    namesHref: `/staff/${study.study}/identity-export`,
    search: boardSearch(query),
    ...filterLinks(query, counts, language),
    places: placeFields(query, seenSites, language),
    waves: study.waves.map((wave) => inLanguage(wave.label, language)),
  };
}

interface RowFacts {
  readonly waves: readonly WaveStatus[];
  readonly name: string;
  readonly language: string;
}

export function boardRow(
  study: Study,
  participant: Participant,
  { waves, name, language }: RowFacts,
) {
  const { code, state, inclusion_date } = participant;
  const path = `/staff/${study.study}/participants/${code}`;
  return {
    ...{ code, name, href: path, invitations: `${path}/invitations` },
    belongs: belongings(study, participant, language),
    included: texts(language)('staff.board.included', { on: dayInWords(inclusion_date, language) }),
    state: state === 'enrolled' ? '' : texts(language)(`staff.board.standing.${state}`),
    onPaper: participant.channel === 'paper',
    cells: waves.map((status) => waveCell(study, code, status, language)),
  };
}

function filterLinks(query: BoardQuery, { all, waves, states }: Counts, language: string) {
  const say = texts(language);
  const link = (filter: BoardQuery['filter'], text: string, count: number) => ({
    href: boardHref({ ...query, filter, page: 1 }),
    ...{ text, count, current: query.filter === filter },
  });
  const worthShowing = ({ count, current }: { count: number; current: boolean }) =>
    count > 0 || current;
  return {
    waveFilters: waveFilters
      .map((name) => link(name, say(`staff.state.${name}`), waves.get(name) ?? 0))
      .filter(worthShowing),
    stateFilters: [
      link(null, say('staff.board.all'), all),
      ...participantStates
        .map((name) => link(name, say(`staff.board.standing.${name}`), states.get(name) ?? 0))
        .filter(worthShowing),
    ],
  };
}

/** Site, arm and wave, where there is something to choose. */
function placeFields(query: BoardQuery, seenSites: readonly string[] | null, language: string) {
  const say = texts(language);
  const { sites, arms } = choices(query.study, query.role, seenSites);
  const field = (name: 'site' | 'arm', list: typeof sites) => ({
    name,
    label: say(`staff.board.${name}`),
    choices: list.map((one) => ({
      value: one.name,
      label: inLanguage(one.label, language),
      selected: one.name === query[name],
    })),
  });
  const waves = query.study.waves.map((wave, index) => ({
    value: String(index + 1),
    label: inLanguage(wave.label, language),
    selected: query.wave === index + 1,
  }));
  return [
    { ...field('site', sites), all: say('staff.board.everywhere') },
    { ...field('arm', arms), all: say('staff.board.everywhere') },
    {
      ...{ name: 'wave', label: say('staff.board.wave'), all: say('staff.board.everyWave') },
      choices: waves.length > 1 ? waves : [],
    },
  ].filter((place) => place.choices.length > 0);
}
