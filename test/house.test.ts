/** Holds the house to its plan: who may import whom, how long a file may be, and how it opens. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['stats', 'surveys', 'server', 'views/assets'].flatMap((folder) =>
  filesBelow(join(root, folder)),
);

/** What each room may import besides itself and packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  stats: [],
  surveys: [],
  // The scripts of pages: what is pure in surveys can be served along with them.
  views: ['surveys'],
  'server/participant': ['service', 'db', 'foundation', 'surveys'],
  'server/staff': ['service', 'db', 'foundation', 'surveys'],
  'server/research': ['service', 'db', 'foundation', 'surveys', 'stats'],
  'server/admin': ['service', 'db', 'foundation', 'surveys'],
  service: ['service', 'db', 'foundation', 'surveys', 'stats'],
  db: ['foundation', 'surveys'],
  foundation: ['db', 'surveys'],
  // The type of what everything is handed; it names every part.
  'services.ts': ['service', 'db', 'foundation'],
  // Puts everything together.
  assembly: ['area', 'service', 'db', 'foundation', 'surveys', 'assembly'],
};

const areas = ['participant', 'staff', 'research', 'admin'];
const services = [
  'accounts',
  'analysis',
  'calendar',
  'collection',
  'contact',
  'cuts',
  'enrolment',
  'event-log',
  'export',
  'operation',
  'paper',
  'rights',
  'tasks',
];
const assembly = [
  'app.ts',
  'open-services.ts',
  'start.ts',
  'main.ts',
  'commands',
  'demo',
  'malepunkt.js',
  'require-node.js',
];

describe('who imports whom', () => {
  test.each(sources.map((file) => [relative(root, file), file]))('%s', (_name, file) => {
    const own = roomOf(file);
    for (const imported of importsOf(file)) {
      const room = roomOf(imported);
      if (room === own) continue;
      const mayImport = allowed[own] ?? [];
      if (room === 'services.ts') continue;
      const kind = room.startsWith('server/') ? 'area' : room;
      expect(mayImport, `${relative(root, file)} imports ${relative(root, imported)}`).toContain(
        kind,
      );
    }
  });
});

describe('every file', () => {
  test.each(sources.map((file) => [relative(root, file), file]))(
    '%s is short and opens with why',
    (_name, file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.length).toBeLessThanOrEqual(250);
      expect(lines.slice(0, 2).join('\n')).toMatch(/^(#!.*\n)?\/\*\* /);
    },
  );
});

function roomOf(file: string): string {
  const [top = '', inner = ''] = relative(root, file).split('/');
  if (top !== 'server') return top;
  if (inner === 'services.ts') return inner;
  if (areas.includes(inner)) return `server/${inner}`;
  if (services.includes(inner)) return 'service';
  if (assembly.includes(inner)) return 'assembly';
  return inner === 'db' ? 'db' : 'foundation';
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+)['"]/g)].map(([, path = '']) =>
    resolve(dirname(file), path),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => join(folder, name));
}
