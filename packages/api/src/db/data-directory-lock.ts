import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DataDirectoryLock {
  release(): Promise<void>;
}

export class DataDirectoryLockedError extends Error {
  override readonly name = 'DataDirectoryLockedError';

  constructor(directory: string, pid: number) {
    super(`${directory} is in use by process ${pid}. Stop it first, or set ASKWELL_DATA_DIR to another directory.`);
  }
}

/** PGlite has no lock of its own, and a second process would corrupt the directory. */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'lock');
  const claim = join(directory, `lock.${process.pid}`);
  await writeFile(claim, `${process.pid} ${await startTime(process.pid)}`, { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, so no one reads a lock without its pid.
        await link(claim, file);
        return { release: () => rm(file, { force: true }) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const [pid = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
      if (await isRunning(Number(pid), started)) throw new DataDirectoryLockedError(directory, Number(pid));
      await rm(file, { force: true });
    }
  } finally {
    await rm(claim, { force: true });
  }
}

/** A process of the same pid that started at another time is another process: pids come back, in containers at once. */
async function isRunning(pid: number, started: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await startTime(pid)) === started;
}

/** The kernel's start time of a process where /proc has it, else ''. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
