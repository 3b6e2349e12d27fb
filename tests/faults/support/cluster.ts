import { createTestDatabase } from '../../../packages/api/test/support/test-database.js';
import { startOpenAiServer, type OpenAiServer } from '../../support/openai-server.js';
import { redisUrl } from '../../support/services.js';
import { startServer, type RunningServer } from '../../support/start-server.js';

export interface Cluster {
  nodes: RunningServer[];
  provider: OpenAiServer;
  databaseUrl: string;
  /** One more node of the same cluster. */
  addNode(env?: Record<string, string>): Promise<RunningServer>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  nodes?: number;
  env?: Record<string, string>;
  /** An empty database to take. Absent: a new one on the server of all tests. */
  databaseUrl?: string;
  /** What stands between the nodes and the database. */
  throughDatabase?: (url: string) => Promise<string>;
  /** False: each node keeps its log to itself. */
  redis?: boolean | string;
}

const platformKey = 'plk_for-the-fault-tests-0123456789';

/** Nodes on one new database and one Redis, with a scripted provider. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { databaseUrl } = options;
  const database = databaseUrl === undefined ? await createTestDatabase() : { url: databaseUrl, drop: () => Promise.resolve() };
  if (database.url === undefined) throw new Error('These tests need ASKWELL_TEST_DB=postgres and DATABASE_URL.');
  const provider = await startOpenAiServer();
  const redis = options.redis ?? true;
  const env = {
    ASKWELL_PLATFORM_KEY: platformKey,
    ASKWELL_LIMITS: 'off',
    DATABASE_URL: (await options.throughDatabase?.(database.url)) ?? database.url,
    OPENAI_BASE_URL: provider.url,
    OPENAI_MODEL: 'test-model',
    ...(redis === false ? {} : { REDIS_URL: redis === true ? redisUrl() : redis }),
    ...options.env,
  };
  const nodes: RunningServer[] = [];
  const addNode = async (more: Record<string, string> = {}): Promise<RunningServer> => {
    const node = await startServer({ env: { ...env, ...more } });
    nodes.push(node);
    return node;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    await provider.stop();
    await database.drop();
  };
  try {
    for (let count = 0; count < (options.nodes ?? 2); count++) await addNode();
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, provider, databaseUrl: database.url, addNode, stop };
}
