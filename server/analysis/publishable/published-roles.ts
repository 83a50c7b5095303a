/** Everything of a study that may be published, role by role. */

import { setImmediate as breath } from 'node:timers/promises';
import type { ResearchView } from '../../research-view.ts';
import { type PublishedRole, publish } from './publish.ts';
import { roleFigures } from './reading.ts';

export async function publishedRoles(view: ResearchView): Promise<PublishedRole[]> {
  const roles: PublishedRole[] = [];
  for (const role of view.study.roles) {
    const figures = await roleFigures(view, role);
    await breath();
    roles.push(publish(figures, view.study.small_cell_limit));
  }
  return roles;
}
