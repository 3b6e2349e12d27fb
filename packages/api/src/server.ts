import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildDeps } from './build-deps.js';
import { inMemory } from './open-server-database.js';
import { createRunLeases } from './conversations/index.js';
import type { Database } from './db/index.js';
import type { Deps } from './deps.js';
import type { Environment } from './env.js';
import { createHttpApp, loadPublicFiles, openWidgetReleases } from './http/index.js';
import { createJobHandlers } from './job-handlers.js';
import { packageFile } from './package-file.js';
import { queueArrangements } from './retrieval/index.js';

export interface ServerOptions {
  env: Environment;
  platformKey: string;
  /** Being opened already. Absent: it is opened here. */
  database?: Promise<Database> | undefined;
  /** Directory of Markdown pages to show at `/docs/…`. */
  docsDir?: string | undefined;
}

export interface Server {
  deps: Deps;
  url: string;
  setDemoKey(key: string): void;
  /** Lets running answers end for at most `graceMilliseconds`, then closes everything. */
  close(graceMilliseconds: number): Promise<void>;
}

const heartbeatMilliseconds = 15_000;
/** A connection on which nothing moved for so long is closed; heartbeats move those that still read. */
const idleMilliseconds = 300_000;

/** A whole server: database, jobs, routes, socket. */
export async function startServer({ env, platformKey, database, docsDir }: ServerOptions): Promise<Server> {
  const built = await buildDeps(env, platformKey, database);
  const { deps } = built;
  const leases = createRunLeases(deps);
  let isClosing = false;
  let demoKey: string | undefined;
  try {
    await leases.start();
    await deps.jobs.work(createJobHandlers(deps));
    await queueArrangements(deps);
    const files = await loadPublicFiles(packageFile('dist/public'));
    const app = createHttpApp(deps, {
      platformKey,
      files,
      releases: await openWidgetReleases(
        files,
        env.ASKWELL_DATA_DIR === inMemory ? undefined : join(env.ASKWELL_DATA_DIR, 'widget'),
      ),
      docsDir,
      demoKey: () => demoKey,
      trustedProxies: env.ASKWELL_TRUSTED_PROXIES,
      isReady: async () => !isClosing && (await isDatabaseUp(deps)),
      heartbeatMilliseconds,
    });
    const socket = serve({
      fetch: app.router.fetch,
      port: env.PORT,
      hostname: env.HOST,
      serverOptions: { requestTimeout: 120_000 },
    });
    socket.setTimeout(idleMilliseconds);
    await listening(socket);
    const address = socket.address();
    const port = typeof address === 'object' && address !== null ? address.port : env.PORT;
    return {
      deps,
      url: `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(env.HOST) ? 'localhost' : env.HOST}:${port}`,
      setDemoKey(key) {
        demoKey = key;
      },
      async close(graceMilliseconds) {
        isClosing = true;
        socket.close();
        await deps.liveAnswers.drain(graceMilliseconds);
        leases.close();
        app.close();
        if ('closeAllConnections' in socket) socket.closeAllConnections();
        await built.close();
      },
    };
  } catch (error) {
    leases.close();
    await built.close();
    throw error;
  }
}

async function listening(socket: ServerType): Promise<void> {
  if (socket.listening) return;
  // `once` rejects where the socket emits an error first, such as a port in use.
  await once(socket, 'listening');
}

async function isDatabaseUp(deps: Deps): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), 2000).unref();
  });
  const answer = deps.database.sql`select 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]);
}
