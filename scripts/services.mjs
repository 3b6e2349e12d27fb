import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { startPostgres } from './services/postgres.mjs';
import { findChromium, findFirefox, findNginx, findWebkit } from './services/programs.mjs';
import { startRedis } from './services/redis.mjs';

const starters = {
  postgres: startPostgres,
  redis: startRedis,
  chromium: findChromium,
  nginx: findNginx,
  firefox: findFirefox,
  webkit: findWebkit,
};

/**
 * Brings up what the tests need: what the environment names (`DATABASE_URL`, `REDIS_URL`, `CHROMIUM_PATH` and the other paths),
 * else Docker if an engine answers, else Debian's packages. `stop` ends what was started here.
 */
export async function startServices({ log = console.log, durable = false, ...wanted } = {}) {
  const names = Object.keys(starters).filter((name) => wanted[name]);
  const started = [];
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop();
  };
  try {
    for (const name of names) started.push(await starters[name]({ log, durable }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: Object.assign({}, ...started.map((service) => service.env)), stop };
}

/** `services.mjs up [postgres redis chromium nginx firefox webkit] [-- command ...]` */
async function main() {
  const args = process.argv.slice(2);
  const split = args.indexOf('--');
  const [action, ...chosen] = split < 0 ? args : args.slice(0, split);
  const command = split < 0 ? [] : args.slice(split + 1);
  const unknown = chosen.filter((name) => !(name in starters));
  if (action !== 'up' || unknown.length > 0) {
    console.error(`Usage: node scripts/services.mjs up [${Object.keys(starters).join(' ')}] [-- command ...]`);
    return 1;
  }
  const names = chosen.length > 0 ? chosen : Object.keys(starters);
  const services = await startServices({ ...Object.fromEntries(names.map((name) => [name, true])), log: console.error });
  try {
    for (const [name, value] of Object.entries(services.env)) console.log(`${name}=${value}`);
    return command.length > 0 ? await runCommand(command, services.env) : await untilSignal();
  } finally {
    await services.stop();
  }
}

function runCommand([program, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function untilSignal() {
  return new Promise((resolve) => {
    const keepAlive = setInterval(() => {}, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        clearInterval(keepAlive);
        resolve(0);
      });
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
