import { readdirSync, rmSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { ensureInstalled, pnpm } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { mustRun } from './lib/run.mjs';

// Writes the packages for browsers and the SDK as npm would have them, for a project beside this clone.
requireNode();
const directory = inRoot('.cache/packages');
try {
  await ensureInstalled();
  await build();
  rmSync(directory, { recursive: true, force: true });
  for (const name of ['contract', 'sdk', 'widget']) {
    await mustRun('npx', ['--yes', pnpm, 'pack', '--pack-destination', directory], {
      cwd: inRoot('packages', name),
      capture: true,
      shell: process.platform === 'win32',
    });
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const files = readdirSync(directory).map((file) => `${directory}/${file}`);
console.log(`In your project:\n\n  npm install ${files.join(' ')}\n`);
