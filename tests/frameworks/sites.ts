import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.js';
import { installPacked } from '../support/packed.js';

export interface Framework {
  name: string;
  /** Its package, whose version the table names. */
  package: string;
  /** The names that its example gives to the settings. */
  variables: { url: string; key: string; secretKey: string };
  /** Where its example answers a question on the server. */
  ask: string;
}

export const frameworks: readonly Framework[] = [
  {
    name: 'next',
    package: 'next',
    variables: { url: 'NEXT_PUBLIC_ASKWELL_URL', key: 'NEXT_PUBLIC_ASKWELL_KEY', secretKey: 'ASKWELL_SECRET_KEY' },
    ask: '/ask',
  },
  {
    name: 'nuxt',
    package: 'nuxt',
    variables: { url: 'NUXT_PUBLIC_ASKWELL_URL', key: 'NUXT_PUBLIC_ASKWELL_KEY', secretKey: 'NUXT_ASKWELL_SECRET_KEY' },
    ask: '/api/ask',
  },
  {
    name: 'sveltekit',
    package: '@sveltejs/kit',
    variables: { url: 'ASKWELL_URL', key: 'ASKWELL_KEY', secretKey: 'ASKWELL_SECRET_KEY' },
    ask: '/ask',
  },
  {
    name: 'astro',
    package: 'astro',
    variables: { url: 'ASKWELL_URL', key: 'ASKWELL_KEY', secretKey: 'ASKWELL_SECRET_KEY' },
    ask: '/ask',
  },
];

export interface InstalledSite {
  directory: string;
  /** Of the framework. */
  version: string;
  /** Runs one of its scripts to the end; a failure carries all that it printed. */
  run(script: string): Promise<void>;
  /** Starts its server by `npm run`, and waits until it answers. */
  start(script: 'start' | 'dev'): Promise<RunningSite>;
}

export interface RunningSite {
  origin: string;
  output(): string;
  stop(): Promise<void>;
}

/** An example outside the repository, with its framework from npm and our packages from their tarballs. */
export async function installSite(framework: Framework, node: string, settings: Record<string, string>): Promise<InstalledSite> {
  const directory = path.join(tmpdir(), 'askwell-frameworks', framework.name);
  await emptySite(directory);
  const example = fileURLToPath(new URL(`../../examples/${framework.name}`, import.meta.url));
  await cp(example, directory, { recursive: true, filter: (source) => !source.includes('node_modules') });
  await installPacked(directory, ['sdk', 'widget', 'contract']);
  const manifest = path.join(directory, 'node_modules', framework.package, 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_ENV|VITEST|npm_|ASKWELL_|(MODE|DEV|PROD|SSR|TEST|BASE_URL)$)/.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    ...settings,
    PATH: [path.dirname(node), process.env['PATH']].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    CI: '1',
    NO_COLOR: '1',
  };

  return {
    directory,
    version,
    async run(script) {
      const options = { cwd: directory, env, maxBuffer: 1 << 26 };
      await promisify(execFile)('npm', ['run', script], options).catch((error: { stdout: string; stderr: string }) => {
        throw new Error(`${framework.name}: ${script} failed\n${error.stdout}\n${error.stderr}`);
      });
    },
    async start(script) {
      const port = String(await freePort());
      const child = spawn('npm', ['run', script, ...(script === 'dev' ? ['--', '--port', port] : [])], {
        cwd: directory,
        env: { ...env, PORT: port, HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' },
        detached: true,
      });
      // Development servers serve nobody but `localhost`.
      return running(child, `http://${script === 'dev' ? 'localhost' : '127.0.0.1'}:${port}`);
    },
  };
}

/** The installed packages stay for the next run, except ours. */
async function emptySite(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const stale = (await readdir(directory)).filter((entry) => entry !== 'node_modules');
  for (const entry of [...stale, 'node_modules/@askwell'])
    await rm(path.join(directory, entry), { recursive: true, force: true });
}

async function running(child: ChildProcess, origin: string): Promise<RunningSite> {
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // The server is a grandchild: the signal goes to all of the group.
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    end();
    await closed;
  };
  for (let tries = 0; child.exitCode === null && tries < 1200; tries += 1) {
    const response = await fetch(origin).catch(() => undefined);
    await response?.text();
    if (response?.ok === true) return { origin, output: () => output, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`The site did not start:\n${output}`);
}
