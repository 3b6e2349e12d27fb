import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

const builtCli = fileURLToPath(new URL('../../packages/api/dist/cli/main.js', import.meta.url));

/** These come from the caller or not at all: a server under test takes nothing from the machine it runs on. */
const ownEnvironment = /^(DATABASE_URL|REDIS_URL|PORT|HOST|ASKWELL_|OPENAI_|VITEST|NODE_ENV)/;

export interface ServerOptions {
  /** Added to the server's environment. Without `DATABASE_URL` it runs on PGlite, without `REDIS_URL` in one process. */
  env?: Record<string, string>;
  /** Arguments after `serve`, such as `--demo`. */
  args?: string[];
  /** Keeps state over restarts; without it a new directory is made and removed again. */
  dataDir?: string;
  port?: number;
  /** @default The built one of this repository. */
  cli?: string;
  /** @default 120000 */
  readyWithin?: number;
}

export interface RunningServer {
  url: string;
  port: number;
  platformKey: string;
  dataDir: string;
  pid: number;
  logs(): string;
  /** Ends it with SIGTERM and answers its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** The built API in a process of its own, ready for requests. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'askwell-data-')));
  const port = options.port ?? (await freePort());
  const platformKey = options.env?.['ASKWELL_PLATFORM_KEY'] ?? `plk_${randomBytes(24).toString('base64url')}`;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownEnvironment.test(name)));
  const env = {
    ...inherited,
    PORT: String(port),
    HOST: '127.0.0.1',
    ASKWELL_DATA_DIR: dataDir,
    ASKWELL_PLATFORM_KEY: platformKey,
    ...options.env,
  };
  const child = spawn(process.execPath, [options.cli ?? builtCli, 'serve', ...(options.args ?? [])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const endWithUs = (): boolean => child.kill('SIGKILL');
  process.once('exit', endWithUs);

  const finish = async (signal: NodeJS.Signals): Promise<number | null> => {
    process.off('exit', endWithUs);
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    const code = await closed;
    clearTimeout(timer);
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    return code;
  };

  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, child, options.readyWithin ?? 120_000);
  } catch (error) {
    await finish('SIGKILL');
    throw new Error(`The server did not become ready: ${String(error)}\n${log}`, { cause: error });
  }
  return {
    url,
    port,
    platformKey,
    dataDir,
    pid: child.pid ?? 0,
    logs: () => log,
    stop: () => finish('SIGTERM'),
    kill: async () => {
      await finish('SIGKILL');
    },
  };
}

async function untilReady(url: string, child: ChildProcess, within: number): Promise<void> {
  const deadline = Date.now() + within;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    if (await isReady(url)) return;
    await sleep(50);
  }
  throw new Error(`no answer within ${within} ms`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // Not listening yet.
  }
}
