/** Fails when the lockfile names an optional dependency that it has no entry for: "npm ci" would refuse it. */

import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !found(path, name))
    .map((name) => `${path || 'package.json'} needs ${name}`),
);

if (missing.length > 0) {
  process.stderr.write(`package-lock.json has no entry for:\n${missing.join('\n')}\n`);
  process.exit(1);
}

/** As Node looks for a package: in the nearest node_modules folder, then further up. */
function found(path, name) {
  const folders = path.split('node_modules/');
  return folders.some((_, depth) => {
    const parent = folders.slice(0, folders.length - depth).join('node_modules/');
    return `${parent ? `${parent.replace(/\/$/, '')}/` : ''}node_modules/${name}` in packages;
  });
}
