import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

export const publishedPackages = ['contract', 'sdk', 'widget', 'api'] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/** The path of each package's tarball, by its short name. */
export type Tarballs = Record<PublishedPackage, string>;

/**
 * Packs every published package as `pnpm publish` would. The tarballs are kept until a package's files change,
 * so several test files share them.
 */
export async function packAll(): Promise<Tarballs> {
  const finished = path.join(root, '.cache/packed', await fingerprint());
  if (!existsSync(finished)) {
    const building = `${finished}.building-${process.pid}`;
    await mkdir(building, { recursive: true });
    for (const name of publishedPackages) await pack(name, building);
    // Whoever is first puts it in place; another worker's identical tarballs are dropped.
    await rename(building, finished).catch(() => rm(building, { recursive: true }));
  }
  const files = await readdir(finished);
  const entries = publishedPackages.map((name) => [
    name,
    path.join(finished, files.find((file) => file.startsWith(`askwell-${name}-`)) ?? ''),
  ]);
  return Object.fromEntries(entries) as Tarballs;
}

/** A new project outside the workspace with these packages installed from their tarballs, as a customer has it. */
export async function installPacked(
  directory: string,
  packages: readonly PublishedPackage[] = publishedPackages,
  more: Record<string, string> = {},
): Promise<string> {
  const tarballs = await packAll();
  const all = Object.fromEntries(publishedPackages.map((name) => [`@askwell/${name}`, `file:${tarballs[name]}`]));
  const chosen = Object.fromEntries(packages.map((name) => [`@askwell/${name}`, `file:${tarballs[name]}`]));
  const existing = await readManifest(directory);
  const manifest = {
    name: 'outside',
    private: true,
    type: 'module',
    ...existing,
    dependencies: { ...existing.dependencies, ...more, ...chosen },
    overrides: all,
  };
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'package.json'), JSON.stringify(manifest, null, 2));
  await execute(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'],
    {
      cwd: directory,
      maxBuffer: 1 << 24,
    },
  );
  return directory;
}

/** A directory outside the workspace. The caller removes it. */
export function outsideDirectory(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'askwell-outside-'));
}

async function pack(name: PublishedPackage, destination: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { packageManager: string };
  await execute('npx', ['--yes', packageManager, 'pack', '--pack-destination', destination], {
    cwd: path.join(root, 'packages', name),
  });
}

interface Manifest {
  dependencies?: Record<string, string>;
  [key: string]: unknown;
}

async function readManifest(directory: string): Promise<Manifest> {
  const file = path.join(directory, 'package.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Manifest) : {};
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of publishedPackages) {
    const folder = path.join(root, 'packages', name);
    for (const entry of ['package.json', 'README.md', 'dist', 'drizzle']) await addTo(hash, path.join(folder, entry));
  }
  return hash.digest('hex').slice(0, 16);
}

async function addTo(hash: ReturnType<typeof createHash>, file: string): Promise<void> {
  if (!existsSync(file)) return;
  const stats = await stat(file);
  if (!stats.isDirectory()) {
    hash.update(`${file}\0${stats.size}\0${stats.mtimeMs}\n`);
    return;
  }
  for (const name of (await readdir(file)).toSorted()) await addTo(hash, path.join(file, name));
}
