/** What a reader of the pictures can choose, and what they have chosen in the address. */

import type { Study, StudyRole } from '../../../surveys/study.ts';
import { inLanguage } from '../../../surveys/text.ts';
import { drawableVariables } from '../../analysis/pictures/picture-data.ts';
import type { Variable } from '../../analysis/plan/variables.ts';
import type { Definitions } from '../../definitions.ts';
import { CatalogueError } from '../../errors.ts';
import type { Researcher } from '../researcher.ts';
import { cutAsked, onSameCut } from '../same-cut.ts';
import type { Speaker } from '../speaker.ts';
import { studyPagePath } from '../study-pages.ts';
import { type PicturesAsked, variableText } from './study-pictures.ts';

export interface PictureQuery {
  readonly role?: unknown;
  readonly variable?: unknown;
  readonly wave?: unknown;
  /** `1` draws the lines of single participants into the file. */
  readonly lines?: unknown;
}

/** The role and the wave that an address names, the first of each if it names none. */
function roleAndWave(
  study: Study,
  { role: name = study.roles[0]?.name, wave: number = 1 }: PictureQuery,
): { readonly role: StudyRole; readonly wave: number } {
  const role = study.roles.find((one) => one.name === name);
  const wave = Number(number);
  if (!role || !study.waves[wave - 1]) throw new CatalogueError('not-found');
  return { role, wave };
}

/** Known before anything is read: what there is not leaves no trace. */
export function askedFor(
  definitions: Definitions,
  study: Study,
  query: PictureQuery,
): PicturesAsked & { readonly wave: number; readonly variables: readonly Variable[] } {
  const { role, wave } = roleAndWave(study, query);
  const instrument = definitions.instrument(role.instrument, role.instrument_version);
  const variables = instrument ? drawableVariables(instrument) : [];
  const variable =
    query.variable === undefined
      ? usual(study, role, variables)
      : variables.find(({ name }) => name === query.variable);
  if (!variable) throw new CatalogueError('not-found');
  return { role, wave, variable, variables, withLines: query.lines === '1' };
}

/** What the plan decides by; of a role that it decides nothing of, its total. */
function usual({ analysis_plan: plan }: Study, role: StudyRole, variables: readonly Variable[]) {
  const named = [
    ...plan.comparisons
      .filter((one) => one.name === plan.primary.comparison && one.role === role.name)
      .map(() => plan.primary.variable),
    ...plan.tables.filter((table) => table.role === role.name).flatMap(({ total }) => total ?? []),
  ];
  return variables.find(({ name }) => named.includes(name)) ?? variables[0];
}

export function choicesFor(
  study: Study,
  { role, variable, variables }: ReturnType<typeof askedFor>,
  researcher: Researcher,
  speak: Speaker,
) {
  const option = (one: Variable) => ({
    value: one.name,
    label: variableText(one, speak),
    selected: one.name === variable.name,
  });
  return {
    ...{ role: role.name, cut: cutAsked(researcher) },
    roles: study.roles.map((one) => ({
      href: onSameCut(`?role=${one.name}`, researcher),
      text: inLanguage(one.label, speak.language),
      current: one === role,
    })),
    scales: variables.filter(({ item }) => item === null).map(option),
    questions: variables.filter(({ item }) => item !== null).map(option),
  };
}

/** Where a picture can be had by itself; that of the means also with the lines that are on the page. */
export function filesOf(
  name: string,
  { role, variable }: PicturesAsked,
  researcher: Researcher,
  { say }: Speaker,
) {
  const path = studyPagePath(researcher.study.study, 'pictures');
  const address = `${path}/${name}.svg?role=${role.name}&variable=${variable.name}`;
  const href = onSameCut(address, researcher);
  const file = { href, text: say('pictures.file') };
  return name === 'means'
    ? [file, { href: `${href}&lines=1`, text: say('pictures.fileWithLines') }]
    : [file];
}
