/** What does not fit in an analysis plan: it may only speak of roles, arms, waves and variables that exist. */

import type { PlanProcedures } from './analysis-plan.ts';
import { causalClaim } from './causal-words.ts';
import { type FindInstrument, type Instrument, items } from './instrument.ts';
import type { Study } from './study.ts';
import type { Fault, Path } from './yaml-file.ts';

export function planFaults(
  study: Study,
  at: (path: Path, message: string) => Fault,
  find: FindInstrument,
  procedures: PlanProcedures,
): Fault[] {
  const plan = study.analysis_plan;
  const place = (path: Path, message: string) => at(['analysis_plan', ...path], message);
  const parts = (['tables', 'comparisons'] as const).flatMap((kind) =>
    plan[kind].flatMap((part, i) =>
      partFaults(part, study, find, (path, message) => place([kind, i, ...path], message)),
    ),
  );
  const known = study.roles.map((role) => variablesOf(study, role.name, find));
  const isKnown = (name: string) => known.some((names) => names?.includes(name) ?? true);
  const scales = strangers(plan.reliability, isKnown).map((i) =>
    place(['reliability', i], `there is no item or scale "${plan.reliability[i]}"`),
  );
  const names = plan.comparisons.map(({ name }) => name);
  const twice = strangers(names, (name, i) => names.indexOf(name) === i).map((i) =>
    place(['comparisons', i, 'name'], `the name "${names[i]}" stands twice`),
  );
  return [
    ...parts,
    ...scales,
    ...twice,
    ...(['tables', 'comparisons'] as const).flatMap((kind) =>
      plan[kind].flatMap((part, i) =>
        numberless(part, study, find).map((v) =>
          place([kind, i, 'variables', v], `"${part.variables[v]}" is no number`),
        ),
      ),
    ),
    ...plan.comparisons.flatMap((comparison, i) =>
      procedureFaults(comparison, procedures).map(({ path, message }) =>
        place(['comparisons', i, ...path], message),
      ),
    ),
    ...strangers(plan.screening, (name) => procedures.screening.includes(name)).map((i) =>
      place(['screening', i], `nothing is screened by "${plan.screening[i]}"`),
    ),
    ...waveFaults(plan.blinding.withhold_waves, study, (i, message) =>
      place(['blinding', 'withhold_waves', i], message),
    ),
    ...sensitivityFaults(study, find).map(({ path, message }) =>
      place(['sensitivity', ...path], message),
    ),
    ...causalFaults(study).map(({ path, message }) => place(path, message)),
    ...primaryFaults(study).map(({ key, message }) => place(['primary', key], message)),
  ];
}

type Table = Study['analysis_plan']['tables'][number];
type Comparison = Study['analysis_plan']['comparisons'][number];

function partFaults(
  part: Table | Comparison,
  study: Study,
  find: FindInstrument,
  at: (path: Path, message: string) => Fault,
): Fault[] {
  if (!study.roles.some((role) => role.name === part.role))
    return [at(['role'], `there is no role "${part.role}"`)];
  const known = variablesOf(study, part.role, find);
  const isKnown = (name: string) => known?.includes(name) ?? true;
  const arms = 'arms' in part ? (part.arms ?? []) : [];
  const singles = Object.entries({
    groups: 'groups' in part ? part.groups : undefined,
    total: 'total' in part ? part.total : undefined,
  });
  return [
    ...waveFaults(part.waves, study, (i, message) => at(['waves', i], message)),
    ...strangers(part.variables, isKnown).map((i) =>
      at(['variables', i], `there is no item or scale "${part.variables[i]}"`),
    ),
    ...strangers(arms, (name) => study.arms.some((arm) => arm.name === name)).map((i) =>
      at(['arms', i], `there is no arm "${arms[i]}"`),
    ),
    ...singles.flatMap(([key, name]) =>
      name === undefined || isKnown(name) ? [] : [at([key], `there is no item or scale "${name}"`)],
    ),
  ];
}

/** The variables of a part that has means of them, and that no number stands for; a background counts anything. */
function numberless(part: Table | Comparison, study: Study, find: FindInstrument): number[] {
  if ('shows' in part && part.shows === 'background') return [];
  const role = study.roles.find(({ name }) => name === part.role);
  const instrument = role ? find(role.instrument, role.instrument_version) : null;
  const without = new Set(
    (instrument ? items(instrument) : [])
      .filter(({ type }) => ['multiple', 'text', 'date'].includes(type))
      .map(({ name }) => name),
  );
  return strangers(part.variables, (name) => !without.has(name));
}

/** What is compared must be what the procedure takes: waves or groups, two of them or several. */
function procedureFaults(
  { procedures, waves, groups }: Comparison,
  { comparing }: PlanProcedures,
): { path: Path; message: string }[] {
  const design = groups === undefined ? 'within' : 'between';
  const count =
    design === 'within' && waves.length < 2
      ? [{ path: ['waves'], message: 'waves are compared where no groups are: there must be two' }]
      : design === 'between' && waves.length > 1
        ? [{ path: ['waves'], message: 'groups are compared at one wave' }]
        : [];
  const each = procedures.flatMap((name, i) => {
    const known = comparing[name];
    const path: Path = ['procedures', i];
    if (!known) return [{ path, message: `nothing is compared by "${name}"` }];
    if (known.design !== design)
      return [{ path, message: `${name} compares ${compared[known.design]}` }];
    return design === 'within' && known.takes === 'two' && waves.length > 2
      ? [{ path, message: `${name} compares two waves` }]
      : [];
  });
  return [...count, ...each];
}

const compared = {
  within: 'waves of the same participants',
  between: 'groups, by an item named under groups',
} as const;

function waveFaults(
  waves: readonly number[],
  study: Study,
  at: (index: number, message: string) => Fault,
): Fault[] {
  return strangers(waves, (wave) => wave <= study.waves.length).map((i) =>
    at(i, `there is no wave ${waves[i]}; the study has ${study.waves.length}`),
  );
}

function primaryFaults({ analysis_plan: { primary, comparisons } }: Study) {
  const comparison = comparisons.find(({ name }) => name === primary.comparison);
  if (!comparison)
    return [{ key: 'comparison', message: `there is no comparison "${primary.comparison}"` }];
  return comparison.variables.includes(primary.variable)
    ? []
    : [
        {
          key: 'variable',
          message: `the comparison "${primary.comparison}" has no variable "${primary.variable}"`,
        },
      ];
}

/** Each is one of the comparisons once more, under a name of its own. */
function sensitivityFaults(study: Study, find: FindInstrument) {
  const { analysis_plan: plan } = study;
  const taken = [...plan.comparisons, ...plan.sensitivity].map(({ name }) => name);
  return plan.sensitivity.flatMap(({ name, comparison, variables = [] }, i) => {
    const again = plan.comparisons.find((one) => one.name === comparison);
    if (!again)
      return [{ path: [i, 'comparison'], message: `there is no comparison "${comparison}"` }];
    const known = variablesOf(study, again.role, find);
    return [
      ...strangers(variables, (one) => known?.includes(one) ?? true).map((v) => ({
        path: [i, 'variables', v],
        message: `there is no item or scale "${variables[v]}"`,
      })),
      ...(taken.filter((one) => one === name).length > 1
        ? [{ path: [i, 'name'], message: `the name "${name}" stands twice` }]
        : []),
    ];
  });
}

/** What compares waves of the same people has nobody to compare them with. */
function causalFaults({ analysis_plan: { primary, sensitivity, comparisons } }: Study) {
  const isWithin = (name: string) => !comparisons.find((one) => one.name === name)?.groups;
  const texts = [
    ...(isWithin(primary.comparison)
      ? [{ path: ['primary', 'estimand'], text: primary.estimand }]
      : []),
    ...sensitivity.flatMap(({ comparison, title: text }, i) =>
      isWithin(comparison) ? [{ path: ['sensitivity', i, 'title'], text }] : [],
    ),
  ];
  return texts.flatMap(({ path, text }) =>
    Object.entries(text).flatMap(([language, words]) => {
      const claim = causalClaim(words);
      return claim === null
        ? []
        : [
            {
              path: [...path, language],
              message: `the same people twice show a change, and no "${claim}"`,
            },
          ];
    }),
  );
}

/** What a role's instrument measures; null when there is no such instrument, which is told elsewhere. */
function variablesOf(study: Study, roleName: string, find: FindInstrument): string[] | null {
  const role = study.roles.find(({ name }) => name === roleName);
  const instrument = role ? find(role.instrument, role.instrument_version) : null;
  return instrument && namesIn(instrument);
}

const namesIn = (instrument: Instrument) =>
  [...items(instrument), ...instrument.scales].map(({ name }) => name);

/** The places in a list of what is not known. */
function strangers<T>(list: readonly T[], isKnown: (entry: T, i: number) => boolean): number[] {
  return list.flatMap((entry, i) => (isKnown(entry, i) ? [] : [i]));
}
