/** Reads once what the publishable tables of a role are made of, so that all of them are of the same moment. */

import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { type AnalysisData, type Belonging, loadData } from '../plan/data.ts';
import { groupsOf, isCounted } from '../plan/role-results.ts';
import { countsRow, meansRow, type PlannedTable } from '../plan/tables.ts';
import { type Variable, variableOf } from '../plan/variables.ts';
import type { WaveStatus } from '../wave-status.ts';
import {
  type FiguresRow,
  type FiguresTable,
  nowhere,
  type RoleFigures,
  type Standing,
  type Standings,
} from './figures.ts';

const standingOf: Readonly<Record<WaveStatus, Standing>> = {
  'not-yet-due': 'notYetDue',
  open: 'open',
  late: 'open',
  started: 'open',
  submitted: 'submitted',
  missed: 'missed',
  withdrawn: 'left',
  dead: 'left',
  ineligible: 'left',
};

export async function roleFigures(view: ResearchView, role: StudyRole): Promise<RoleFigures> {
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const tables = view.study.analysis_plan.tables.filter((table) => table.role === role.name);
  const counted = (table: PlannedTable, { item }: Variable) =>
    table.shows === 'background' && item && isCounted(item) ? item : null;
  const wanted = tables.flatMap((table) =>
    table.variables.map((name) => {
      const variable = variableOf(instrument, name);
      return { variable, item: counted(table, variable) };
    }),
  );
  const data = await loadData(view, role, {
    numbers: wanted.filter(({ item }) => !item).map(({ variable }) => variable),
    choices: wanted.flatMap(({ item }) => item ?? []),
    scales: [],
  });
  const groups = {
    arm: role.belongs_to.includes('arm') ? view.arms : [],
    site: view.study.sites.map(({ name }) => name),
    team: view.study.teams.map(({ name }) => name),
  };
  return {
    role: role.name,
    tables: tables.map((table): FiguresTable => {
      const own = groupsOf(view, table);
      const waves = table.waves.filter((wave) => view.waves.includes(wave));
      const rows = table.variables.map((name): FiguresRow => {
        const variable = variableOf(instrument, name);
        const item = counted(table, variable);
        const shown = { ...table, waves };
        const row = item
          ? countsRow(data, variable, item, shown, [null, ...own])
          : meansRow(data, variable, shown, [null, ...own]);
        const exclusive = item?.type === 'multiple' ? exclusiveOf(item) : [];
        return { ...row, items: itemsOf(instrument, variable), exclusive };
      });
      const total = instrument.scales.find(({ name }) => name === table.total) ?? null;
      return { table, groups: own, waves, rows, total };
    }),
    standings: {
      arm: standingsBy(view, data, 'arm', groups.arm),
      site: standingsBy(view, data, 'site', groups.site),
      team: standingsBy(view, data, 'team', groups.team),
    },
  };
}

function itemsOf({ scales }: Instrument, { name, item }: Variable): readonly string[] {
  return item ? [item.name] : (scales.find((scale) => scale.name === name)?.items ?? []);
}

function exclusiveOf({ options }: Extract<Item, { type: 'multiple' }>): number[] {
  return options.flatMap((option, at) => (option.exclusive ? [at] : []));
}

function standingsBy(
  { study }: ResearchView,
  { belongs, size, wave: at }: AnalysisData,
  by: Belonging,
  groups: readonly string[],
): Standings[] {
  return study.waves.flatMap((_, index) => {
    const { status } = at(index + 1);
    const tallies = new Map([null, ...groups, nowhere].map((group) => [group, noStandings()]));
    for (let i = 0; i < size; i++) {
      const word = status[i];
      const own = belongs[by][i] ?? nowhere;
      if (word === undefined) continue;
      for (const group of [null, tallies.has(own) ? own : nowhere]) {
        const tally = tallies.get(group);
        if (tally) tally[standingOf[word]] += 1;
      }
    }
    return [...tallies].map(([group, counts]) => ({ group, wave: index + 1, counts }));
  });
}

function noStandings(): Record<Standing, number> {
  return { notYetDue: 0, open: 0, submitted: 0, missed: 0, left: 0 };
}
