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
  return (await dockerAnswers()) ? startInDocker(log) : startLocally(log);
}

async function startInDocker(log) {
  const container = await startContainer({
    image: 'redis:7',
    port: 6379,
    args: ['--save', '', '--appendonly', 'no'],
    ready: ['redis-cli', 'ping'],
    log,
  });
  await waitFor(container.ready, { seconds: 60, problem: () => 'Redis in Docker did not become ready in 60 s.' });
  return { env: { REDIS_URL: `redis://127.0.0.1:${container.port}` }, stop: container.stop };
}

async function startLocally(log) {
  const program = await findProgram({ names: ['redis-server'], debian: 'redis-server', instead: 'REDIS_URL', log });
  const port = await freePort();
  const dir = mkdtempSync(path.join(tmpdir(), 'askwell-redis-'));
  const args = ['--port', port, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const [first, ...rest] = [...endWithParent('TERM'), program, ...args.map(String)];
  const server = startChild(first, rest);
  const stop = async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await waitFor(async () => !server.running() || server.log().includes('Ready to accept connections'), {
      seconds: 20,
      problem: () => `Redis did not become ready in 20 s:\n${server.log()}`,
    });
    if (!server.running()) throw new Error(`Redis ended at once:\n${server.log()}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { REDIS_URL: `redis://127.0.0.1:${port}` }, stop };
}
