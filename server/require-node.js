/** Refuses any Node but the one the lockfile brings. Plain JavaScript, so that an old Node can read it. */

const needed = 26;
const found = Number(process.versions.node.split('.')[0]);
if (found !== needed) {
  process.stderr.write(
    `Målepunkt runs on Node ${needed}; this is Node ${process.versions.node} (${process.execPath}).\n` +
      `Run "npm ci": it brings Node ${needed} with it. Then start with "npm run demo" or "npm start".\n` +
      'If this stays, there is no Node package for this machine; see optionalDependencies in package.json.\n',
  );
  process.exit(1);
}
