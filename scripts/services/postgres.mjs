import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, mustRun } from '../lib/run.mjs';
import { endWithParent, startChild } from './child.mjs';
import { dockerAnswers, removeVolume, startContainer } from './docker.mjs';
import { freePort } from './free-port.mjs';
import { postgresRoot } from './postgres-root.mjs';
import { endAbandonedRuns } from './postgres-abandoned.mjs';
import { waitFor } from './wait-for.mjs';

const bin = '/usr/lib/postgresql/17/bin';
const runs = '/var/lib/askwell-tests';
const database = 'askwell';
const forMany = ['-c', 'max_connections=200', '-c', 'shared_buffers=256MB'];
const forTests = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'autovacuum_naptime=5s'];

/**
 * PostgreSQL 17 with pgvector, from `DATABASE_URL`, Docker or Debian's packages in a folder of their own.
 * `durable` keeps the settings that a real server has; without it a crash may lose what was written.
 */
export async function startPostgres({ log, durable = false }) {
  if (process.env.DATABASE_URL) return { env: { DATABASE_URL: process.env.DATABASE_URL }, stop: async () => {} };
  return startOwnPostgres({ log, durable });
}

/**
 * The same whatever `DATABASE_URL` says, for those who break it: `halt` ends it by a signal (SIGINT as a restart does, SIGQUIT as
 * a crash), and `resume` starts it again with its data at the same address.
 */
export async function startOwnPostgres({ log, durable = false }) {
  const settings = durable ? forMany : [...forMany, ...forTests];
  return (await dockerAnswers()) ? startInDocker(settings, log) : startInChroot(settings, log);
}

async function startInDocker(settings, log) {
  const password = randomBytes(12).toString('hex');
  const env = { POSTGRES_USER: 'askwell', POSTGRES_PASSWORD: password, POSTGRES_DB: database };
  const ready = ['pg_isready', '-q', '-h', '127.0.0.1', '-U', 'askwell', '-d', database];
  const port = await freePort();
  const name = `askwell-tests-${randomBytes(4).toString('hex')}`;
  const volume = `${name}:/var/lib/postgresql/data`;
  let container;
  async function resume() {
    const options = { port: 5432, hostPort: port, env, volume, args: settings, ready, log };
    container = await startContainer({ image: 'pgvector/pgvector:pg17', ...options });
    await waitFor(container.ready, { seconds: 120, problem: () => 'PostgreSQL in Docker did not become ready in 120 s.' });
  }
  async function stop() {
    await container?.stop();
    await removeVolume(name);
  }
  await resume();
  return { env: { DATABASE_URL: url(password, port) }, stop, halt: (signal) => container.halt(signal), resume };
}

async function startInChroot(settings, log) {
  const root = await postgresRoot(log);
  const inside = (...command) => [
    '--userspec=postgres:postgres',
    root,
    '/usr/bin/env',
    '-i',
    'LC_ALL=C.UTF-8',
    'PATH=/usr/bin:/bin',
    ...command,
  ];
  mkdirSync(path.join(root, runs), { recursive: true });
  await mustRun('chroot', [root, 'chown', 'postgres:postgres', runs], { capture: true });
  await endAbandonedRuns(path.join(root, runs));

  const data = `${runs}/run-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${data}.password`;
  const password = randomBytes(12).toString('hex');
  writeFileSync(path.join(root, passwordFile), password, { mode: 0o644 });
  const remove = () => {
    for (const file of [data, passwordFile]) rmSync(path.join(root, file), { recursive: true, force: true });
  };

  const port = await freePort();
  let server;
  async function resume() {
    const listen = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    server = startChild('chroot', inside(...endWithParent('INT'), `${bin}/postgres`, '-D', data, ...listen, ...settings), {
      stopSignal: 'SIGINT',
    });
    const isReady = inside(`${bin}/pg_isready`, '-q', '-h', '127.0.0.1', '-p', String(port));
    const ready = async () => !server.running() || (await run('chroot', isReady, { capture: true })).code === 0;
    await waitFor(ready, { seconds: 60, problem: () => `PostgreSQL did not become ready in 60 s:\n${server.log()}` });
    if (!server.running()) throw new Error(`PostgreSQL ended at once:\n${server.log()}`);
  }
  const stop = async () => {
    await server?.stop();
    remove();
  };
  try {
    const initdb = [
      `${bin}/initdb`,
      '-D',
      data,
      '-U',
      'askwell',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ];
    await mustRun('chroot', inside(...initdb, '--locale=C.UTF-8', '--no-sync'), { capture: true });
    await resume();
    const createdb = [
      `PGPASSWORD=${password}`,
      `${bin}/createdb`,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-U',
      'askwell',
      database,
    ];
    await mustRun('chroot', inside(...createdb), { capture: true });
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { DATABASE_URL: url(password, port) }, stop, halt: (signal) => server.stop(signal), resume };
}

const url = (password, port) => `postgres://askwell:${password}@127.0.0.1:${port}/${database}`;
