import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { quickChecks } from './lib/quick-checks.mjs';
import { createStages } from './lib/stages.mjs';

requireNode();
await ensureInstalled();
const stages = createStages();
await quickChecks(stages);
const { passed, failed, skipped } = stages.summarise();
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
