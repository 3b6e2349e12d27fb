import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';

requireNode();
const cli = inRoot('packages/api/dist/cli/main.js');
try {
  await ensureInstalled();
  await build();
  if (!existsSync(cli)) throw new Error(`The build left no ${cli}. Run \`npm run build\` and read its output.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

process.chdir(inRoot());
// The server runs in this process: signals reach it and its exit code is ours, with no process in between.
process.argv.splice(1, process.argv.length - 1, cli, 'serve', '--demo', ...process.argv.slice(2));
await import(pathToFileURL(cli).href);
