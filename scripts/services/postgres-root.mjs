import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { mustRun } from '../lib/run.mjs';
import { canInstallPackages, debianMirror, installPackages } from './debian.mjs';

const suite = 'trixie'; // The first Debian release with a pgvector package.
const packages = ['postgresql-17', 'postgresql-17-pgvector'];
const program = 'usr/lib/postgresql/17/bin/postgres';
const extension = 'usr/share/postgresql/17/extension/vector.control';

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'askwell-tests');
const finished = path.join(cache, `postgres-17-${suite}-${process.arch}`);

/**
 * A folder with Debian's PostgreSQL 17 and pgvector in it, made once for all clones on this machine.
 * It is built beside its place and renamed when complete, so a half-made one is never taken for whole.
 */
export async function postgresRoot(log) {
  if (!canInstallPackages()) {
    throw new Error('The tests need PostgreSQL 17 with pgvector: set DATABASE_URL, start Docker, or run as root on Debian.');
  }
  if (isComplete(finished)) return finished;
  if (!existsSync('/usr/sbin/debootstrap')) await installPackages(['debootstrap'], log);
  const mirror = await debianMirror();
  mkdirSync(cache, { recursive: true });
  removeUnfinished();
  const building = `${finished}.building-${process.pid}`;
  log('Fetching PostgreSQL 17 with pgvector from Debian (about a minute, once per machine) ...');
  try {
    await mustRun('debootstrap', ['--variant=minbase', `--include=${packages.join(',')}`, suite, building, mirror], {
      capture: true,
      env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });
    if (!isComplete(building)) throw new Error(`debootstrap left no PostgreSQL in ${building}.`);
    rmSync(path.join(building, 'var/cache/apt/archives'), { recursive: true, force: true });
    chmodSync(building, 0o755);
    rmSync(finished, { recursive: true, force: true });
    renameSync(building, finished);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (isComplete(finished)) return finished; // Another run finished the same folder first.
    throw error;
  }
  return finished;
}

const isComplete = (folder) => existsSync(path.join(folder, program)) && existsSync(path.join(folder, extension));

function removeUnfinished() {
  for (const name of readdirSync(cache)) {
    const pid = /\.building-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}
