import type { Command } from 'commander';
import { resolve } from 'node:path';
import { readEnvironment } from '../env.js';
import { packageFile } from '../package-file.js';
import type { Server, ServerOptions } from '../server.js';
import { demoTenantFile, platformKeyFile, readDemoTenant, readOrCreatePlatformKey } from './key-files.js';

const graceMilliseconds = 10_000;

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the server')
    .option('--demo', 'also set up a demo tenant that answers from the docs', false)
    .option('--docs <directory>', 'the Markdown files of the demo tenant', packageFile('../../docs'))
    .action(async (options: { demo: boolean; docs: string }) => {
      const began = performance.now();
      const given = readEnvironment(process.env);
      const dataDir = resolve(given.ASKWELL_DATA_DIR);
      const env = { ...given, ASKWELL_DATA_DIR: dataDir };
      const platformKey = env.ASKWELL_PLATFORM_KEY ?? (await readOrCreatePlatformKey(dataDir));
      const docsDir = options.demo ? options.docs : undefined;
      const starting = start({ env, platformKey, docsDir });
      const isStopping = stopOnSignals(starting);
      console.log(
        env.DATABASE_URL === undefined ? `Opening the embedded database in ${dataDir} …` : 'Connecting to PostgreSQL …',
      );
      try {
        const server = await starting;
        if (options.demo) await showDemo(server, { dataDir, docsDir: options.docs });
        console.log(banner(server.url, options.demo, env.ASKWELL_PLATFORM_KEY === undefined, dataDir, performance.now() - began));
      } catch (error) {
        // What was still being prepared has lost its database.
        if (!isStopping()) throw error;
      }
    });
}

/** The server's parts are loaded only to serve, so that the other commands answer at once, and while the database opens. */
async function start(options: Pick<ServerOptions, 'env' | 'platformKey' | 'docsDir'>): Promise<Server> {
  const { openServerDatabase } = await import('../open-server-database.js');
  const database = openServerDatabase(options.env);
  database.catch(() => {}); // Told by whoever awaits it.
  const { startServer } = await import('../server.js');
  const known = options.docsDir === undefined ? undefined : await readDemoTenant(options.env.ASKWELL_DATA_DIR);
  return startServer({ ...options, database, demoKey: known?.tenant.keys.publishable });
}

async function showDemo(server: Server, { dataDir, docsDir }: { dataDir: string; docsDir: string }): Promise<void> {
  const { seedDemo } = await import('./seed-demo.js');
  const demo = await seedDemo(server.deps, {
    dataDir,
    docsDir,
    docsUrl: `${server.url}/docs`,
    onProgress: (message) => console.log(message),
  });
  server.setDemoKey(demo.tenant.keys.publishable);
}

function banner(url: string, isDemo: boolean, hasKeyFile: boolean, dataDir: string, milliseconds: number): string {
  const lines = [`Askwell is ready after ${(milliseconds / 1000).toFixed(1)} s.`, ''];
  if (isDemo) lines.push(`  Demo page      ${url}/demo`);
  lines.push(`  API reference  ${url}/docs/api`);
  if (hasKeyFile) lines.push(`  Platform key   ${platformKeyFile(dataDir)}`);
  if (isDemo) lines.push(`  Demo keys      ${demoTenantFile(dataDir)}`);
  lines.push('', '  Stop it with Ctrl+C.');
  return lines.join('\n');
}

/** The first signal ends answers in order, and a start once it is through; a second one ends the process at once. */
function stopOnSignals(starting: Promise<Server>): () => boolean {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    console.log('Stopping …');
    starting
      .then((server) => server.close(graceMilliseconds))
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => isStopping;
}
