import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run, seconds } from './run.mjs';
import { contentHash, readStamp, writeStamp } from './stamp.mjs';

const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** The pinned package manager, as npx knows it: `pnpm@<exact version>`. */
export const pnpm = manifest.packageManager;

/** Installs exactly what the lock file says, when that has not been done yet. */
export async function ensureInstalled() {
  const wanted = contentHash([inRoot('pnpm-lock.yaml'), inRoot('pnpm-workspace.yaml')]);
  if (existsSync(inRoot('node_modules/.modules.yaml')) && readStamp('install') === wanted) return;
  const started = performance.now();
  console.log(`Installing dependencies with ${pnpm} ...`);
  const args = ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', '--config.confirm-modules-purge=false'];
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const { code } = await run(npx, args, {
    env: { CI: 'true', npm_config_update_notifier: 'false' },
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    throw new Error(
      'The install failed; the lines above say why. It needs the npm registry, and a lock file that matches every package.json ' +
        `(npx ${pnpm} install writes it anew).`,
    );
  }
  writeStamp('install', wanted);
  console.log(`Installed in ${seconds(started)}.`);
}
