import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from './wait-for.mjs';

/** Ends servers whose test run died without stopping them, and removes their data. */
export async function endAbandonedRuns(folder) {
  for (const name of readdirSync(folder)) {
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    if (!owner || commandLine(owner).length > 0) continue;
    const pid = runningServer(path.join(folder, name));
    if (pid) {
      process.kill(pid, 'SIGQUIT');
      await waitFor(async () => commandLine(pid).length === 0, {
        seconds: 10,
        problem: () => `PostgreSQL ${pid} of an earlier run does not end.`,
      });
    }
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** The pid in postmaster.pid, when that process still runs on this very folder. */
function runningServer(data) {
  try {
    const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return commandLine(pid).some((argument) => argument.endsWith(path.basename(data))) ? pid : undefined;
  } catch {
    return undefined; // No pid file: nothing runs there.
  }
}

/** What a living process was started with; empty when it has ended, even if nobody has collected it yet. */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return []; // No such process.
  }
}
