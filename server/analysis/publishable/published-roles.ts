/** Everything of a study that may be published, role by role. */

import type { ResearchView } from '../../research-view.ts';
import { publish } from './publish.ts';
import type { PublishedRole } from './published.ts';
import { roleFigures } from './reading.ts';

export async function publishedRoles(view: ResearchView): Promise<PublishedRole[]> {
  const roles: PublishedRole[] = [];
  for (const role of view.study.roles)
    roles.push(await publish(await roleFigures(view, role), view.study.small_cell_limit));
  return roles;
}
