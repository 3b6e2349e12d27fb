import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endWithParent, startChild } from './child.mjs';
import { dockerAnswers, startContainer } from './docker.mjs';
import { findProgram } from './find-program.mjs';
import { freePort } from './free-port.mjs';
import { waitFor } from './wait-for.mjs';

/** Redis without persistence, from `REDIS_URL`, Docker or Debian's package. */
export async function startRedis({ log }) {
  if (process.env.REDIS_URL) return { env: { REDIS_URL: process.env.REDIS_URL }, stop: async () => {} };
  return startOwnRedis({ log });
}

/** The same whatever `REDIS_URL` says, for those who break it: `halt` ends it by a signal, and `resume` starts an empty one in its place. */
export async function startOwnRedis({ log }) {
  return (await dockerAnswers()) ? startInDocker(log) : startLocally(log);
}

const settings = ['--save', '', '--appendonly', 'no'];

async function startInDocker(log) {
  const port = await freePort();
  let container;
  async function resume() {
    const options = { port: 6379, hostPort: port, args: settings, ready: ['redis-cli', 'ping'], log };
    container = await startContainer({ image: 'redis:7', ...options });
    await waitFor(container.ready, { seconds: 60, problem: () => 'Redis in Docker did not become ready in 60 s.' });
  }
  await resume();
  return { env: { REDIS_URL: url(port) }, stop: () => container.stop(), halt: (signal) => container.halt(signal), resume };
}

async function startLocally(log) {
  const program = await findProgram({ names: ['redis-server'], debian: 'redis-server', instead: 'REDIS_URL', log });
  const port = await freePort();
  const dir = mkdtempSync(path.join(tmpdir(), 'askwell-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...settings, '--daemonize', 'no'];
  const [first, ...rest] = [...endWithParent('TERM'), program, ...args];
  let server;
  async function resume() {
    server = startChild(first, rest);
    await waitFor(async () => !server.running() || server.log().includes('Ready to accept connections'), {
      seconds: 20,
      problem: () => `Redis did not become ready in 20 s:\n${server.log()}`,
    });
    if (!server.running()) throw new Error(`Redis ended at once:\n${server.log()}`);
  }
  const stop = async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await resume();
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { REDIS_URL: url(port) }, stop, halt: (signal) => server.stop(signal), resume };
}

const url = (port) => `redis://127.0.0.1:${port}`;
