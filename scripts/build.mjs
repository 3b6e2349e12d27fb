import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';

requireNode();
try {
  await ensureInstalled();
  const built = await build();
  if (built.length === 0) console.log('Everything is built already.');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
