/** Pages about one role at a time: the role that the address names, and links to the others over the same data. */

import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { CatalogueError } from '../errors.ts';
import type { ResearchView } from '../research-view.ts';
import type { Researcher, StudyRequest } from './researcher.ts';
import { onSameCut } from './same-cut.ts';

export interface RoleRequest extends StudyRequest {
  Querystring: { role?: unknown };
}

/** The first one unless the address says another; throws `not-found` where there is none. */
export function roleAsked(
  { roles }: Study,
  { role: asked }: RoleRequest['Querystring'],
): StudyRole {
  const role = asked === undefined ? roles[0] : roles.find(({ name }) => name === asked);
  if (!role) throw new CatalogueError('not-found');
  return role;
}

/** None where there is one role only. */
export function roleChoices(
  view: ResearchView,
  researcher: Researcher,
  path: string,
  current: StudyRole,
  language: string,
) {
  const { roles } = view.study;
  if (roles.length < 2) return [];
  return roles.map(({ name, label }) => ({
    href: onSameCut(path, researcher, { role: name }),
    text: inLanguage(label, language),
    current: name === current.name,
  }));
}
