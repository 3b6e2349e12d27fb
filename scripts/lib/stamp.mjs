import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from './paths.mjs';

/** One hash over path, size and modification time of every file below the given files and folders. */
export function fingerprint(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  const visit = (file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    } else {
      hash.update(`${file}\0${stats.size}\0${stats.mtimeMs}\n`);
    }
  };
  for (const file of paths) visit(file);
  return hash.digest('hex');
}

/** One hash over the contents of the given files. */
export function contentHash(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const stampFile = (name) => path.join(cacheDir, 'stamps', name);

export function readStamp(name) {
  try {
    return readFileSync(stampFile(name), 'utf8');
  } catch {
    return ''; // Never stamped: the step has to run.
  }
}

export function writeStamp(name, value) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), value);
}

export function clearStamp(name) {
  rmSync(stampFile(name), { force: true });
}
