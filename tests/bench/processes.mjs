import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/services/free-port.mjs';

const cli = fileURLToPath(new URL('../../packages/api/dist/cli/main.js', import.meta.url));
const ticksPerSecond = 100; // USER_HZ, the unit of /proc/<pid>/stat on every Linux.

/** A server of tests/bench/servers in a process of its own; it says on which port it listens. */
export async function startScript(name, ...args) {
  const script = fileURLToPath(new URL(`servers/${name}.mjs`, import.meta.url));
  const server = start([script, ...args]);
  const port = await new Promise((resolve, reject) => {
    server.child.stdout.on('data', (chunk) => {
      const found = /listening on (\d+)/.exec(chunk.toString());
      if (found) resolve(Number(found[1]));
    });
    server.child.once('close', () => reject(new Error(`${name} ended:\n${server.log()}`)));
  });
  return { ...server, url: `http://127.0.0.1:${port}` };
}

/**
 * The built API, until it answers that it is ready. `took` is the time from its start in milliseconds, `pageTook` that until it
 * served the `page`, where one is given.
 */
export async function startApi({ env, args = [], page, port: given }) {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const server = start([cli, 'serve', ...args], {
    PORT: String(port),
    HOST: '127.0.0.1',
    ASKWELL_LIMITS: 'off',
    NODE_ENV: 'production',
    ...env,
  });
  async function until(path) {
    while (!(await isServed(`${url}${path}`))) {
      if (server.child.exitCode !== null) throw new Error(`The API ended:\n${server.log()}`);
      if (performance.now() - began > 120_000) throw new Error(`${path} is not served after 120 s:\n${server.log()}`);
      await sleep(5);
    }
    return performance.now() - began;
  }
  const pageTook = page === undefined ? undefined : await until(page);
  return { ...server, url, pageTook, took: await until('/health/ready') };
}

export async function untilLogged(server, text) {
  while (!server.log().includes(text)) await sleep(20);
}

/** CPU seconds that a process has used so far, in user and system mode, all its threads together. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export function residentBytes(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** How many files and sockets this process may have open. */
export function openFileLimit() {
  return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity);
}

function start(args, env = {}) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log = (log + chunk).slice(-8192)));
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  return {
    child,
    pid: child.pid,
    log: () => log,
    async stop() {
      process.off('exit', endWithUs);
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function isServed(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // Not listening yet.
  }
}
