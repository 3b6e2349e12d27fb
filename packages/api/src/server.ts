import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildDeps } from './build-deps.js';
import { inMemory } from './open-server-database.js';
import { createRunLeases } from './conversations/index.js';
import type { Database } from './db/index.js';
import type { Deps } from './deps.js';
import type { Environment } from './env.js';
import {
  createHttpApp,
  createStartingApp,
  loadPublicFiles,
  openWidgetReleases,
  type HttpApp,
  type PublicPagesOptions,
} from './http/index.js';
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
  /** The key of the demo page, where there is one from an earlier start. */
  demoKey?: string | undefined;
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
/** The head of a request is a few packets: whoever takes longer holds the connection for nothing. */
const headersMilliseconds = 20_000;
/**
 * How long a connection waits for its next request. Proxies keep theirs for 60 s, and one that is closed under a proxy's request
 * is a 502: a POST is not sent again.
 */
const keepAliveMilliseconds = 75_000;

/** A whole server. It listens before its database is open, and answers what it can: see `createStartingApp`. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { env } = options;
  let { demoKey } = options;
  let isClosing = false;
  const files = await loadPublicFiles(packageFile('dist/public'));
  const keptReleases = env.ASKWELL_DATA_DIR === inMemory ? undefined : join(env.ASKWELL_DATA_DIR, 'widget');
  const pages = { files, releases: await openWidgetReleases(files, keptReleases), demoKey: () => demoKey };
  const starting = startParts(options, { pages, isClosing: () => isClosing });
  let answer = createStartingApp({ ...pages, whole: starting.then(({ app }) => app.router) }).fetch;
  const socket = serve({
    fetch: (request, bindings) => answer(request, bindings),
    port: env.PORT,
    hostname: env.HOST,
    serverOptions: {
      headersTimeout: headersMilliseconds,
      requestTimeout: 120_000,
      connectionsCheckingInterval: 5000,
      keepAliveTimeout: keepAliveMilliseconds,
    },
  });
  socket.setTimeout(idleMilliseconds);
  function hangUp(): void {
    if ('closeAllConnections' in socket) socket.closeAllConnections();
  }
  try {
    await listening(socket);
    const { deps, app, close } = await starting;
    answer = app.router.fetch;
    return {
      deps,
      url: addressOf(socket, env),
      setDemoKey(key) {
        demoKey = key;
      },
      async close(graceMilliseconds) {
        isClosing = true;
        socket.close();
        await deps.liveAnswers.drain(graceMilliseconds);
        await close(hangUp);
      },
    };
  } catch (error) {
    socket.close();
    await starting.then(
      ({ close }) => close(hangUp),
      () => hangUp(),
    );
    throw error;
  }
}

interface Parts {
  deps: Deps;
  app: HttpApp;
  /** `hangUp` closes the connections, once nothing begins anew and before what they use is gone. */
  close(hangUp: () => void): Promise<void>;
}

/** Database, jobs and routes. */
async function startParts(
  { env, platformKey, database, docsDir }: ServerOptions,
  { pages, isClosing }: { pages: PublicPagesOptions; isClosing: () => boolean },
): Promise<Parts> {
  const built = await buildDeps(env, platformKey, database);
  const { deps } = built;
  const leases = createRunLeases(deps);
  try {
    await leases.start();
    await deps.jobs.work(createJobHandlers(deps));
    await queueArrangements(deps);
    const app = createHttpApp(deps, {
      ...pages,
      platformKey,
      docsDir,
      trustedProxies: env.ASKWELL_TRUSTED_PROXIES,
      isReady: async () => !isClosing() && (await isDatabaseUp(deps)),
      heartbeatMilliseconds,
    });
    return {
      deps,
      app,
      async close(hangUp) {
        leases.close();
        app.close();
        hangUp();
        await built.close();
      },
    };
  } catch (error) {
    leases.close();
    await built.close();
    throw error;
  }
}

function addressOf(socket: ServerType, env: Environment): string {
  const address = socket.address();
  const port = typeof address === 'object' && address !== null ? address.port : env.PORT;
  return `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(env.HOST) ? 'localhost' : env.HOST}:${port}`;
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
