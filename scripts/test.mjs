import { existsSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { quickChecks } from './lib/quick-checks.mjs';
import { seconds } from './lib/run.mjs';
import { createStages } from './lib/stages.mjs';
import { startServices } from './services.mjs';

requireNode();
const onLinux = process.platform === 'linux';
const started = performance.now();
const stages = createStages();
let services;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    void Promise.resolve(services?.stop()).finally(() => process.exit(1));
  });
}

try {
  await ensureInstalled();
  const ready = await stages.stage('services', async () => {
    services = await startServices({ postgres: true, redis: true, chromium: true, nginx: true, firefox: true, webkit: onLinux });
    return { passed: 1, failed: 0, skipped: 0 };
  });
  const built = await quickChecks(stages);
  if (ready && built) await behaviour(services.env);
} catch (error) {
  await stages.stage('setup', () => Promise.reject(error));
} finally {
  await services?.stop();
}

const { passed, failed, skipped } = stages.summarise();
console.log(`\nTested in ${seconds(started)}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || skipped > 0 || passed === 0 ? 1 : 0;

async function behaviour(env) {
  await stages.vitest('packaged', 'packaged', env);
  await stages.vitest('integration on PGlite', 'integration', { ...env, ASKWELL_TEST_DB: 'pglite' });
  await stages.vitest('integration on PostgreSQL', 'integration', { ...env, ASKWELL_TEST_DB: 'postgres' });
  for (const project of ['isolation', 'faults']) {
    if (existsSync(inRoot('tests', project))) await stages.vitest(project, project, { ...env, ASKWELL_TEST_DB: 'postgres' });
  }
  await stages.vitest('e2e', 'e2e', env);
  await stages.vitest(onLinux ? 'Firefox and WebKit' : 'Firefox', 'browsers', env);
}
