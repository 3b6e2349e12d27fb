import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { inRoot } from './paths.mjs';

/** Format, lint, types, unit tests and sizes: what `pnpm verify` runs, and what `npm test` begins with. Answers whether the build stands. */
export async function quickChecks(stages) {
  await stages.check('format', 'oxfmt --check');
  const built = await stages.stage('build', async () => {
    await build();
    return { passed: 1, failed: 0, skipped: 0 };
  });
  // Linting reads types, and those of the packages are there only once they are built.
  if (built) await stages.check('lint', 'oxlint --type-aware --deny-warnings');
  if (built) await stages.check('types', `tsc -b ${typedProjects().join(' ')}`);
  await stages.vitest('unit', 'unit');
  if (built) await stages.check('sizes', 'node scripts/sizes.mjs');
  return built;
}

/**
 * Folders of tests and examples that have a tsconfig of their own; the build has checked the packages already. Examples of whole
 * frameworks are not installed here: `pnpm frameworks` checks each with its own checker.
 */
function typedProjects() {
  const packages = readdirSync(inRoot('packages')).map((name) => path.join('packages', name, 'test'));
  const examples = existsSync(inRoot('examples'))
    ? readdirSync(inRoot('examples'))
        .map((name) => path.join('examples', name))
        .filter((folder) => existsSync(inRoot(folder, 'node_modules')))
    : [];
  return ['tests', 'examples', ...packages, ...examples].filter((folder) => existsSync(inRoot(folder, 'tsconfig.json')));
}
