/** `malepunkt retention`: which studies are kept for how long; with `--delete`, those that are over lose their identities. */

import type { Study } from '../../surveys/study.ts';
import { planProcedures } from '../analysis/plan/known-procedures.ts';
import { systemClock } from '../clock.ts';
import { type Config, readSettings } from '../config.ts';
import { openDatabases, openReaders } from '../db/open.ts';
import { type Counts, total } from '../db/retention.ts';
import { loadDefinitions } from '../definitions.ts';
import { requireCurrentTables, requireStores } from '../operation/require-stores.ts';
import { endRetention, type Kept, keptOf } from '../operation/retention.ts';
import { print } from './print.ts';

export async function retention(
  env: NodeJS.ProcessEnv,
  options: { delete: boolean },
): Promise<void> {
  const config = readSettings(env, 'home', 'surveys');
  await requireStores(config.home);
  const over = (await look(config)).filter(
    ({ isOver, registry, traces }) => isOver && total(registry) + total(traces) > 0,
  );
  if (over.length === 0) return;
  if (!options.delete) return print('Nothing was deleted; --delete does it.');
  const db = await openDatabases(config.home);
  for (const { study } of over) await endRetention(db, study, systemClock);
  await db.close();
  print(
    'Deleted. The answers stay, under codes that lead to nobody any more.\n' +
      'What people wrote in their own words may still tell who they are: read it before you pass it on.\n' +
      'Backups from before still hold everything: delete them too.',
  );
}

async function look({ home, surveys }: Pick<Config, 'home' | 'surveys'>): Promise<Kept[]> {
  const readers = openReaders(home);
  try {
    await requireCurrentTables('study', readers.study);
    await requireCurrentTables('registry', readers.registry);
    const { studies } = await loadDefinitions(surveys, readers.study, planProcedures);
    const found: Kept[] = [];
    for (const study of studies) found.push(await told(readers, study));
    return found;
  } finally {
    await readers.close();
  }
}

async function told(readers: Parameters<typeof keptOf>[0], study: Study): Promise<Kept> {
  const kept = await keptOf(readers, study, systemClock);
  const { isOver, until, registry, traces } = kept;
  print(`${kept.study}: kept until ${until}, ${isOver ? 'which is past' : 'not yet over'}`);
  if (isOver) {
    print(`  to delete in the registry: ${inWords(registry)}`);
    print(`  to delete in the study: ${inWords(traces)}`);
  }
  return kept;
}

function inWords(counts: Counts): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'nothing is left' : parts.join(', ');
}
