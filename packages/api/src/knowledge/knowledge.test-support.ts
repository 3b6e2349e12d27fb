import type { Context } from '../context.js';
import { inTenantSql, migrate, openDatabase, type Database } from '../db/index.js';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { newId } from '../ids.js';
import type { JobPayloads, JobQueue } from '../jobs/index.js';
import type { DocumentParser } from './document-parser.js';
import type { GuardedFetch } from './guarded-fetch.js';
import { ingestDocument } from './ingest-document.js';

export type IngestJob = JobPayloads['ingest-document'];

export interface TestKnowledge {
  database: Database;
  /** Jobs that were added and not yet taken. */
  jobs: IngestJob[];
  newContext(parts?: Partial<Deps>): Promise<Context>;
  /** Does the waiting jobs of the context's tenant, in order. */
  ingestAll(ctx: Context): Promise<void>;
  close(): Promise<void>;
}

/** Knowledge on an embedded database, with a queue that a test turns by hand. */
export async function startTestKnowledge(): Promise<TestKnowledge> {
  const database = await openDatabase({});
  await migrate(database);
  const jobs: IngestJob[] = [];
  const queue: JobQueue = {
    async add(_name, payloads) {
      for (const payload of payloads) if ('documentId' in payload) jobs.push(payload);
    },
    async addAt() {},
    wake() {},
    async work() {},
    async stop() {},
  };
  return {
    database,
    jobs,
    async newContext(parts = {}) {
      const tenantId = newId('tenant');
      await inTenantSql(database, tenantId, async (tx) => {
        await tx`insert into tenants (tenant_id, name) values (${tenantId}, 'Test')`;
      });
      const deps = {
        database,
        jobs: queue,
        newId,
        embedder: undefined,
        parser: unusedParser,
        guardedFetch: unusedFetch,
        ...parts,
      };
      return { tenantId, actor: { kind: 'system' }, requestId: 'test', signal: new AbortController().signal, deps: deps as Deps };
    },
    async ingestAll(ctx) {
      const mine = jobs.filter((job) => job.tenantId === ctx.tenantId);
      for (const job of mine) {
        jobs.splice(jobs.indexOf(job), 1);
        await ingestDocument(ctx, job);
      }
    },
    close: () => database.close(),
  };
}

const unusedParser: DocumentParser = {
  async parse() {
    throw new AppError('INTERNAL', 'no parser');
  },
  async close() {},
};

const unusedFetch: GuardedFetch = {
  async fetchPage() {
    throw new AppError('INTERNAL', 'no fetch');
  },
  async fetchResource() {
    throw new AppError('INTERNAL', 'no fetch');
  },
  async post() {
    throw new AppError('INTERNAL', 'no fetch');
  },
  check() {},
  async close() {},
};
